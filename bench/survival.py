"""What is lost when processes are killed: two API processes and two workers over one database.

They are killed at every known instant and at random, while clients that come and go make films.

Run: .venv/bin/python bench/survival.py [--kills 100] [--database sqlite|postgres] [--seed 1]
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.creator_client import open_line
from fakes.postgres import PostgresServer
from fakes.survival.death import INSTANTS
from fakes.survival.inspection import all_events, group_exists, groups, in_hand
from fakes.survival.mayhem import Mayhem
from fakes.survival.nodes import WORKERS, open_nodes
from fakes.watching import eventually

TIMES = 10
# Whoever was there for less does not take silence for death yet.
STEADY_SECONDS = 7


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


async def count(url: str, root: Path, kills: int, seed: int) -> bool:
    """Kill at all known instants and at random; whether nothing is wrong then."""
    began, before = time.monotonic(), all_events(url)

    def tell(what: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {what}", file=sys.stderr)

    async with open_nodes(url, root) as nodes:
        mayhem = Mayhem(nodes, seed, tell=tell)
        async with mayhem.films_being_made():
            await mayhem.known(INSTANTS)
            known, at_instants = time.monotonic(), mayhem.kills
            await mayhem.at_random(kills)
        wrong = await mayhem.settled()
    events = {name: told for name, told in all_events(url).items() if name not in before}
    show("known instants come to", f"{len(mayhem.came_to)} of {len(INSTANTS)}")
    show("kills at known instants, with helping ones", at_instants)
    show("kills at random", mayhem.kills - at_instants)
    show("sessions", len(events))
    show("films that their clients finished", sum(film.complete for film in mayhem.films))
    show("events", sum(map(len, events.values())))
    show("times that a client came back", sum(max(0, film.connections - 1) for film in mayhem.films))
    show("seconds", f"{known - began:.0f} + {time.monotonic() - known:.0f}")
    show("things that are wrong", len(wrong))
    for line in (*(f"never came to: {instant}" for instant in mayhem.never_came_to), *wrong[:20]):
        print(line)
    return not wrong


async def time_taking_over(url: str, root: Path) -> None:
    """From the death of a worker for good until another has its run."""
    took: list[float] = []
    async with open_nodes(url, root, scene_seconds=30) as nodes:
        for _ in range(TIMES):
            async with open_line(nodes.addresses[0]) as line:
                await line.start()
                await eventually(lambda: any(in_hand(url, nodes.nodes[name].pid) for name in WORKERS))
                dead = next(name for name in WORKERS if in_hand(url, nodes.nodes[name].pid))
                other = next(name for name in WORKERS if name != dead)
                began = time.monotonic()
                await nodes.kill(dead)
                await eventually(lambda other=other: bool(in_hand(url, nodes.nodes[other].pid)))
                took.append(time.monotonic() - began)
                await line.say(action="stop")
                await line.hear_until("stopped")
            await nodes.start(dead)
            await asyncio.sleep(STEADY_SECONDS)
    show("seconds until a dead worker's run is another's", spread(took))


async def time_stopping(url: str, root: Path) -> None:
    """From a decision at an API process until the processes of the run are gone at a worker."""
    took: dict[str, list[float]] = {"stop": [], "regenerate": []}
    async with open_nodes(url, root, scene_seconds=30) as nodes:
        for nth in range(2 * TIMES):
            action = ("stop", "regenerate")[nth % 2]
            async with open_line(nodes.addresses[nth % 2]) as line:
                video_id = (await line.start())["video_id"]
                await eventually(lambda video_id=video_id: bool(groups(root, video_id)))
                (group,) = groups(root, video_id)
                await line.hear_until("stage_running")
                began = time.monotonic()
                await line.say(action=action, **({"version": 1} if action == "regenerate" else {}))
                await eventually(lambda group=group: not group_exists(group))
                took[action].append(time.monotonic() - began)
                await line.say(action="stop")
                await line.hear_until("stopped")
    for action, seconds in took.items():
        show(f"seconds from {action} until the run's processes are gone", spread(seconds))


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} (longest {max(seconds):.2f} of {len(seconds)})"


def show(name: str, value: object) -> None:
    print(f"{name:<60} {value}", flush=True)


async def measure(url: str, folder: Path, kills: int, seed: int) -> bool:
    roots = [folder / name for name in ("stopping", "taking-over", "kills")]
    for root in roots:
        root.mkdir()
    await time_stopping(url, roots[0])
    await time_taking_over(url, roots[1])
    return await count(url, roots[2], kills, seed)


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
