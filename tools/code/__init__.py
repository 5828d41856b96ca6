"""Reading, running and asking about code."""
