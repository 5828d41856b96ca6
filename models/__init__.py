"""Weights: where they come from, fetching, serving, training."""
