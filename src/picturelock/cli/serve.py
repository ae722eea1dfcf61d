"""``picturelock serve``: the service and its page, until it is ended."""

import asyncio
import gc
import signal
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import uvicorn

from picturelock.api.app import create_app
from picturelock.api.server import server_config
from picturelock.api.service import Readers
from picturelock.cli.doors import doors_of
from picturelock.cli.environment import read_settings
from picturelock.cli.listening import address_of, is_local, listen
from picturelock.cli.outcome import ended, say
from picturelock.cli.queues import read_queues
from picturelock.cli.watching import watching
from picturelock.pipelines.catalogue import video_types
from picturelock.wiring import (
    lay_media,
    open_room,
    open_studio,
    open_webhooks,
    read_document,
    read_music,
    read_picture,
)

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(host: str, port: int, queues: str) -> int:
    """Serve until Ctrl-C or SIGTERM; what runs then is ended, and goes on at the next start.

    Returns:
        The program's exit code: 0 ended, 1 could not start, 2 a setting is wrong.
    """
    return ended(lambda: asyncio.run(_serve(host, port, read_queues(queues))))


async def _serve(host: str, port: int, queues: Mapping[str, int]) -> None:
    settings = read_settings()
    with listen(host, port) as listening:
        doors = doors_of(settings, local=is_local(listening))
        async with (
            watching(settings) as watch,
            open_studio(settings, queues, watch.watched) as opened,
            open_room(settings, settings.output_root, watch.watched) as room,
            open_webhooks(settings, watch.metrics.sent) as check_webhook,
        ):
            briefs = {name: pipeline.brief for name, pipeline in video_types().items()}
            app = create_app(
                opened.studio,
                opened.takes,
                room,
                briefs=briefs,
                readers=Readers(read_document, read_picture, lay_media, read_music),
                metrics=watch.metrics,
                observers=watch.others,
                check_webhook=check_webhook,
                doors=doors,
            )
            # What was loaded stays: looking through it again and again would hold up answers.
            gc.freeze()
            say(f"Picturelock is at {address_of(listening)} (Ctrl-C ends it).")
            say(f"Films are kept in {settings.home}; scripts' files are laid below {settings.output_root}")
            if doors.keys is not None:
                count = len(doors.keys.keys())
                say(f"{count} API key{'' if count == 1 else 's'} may use it: {settings.api_keys}")
            await _Server(server_config(app)).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """uvicorn raises the signal that ended it once more, which would cut the closing of the studio short."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
