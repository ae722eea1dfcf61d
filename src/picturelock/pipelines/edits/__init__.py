"""Takes that a person makes: their own words and choices, in the shape that clients are shown."""
