"""``picturelock gc``: removes what was kept long enough, and says what and how much."""

import asyncio
from contextlib import aclosing

import typer

from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended


def collect(*, dry_run: bool) -> int:
    """Remove films, takes and unfinished folders that the settings do not ask to keep.

    Returns:
        The program's exit code: 0, 1 failed, 2 a setting is wrong.
    """
    return ended(lambda: asyncio.run(_collect(dry_run)))


async def _collect(dry_run: bool) -> None:
    from picturelock.wiring import sweep

    total = count = 0
    async with aclosing(sweep(read_settings(), dry=dry_run)) as swept:
        async for one in swept:
            typer.echo(f"{one.size:>14,} bytes  {one.what}")
            total, count = total + one.size, count + 1
    verb = "would be removed" if dry_run else "removed"
    typer.echo(f"{total:>14,} bytes {verb} in {count} {'thing' if count == 1 else 'things'}")
