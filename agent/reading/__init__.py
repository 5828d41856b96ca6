"""What a spoken reply says, read mechanically. Pure: text in, claims with their places out."""
