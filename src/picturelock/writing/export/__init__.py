"""A script in the forms that other programs read: pure functions."""
