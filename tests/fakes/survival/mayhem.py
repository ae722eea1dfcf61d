"""Deaths of every known kind, and at random, while clients make films."""

import asyncio
import random
import signal
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fakes.survival.client import RestlessClient
from fakes.survival.death import AFTER_ANSWERING, BEFORE_ANSWERING
from fakes.survival.inspection import in_hand, inspect, unsettled
from fakes.survival.nodes import APIS, WORKERS, Node, Nodes
from fakes.watching import eventually

# What the API processes do; the rest is done by workers.
_OF_APIS = (
    *(f"{when} the commit of {act}" for when in ("before", "after") for act in ("open_session", "decide")),
    *(BEFORE_ANSWERING, AFTER_ANSWERING),
)
# These come all the time, so that a process may live through the first of them.
_OFTEN = ("decide", "begin_run", "finish_run", "keep_progress", "beat", "socket", "scenes")
_INSTANT_SECONDS = 60
# The lease of a process, and the time until silence is taken for death.
_REAPED_SECONDS = 20
_TRIES = 4


@dataclass
class Mayhem:
    """Keeps ``clients`` films in the making, and ends processes meanwhile."""

    nodes: Nodes
    seed: int
    clients: int = 3
    films: list[RestlessClient] = field(default_factory=list[RestlessClient])
    tell: Callable[[str], object] = str
    kills: int = 0
    came_to: list[str] = field(default_factory=list[str])
    never_came_to: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._over = False

    @asynccontextmanager
    async def films_being_made(self) -> AsyncGenerator[None]:
        """Clients make one film after the other; at the end those that are begun are finished."""
        async with asyncio.TaskGroup() as tasks:
            for number in range(self.clients):
                tasks.create_task(self._films(number))
            try:
                yield
            finally:
                self._over = True

    async def _films(self, number: int) -> None:
        while not self._over:
            nth = len(self.films)
            client = RestlessClient(f"client {number}", lambda: self.nodes.addresses, self.seed * 1000 + nth)
            self.films.append(client)
            await client.film()

    async def known(self, instants: Sequence[str]) -> None:
        """Let a process die at each of these instants, and start it again."""
        for nth, instant in enumerate(instants):
            name = (APIS if instant in _OF_APIS else WORKERS)[nth % 2]
            self.tell(f"{name} dies {instant}")
            await self._let_die(name, instant)

    async def _let_die(self, name: str, instant: str) -> None:
        await self._end(name)
        survived = self._random.choice((0, 1)) if instant.endswith(_OFTEN) else 0
        node = await self.nodes.start(name, instant=instant, survived=survived)
        if "leave" in instant:
            node.signal(signal.SIGTERM)
        elif "reap" in instant:
            await self._leave_something_to(name)
        if node.planned is None or await self._ended_within(node, _INSTANT_SECONDS):
            self.kills += 1
            self.came_to.append(instant)
        else:
            self.never_came_to.append(instant)
        for one in (*APIS, *WORKERS):
            if not self.nodes.nodes[one].alive:
                await self.nodes.start(one)

    async def _leave_something_to(self, name: str) -> None:
        """Kill the other worker while it is at work, and those who might be faster to notice."""
        other = next(worker for worker in WORKERS if worker != name)
        for _ in range(_TRIES):
            pid = self.nodes.nodes[other].pid
            await eventually(lambda pid=pid: bool(in_hand(self.nodes.database_url, pid)))
            for one in (other, *APIS):
                self.nodes.nodes[one].signal(signal.SIGKILL)
                self.kills += 1
            if await self._ended_within(self.nodes.nodes[name], _REAPED_SECONDS):
                return
            # What it had in hand was finished just before it was killed.
            for one in (other, *APIS):
                await self.nodes.start(one)

    async def _ended_within(self, node: Node, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while node.alive:  # noqa: ASYNC110 - there is no event
                    await asyncio.sleep(0.02)
        except TimeoutError:
            return False
        return True

    async def at_random(self, kills: int, *, apart: tuple[float, float] = (0.2, 1.2)) -> None:
        """Kill any process at any time."""
        for _ in range(kills):
            await asyncio.sleep(self._random.uniform(*apart))
            name = self._random.choice((*APIS, *WORKERS))
            self.tell(f"{name} is killed, the {self.kills + 1}th")
            await self.nodes.kill(name)
            self.kills += 1
            if self._random.random() < 0.2:
                # It takes its time to come back: the others have its work meanwhile.
                await asyncio.sleep(self._random.uniform(0.5, 3))
            await self.nodes.start(name)

    async def _end(self, name: str) -> None:
        node = self.nodes.nodes[name]
        node.signal(signal.SIGTERM)
        await self.nodes.ended(name)

    async def settled(self) -> list[str]:
        """Wait until every session is at its gate; then what is wrong, once all processes have ended."""
        url = self.nodes.database_url
        await eventually(lambda: not unsettled(url))
        await self.nodes.close()
        return inspect(url, self.nodes.root, self.films)
