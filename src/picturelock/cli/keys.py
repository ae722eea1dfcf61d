"""``picturelock keys``: API keys are made, and listed."""

from typing import Annotated

import typer

from picturelock.api.doors.key_file import VARIABLE, add_key, check_name, key_lines, read_keys
from picturelock.api.doors.keys import new_key
from picturelock.api.doors.roles import Role
from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended, say
from picturelock.domain.errors import InvalidInputError, Problem

app = typer.Typer(name="keys", help="API keys: who may use the service, and for what.", no_args_is_help=True)


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Who will have it; stored with what they decide.")
    ],
    role: Annotated[
        Role,
        typer.Option(help="viewer sees, reviewer decides, editor makes and changes, admin also removes."),
    ],
) -> None:
    """Make a key. It is printed once, and only its hash is kept."""
    raise typer.Exit(ended(lambda: _new(name, role)))


@app.command("list")
def list_keys() -> None:
    """Every key's name and role."""
    raise typer.Exit(ended(_list))


def _new(name: str, role: Role) -> None:
    path = read_settings().api_keys
    key, kept = new_key(name, role)
    if path is None:
        check_name(name)
        say(f"Add these lines to a file, and set {VARIABLE} to its path:\n\n{key_lines(kept)}")
    else:
        add_key(path, kept)
        say(f"{name} ({role}) is in {path}. A service that runs with this file knows it already.")
    say("The key follows. It is shown this once; whoever has it may use it.")
    typer.echo(key)


def _list() -> None:
    path = read_settings().api_keys
    if path is None:
        raise InvalidInputError([Problem(VARIABLE, "is not set; it names the file of keys")])
    for key in read_keys(path):
        typer.echo(f"{key.role:<8}  {key.name}")
