"""The template writer's own words, in every language that it writes."""
