"""The commands of ``picturelock write``. What they do is loaded when one is called."""

from typing import Annotated, Any

import typer

from picturelock.cli.write_options import (
    Adult,
    Characters,
    Documents,
    Idea,
    Language,
    MaxCost,
    Model,
    NarrationOnlyFirst,
    NoNarration,
    Output,
    Seed,
    Segments,
    SetSize,
    Tone,
)
from picturelock.domain.manuscript_kind import KINDS, KindName

_ABOUT: dict[KindName, str] = {
    "movie": "Write a movie: title, characters and outline first, then every scene.",
    "story": "Write a story to be read aloud: characters and outline first, then every passage.",
    "meme": "Write a series of memes; without an idea, one is invented.",
    "free-content": "Write a short series for social media; without an idea, one is invented.",
}
_EXAMPLES: dict[KindName, str] = {
    "movie": 'picturelock write movie "A keeper finds a letter in the light" --segments 50 --output lantern',
    "story": 'picturelock write story "Two sisters share one coat" --tone warm --language de',
    "meme": "picturelock write meme --segments 10 --seed 7",
    "free-content": 'picturelock write free-content "Why bread rises" --document bread.pdf --no-narration',
}
_GOES_ON = "Ctrl-C stops it; what is written is kept, and 'picturelock write resume' goes on."

app = typer.Typer(
    name="write",
    help="Write a script of any length, or go on with one.",
    no_args_is_help=True,
)


def _add(kind: KindName) -> None:
    """The command of one kind."""
    row = KINDS[kind]
    no_idea: Any = ... if row.idea_required else None

    @app.command(
        kind,
        help=f"{_ABOUT[kind]} {_GOES_ON}",
        short_help=_ABOUT[kind],
        epilog=f"Example: {_EXAMPLES[kind]}",
    )
    def command(  # pyright: ignore[reportUnusedFunction]
        idea: Idea = no_idea,
        segments: Segments = row.default_segments,
        output: Output = None,
        set_size: SetSize = row.set_size,
        language: Language = "en",
        tone: Tone = None,
        model: Model = None,
        seed: Seed = 1,
        characters: Characters = None,
        document: Documents = None,
        no_narration: NoNarration = False,
        narration_only_first: NarrationOnlyFirst = False,
        adult: Adult = False,
        max_cost: MaxCost = None,
    ) -> None:
        from picturelock.cli.asked_script import Asked
        from picturelock.cli.writing import Manner, write

        asked = Asked(
            kind,
            idea=idea,
            segments=segments,
            language=language,
            tone=tone,
            model=model,
            seed=seed,
            characters=characters,
            documents=tuple(document or ()),
            no_narration=no_narration,
            narration_only_first=narration_only_first,
            adult=adult,
        )
        manner = Manner(output=output, set_size=set_size, model=model, max_cost=max_cost)
        raise typer.Exit(write(asked, manner))


for _kind in KINDS:
    _add(_kind)


@app.command(epilog="Example: picturelock write resume scr_0123456789abcdef --max-cost 2")
def resume(
    script_id: Annotated[str, typer.Argument(metavar="SCRIPT_ID", show_default=False)],
    output: Output = None,
    set_size: SetSize = None,
    model: Model = None,
    max_cost: MaxCost = None,
) -> None:
    """Go on with a script: only what is missing is written. 'picturelock script list' names them all."""
    from picturelock.cli.writing import Manner, go_on

    raise typer.Exit(
        go_on(script_id, Manner(output=output, set_size=set_size, model=model, max_cost=max_cost))
    )
