"""The template writer's parts: what it knows how to tell, and how it turns that into each stage's answer."""
