"""Spoken replies against keys."""
