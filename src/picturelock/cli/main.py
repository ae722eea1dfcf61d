"""The command line. Each command is loaded when it is called, so that help comes at once."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from picturelock.cli import keys, script, write
from picturelock.domain.frames import Quality
from picturelock.domain.shot import Engine

_ALL = "draw,voice,write"

app = typer.Typer(
    name="picturelock",
    help="From a brief to a finished film, with a gate after every stage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(write.app)
app.add_typer(script.app)
app.add_typer(keys.app)


@app.command()
def make(
    brief: Annotated[
        Path, typer.Argument(metavar="BRIEF.json", help='A file with {"video_type": …, "payload": {…}}.')
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.mp4",
            help="Copy the film here, with its poster, captions and facts.",
        ),
    ] = None,
    quality: Annotated[
        Quality | None, typer.Option(help="low is 854×480 at 15 fps for drafts, high is 1920×1080 at 30 fps.")
    ] = None,
    shapes: Annotated[
        str | None,
        typer.Option(
            metavar="SHAPES",
            help="16:9, 9:16, 1:1: some, with commas. The first is the film; the others lie beside it.",
        ),
    ] = None,
) -> None:
    """Make a film from a brief. The last line printed is the MP4's path."""
    from picturelock.cli.make import make as run

    raise typer.Exit(run(brief, output=output, quality=quality, shapes=shapes))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8000,
    queues: Annotated[
        str, typer.Option(help="The work to do here: see worker; none leaves all of it to workers.")
    ] = _ALL,
) -> None:
    """Start the service and its page."""
    from picturelock.cli.serve import serve as run

    raise typer.Exit(run(host, port, queues))


@app.command()
def worker(
    queues: Annotated[
        str, typer.Option(help="The work to do here, with how much at a time: draw=2,voice,write=8.")
    ] = _ALL,
) -> None:
    """Work on films that are asked for elsewhere, over the same DATABASE_URL."""
    from picturelock.cli.worker import work

    raise typer.Exit(work(queues))


@app.command()
def doctor() -> None:
    """Say what is installed, which providers are ready, and what each missing key would add."""
    from picturelock.cli.doctor import doctor as run

    raise typer.Exit(run())


@app.command()
def gallery(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where index.html and the pictures go.")
    ],
    engine: Annotated[Engine | None, typer.Option(help="Only the templates of this engine.")] = None,
    template: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this template; may be given again.")
    ] = None,
    shapes: Annotated[
        list[str] | None, typer.Option(metavar="SHAPE", help="16:9, 9:16, 1:1: some, with commas (all).")
    ] = None,
    clips: Annotated[
        bool, typer.Option("--clips", help="Draw a short clip of each too, and time it.")
    ] = False,
) -> None:
    """Draw every scene template in every shape and look, with little text and much, to look at."""
    from picturelock.cli.gallery import gallery as run

    raise typer.Exit(run(engine, template or [], shapes or [], clips=clips, output=output))


@app.command()
def audit(
    video_id: Annotated[str, typer.Argument(metavar="VIDEO_ID", help="The film.")],
    film: Annotated[
        Path | None,
        typer.Option(metavar="FILM.json", help="A film.json that was kept elsewhere, to verify against."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Verify that a film's log is what was written, and print who decided what."""
    from picturelock.cli.audit import audited

    raise typer.Exit(audited(video_id, film=film, as_json=as_json))


@app.command()
def qc(
    film: Annotated[
        str, typer.Argument(metavar="FILE", help="An MP4, or the id of a film that was made here.")
    ],
    shown_on: Annotated[
        Literal["web", "social", "broadcast"] | None,
        typer.Option(
            "--for",
            help="Where it is shown: how loud it is, and how far text keeps from the edge (as it was made).",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check a film's picture, sound, captions and texts. Ends with 0 when nothing is found, else with 1."""
    from picturelock.cli.qc import qc as run

    raise typer.Exit(run(film, shown_on=shown_on, as_json=as_json))


@app.command()
def gc(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove films and takes that were kept long enough, and what was left unfinished."""
    from picturelock.cli.gc import collect

    raise typer.Exit(collect(dry_run=dry_run))


def main() -> None:
    """The program ``picturelock``."""
    # A film's title may be in any script, whatever the terminal's encoding.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    app()
