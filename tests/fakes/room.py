"""A writers' room over a fake model that is served for real, or over the template writer."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fakes.manuscript_model import Behaviour, ManuscriptServer, manuscript_server
from fakes.scripts import FilesInMemory, LedgerInMemory, OneModel, ScriptsInMemory
from picturelock.ports.models import Limits
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.writing.room.room import WritersRoom


@dataclass
class OpenedRoom:
    """A room and everything it works with."""

    room: WritersRoom
    scripts: ScriptsInMemory
    files: FilesInMemory
    models: OneModel
    ledger: LedgerInMemory
    server: ManuscriptServer

    def again(self) -> WritersRoom:
        """Another room over the same things, as after a restart."""
        return WritersRoom(self.models, self.scripts, self.files, self.ledger)


@asynccontextmanager
async def open_room(
    behaviour: Behaviour | None = None,
    *,
    left: int | None = None,
    price: float | None = 0.000_001,
    free: bool = False,
) -> AsyncGenerator[OpenedRoom]:
    """A room whose model is the fake one."""
    with manuscript_server(behaviour) as server:
        model = OpenAIModel("fake", base_url=server.url, timeout=5, backoff=0.02)
        limits = Limits(requests_per_day=50) if left is not None else Limits()
        models = OneModel(model, free=free, limits=limits, price_per_token=price)
        scripts, files, ledger = ScriptsInMemory(), FilesInMemory(), LedgerInMemory(left)
        room = WritersRoom(models, scripts, files, ledger)
        try:
            yield OpenedRoom(room, scripts, files, models, ledger, server)
        finally:
            await room.close()
            await model.close()
