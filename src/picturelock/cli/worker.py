"""``picturelock worker``: works on films that are asked for elsewhere, until it is ended."""

import asyncio
import signal

from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended, say
from picturelock.cli.queues import read_queues
from picturelock.cli.watching import watching
from picturelock.cli.worker_metrics import telling
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.wiring import open_studio


def work(queues: str) -> int:
    """Work until Ctrl-C or SIGTERM; what is in hand then goes on in another process at once.

    Returns:
        The program's exit code: 0 ended, 1 could not start, 2 an option or a setting is wrong.
    """
    return ended(lambda: asyncio.run(_work(queues)))


async def _work(said: str) -> None:
    queues = read_queues(said)
    if not queues:
        raise InvalidInputError([Problem("--queues", "a worker without queues has nothing to do")])
    told_to_end = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    settings = read_settings()
    async with watching(settings) as watch, open_studio(settings, queues, watch.watched):
        with telling(watch.metrics.registry, settings.worker_metrics):
            shown = ", ".join(f"{name} ({number} at a time)" for name, number in queues.items())
            say(f"Working on {shown} (Ctrl-C ends it).")
            await told_to_end.wait()
            say("Ending; what is in hand goes on elsewhere.")
