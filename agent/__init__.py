"""The interview: events, tape, the pure machine, the session, the agent, grading, profile."""
