"""``picturelock doctor``: what is installed, what is ready, and what each missing key would add."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended
from picturelock.domain.errors import PicturelockError
from picturelock.wiring import Readiness, installed_parts, readiness, store_readiness


class NotReadyError(PicturelockError):
    """The first film cannot be made yet."""


def doctor() -> int:
    """Print what was found.

    Returns:
        The program's exit code: 0 when a film can be made, else 1.
    """
    return ended(lambda: examine(Console(highlight=False)))


def examine(console: Console) -> None:
    """Look at everything and print it.

    Raises:
        NotReadyError: something that every film needs is missing, with how to get it.
    """
    settings = read_settings()
    store = store_readiness(settings)
    parts, providers = installed_parts(), (*readiness(settings), *([store] if store else []))
    console.print(Text("Installed", style="bold"), table_of(parts), sep="\n")
    console.print(Text("\nProviders", style="bold"), table_of(providers), sep="\n")
    console.print(f"\nFilms and the database are kept in {settings.home}", soft_wrap=True)
    console.print(f"Takes are kept in {settings.store or settings.home}", soft_wrap=True)
    lines = missing_lines((*parts, *providers))
    if store is not None and not store.ready:
        lines.append(store.detail)
    if lines:
        raise NotReadyError("A film cannot be made yet.\n" + "\n".join(lines))
    console.print("Ready: ./run demo makes the first film.")


def table_of(found: Iterable[Readiness]) -> Table:
    """A row for each, readable at 80 columns."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(no_wrap=True, min_width=22)
    table.add_column(overflow="fold")
    for one in found:
        if one.ready:
            table.add_row(Text("✓", style="green"), one.name, one.detail)
            continue
        mark = Text("✗", style="red") if one.essential else Text("–", style="yellow")
        table.add_row(mark, one.name, Text(one.detail or f"{one.mend} would add: {one.adds}"))
    return table


def missing_lines(found: Iterable[Readiness]) -> list[str]:
    """What must be got before any film can be made, a line each."""
    return [f"{one.name} is missing. Install: {one.mend}" for one in found if one.essential and not one.ready]
