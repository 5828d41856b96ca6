"""Scripted candidates, replay, measuring."""
