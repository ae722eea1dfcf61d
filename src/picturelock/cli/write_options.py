"""The options of ``picturelock write``, with what they mean to a user."""

from pathlib import Path
from typing import Annotated

import typer

from picturelock.domain.manuscript_kind import LARGEST_SET, MOST_SEGMENTS

Idea = Annotated[str | None, typer.Argument(metavar="IDEA", help="What it is about.", show_default=False)]
Segments = Annotated[int, typer.Option(min=1, max=MOST_SEGMENTS, metavar="N", help="How long it is.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="The folder for its JSON files, made where it is missing. (generated_movie_script)",
        show_default=False,
    ),
]
SetSize = Annotated[
    int | None,
    typer.Option(
        "--set-size", min=1, max=LARGEST_SET, metavar="N", help="Segments that are written at a time."
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="PROVIDER:MODEL",
        help="Who writes, such as openai:gpt-5-mini, or template (no AI model). (PICTURELOCK_MODEL)",
        show_default=False,
    ),
]
MaxCost = Annotated[
    float | None,
    typer.Option("--max-cost", min=0, metavar="DOLLARS", help="Stop before it costs more than this."),
]
Language = Annotated[str, typer.Option(metavar="TAG", help="Such as en, de or pt-BR.")]
Tone = Annotated[str | None, typer.Option(metavar="WORDS", help="Such as 'dry and quick'.")]
Seed = Annotated[
    int, typer.Option(min=0, max=2**31 - 1, metavar="N", help="Another number gives another script.")
]
Characters = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.json",
        help="Your own cast, kept word for word: a list of characters, or a script's metadata.",
    ),
]
Documents = Annotated[
    list[Path] | None,
    typer.Option(
        "--document", metavar="FILE", help="A PDF, DOCX or text file it may draw on. May be repeated."
    ),
]
NoNarration = Annotated[bool, typer.Option("--no-narration", help="Dialogue alone tells it.")]
NarrationOnlyFirst = Annotated[
    bool, typer.Option("--narration-only-first", help="Only the first segment is narrated.")
]
Adult = Annotated[
    bool, typer.Option("--adult", help="For adults; every character must be known to be 18 or older.")
]
