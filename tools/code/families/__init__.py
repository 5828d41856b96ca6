"""The probe families, one module for each group that shares its way of finding the key."""
