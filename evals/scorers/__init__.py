"""What is measured of a replay. Pure: each reads the tape's events and the script."""
