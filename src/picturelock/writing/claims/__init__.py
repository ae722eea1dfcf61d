"""What a sentence may say: only what a span of the reference documents says, and what of it was changed."""
