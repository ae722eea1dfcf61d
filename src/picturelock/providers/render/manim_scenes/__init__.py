"""The scenes that the Manim worker draws, and the kit they are made with. Only the worker imports this."""
