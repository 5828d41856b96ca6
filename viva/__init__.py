"""The leaf that all may import: the exception tree and the settings."""
