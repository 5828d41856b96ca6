"""What the interview can do: read code, hear, speak, read face and voice."""
