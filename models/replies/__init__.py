"""What a small model, learned from labelled replies, makes of the words of a spoken reply."""
