"""The transcript of a film, as plain text and as a page."""
