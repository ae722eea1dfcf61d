"""What pictures say, and which other template can say it."""
