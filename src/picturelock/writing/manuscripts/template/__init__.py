"""The template writer's story grammar, its words and its voices."""
