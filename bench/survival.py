"""What is lost when processes are killed: two API processes and two workers over one database.

They are killed at every known instant and at random, while clients that come and go make films.

Run: .venv/bin/python bench/survival.py [--kills 100] [--database sqlite|postgres] [--seed 1]
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.postgres import PostgresServer
from fakes.survival.death import INSTANTS
from fakes.survival.inspection import all_events
from fakes.survival.mayhem import Mayhem
from fakes.survival.nodes import open_nodes


@contextmanager
def database(kind: str, root: Path) -> Generator[str]:
    """A new database of a kind."""
    if kind == "sqlite":
        yield f"sqlite:///{root / 'studio.sqlite3'}"
        return
    server = PostgresServer()
    try:
        server.start()
        with server.database() as url:
            yield url
    finally:
        server.remove()


async def measure(url: str, root: Path, kills: int, seed: int) -> bool:
    began = time.monotonic()
    async with open_nodes(url, root) as nodes:
        mayhem = Mayhem(
            nodes,
            seed,
            tell=lambda told: print(f"{time.monotonic() - began:6.1f} s  {told}", file=sys.stderr),
        )
        async with mayhem.films_being_made():
            await mayhem.known(INSTANTS)
            known = time.monotonic()
            at_instants = mayhem.kills
            await mayhem.at_random(kills)
        wrong = await mayhem.settled()
    events = all_events(url)
    reconnected = sum(max(0, film.connections - 1) for film in mayhem.films)
    rows = (
        ("known instants come to", f"{len(mayhem.came_to)} of {len(INSTANTS)}"),
        ("kills at known instants, with helping ones", at_instants),
        ("kills at random", mayhem.kills - at_instants),
        ("sessions", len(events)),
        ("films that their clients finished", sum(film.complete for film in mayhem.films)),
        ("events", sum(map(len, events.values()))),
        ("times that a client came back with after_seq", reconnected),
        ("seconds", f"{known - began:.0f} + {time.monotonic() - known:.0f}"),
        ("things that are wrong", len(wrong)),
    )
    for name, value in rows:
        print(f"{name:<50} {value}")
    for line in (*[f"never came to: {instant}" for instant in mayhem.never_came_to], *wrong[:20]):
        print(line)
    return not wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="survival-") as folder,
        database(asked.database, Path(folder)) as url,
    ):
        print(f"{asked.database}, seed {asked.seed}")
        return 0 if asyncio.run(measure(url, Path(folder), asked.kills, asked.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())
