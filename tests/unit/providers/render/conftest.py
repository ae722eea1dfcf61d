"""Manim's own imports warn (pydub's escapes, its search for ffmpeg); ours may not."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import manim  # noqa: F401  # pyright: ignore[reportUnusedImport]
