"""The seams: one-verb Protocols that providers implement, and what they are given and give back."""
