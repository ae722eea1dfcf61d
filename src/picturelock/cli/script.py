"""The commands of ``picturelock script``. What they do is loaded when one is called."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Form = Literal["fountain", "markdown", "json"]
ScriptId = Annotated[str, typer.Argument(metavar="SCRIPT_ID", show_default=False)]

app = typer.Typer(
    name="script",
    help="Look at the scripts that are kept, and take them out.",
    no_args_is_help=True,
)


@app.command("list", epilog="Example: picturelock script list --limit 5")
def list_(
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many to show.")] = 50,
) -> None:
    """List the scripts that are kept, the last changed first."""
    from picturelock.cli.kept_scripts import listed

    raise typer.Exit(listed(limit))


@app.command(epilog="Example: picturelock script report scr_0123456789abcdef")
def report(script_id: ScriptId) -> None:
    """Show what can be measured of a script, and what it used up."""
    from picturelock.cli.kept_scripts import reported

    raise typer.Exit(reported(script_id))


@app.command(
    epilog="Example: picturelock script export scr_0123456789abcdef --format fountain --output film.fountain"
)
def export(
    script_id: ScriptId,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="fountain for screenwriting programs, markdown for reading, json for programs.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it here instead of printing it."),
    ] = None,
) -> None:
    """Print a script in another form. Where some of it is missing, that is said on standard error."""
    from picturelock.cli.kept_scripts import exported

    raise typer.Exit(exported(script_id, form, output))
