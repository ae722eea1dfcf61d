"""The writers' room that the commands open, over things in memory that outlive a command."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fakes.scripts import FilesInMemory, LedgerInMemory, OneModel, ScriptsInMemory
from picturelock.cli.main import app
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.settings import Settings
from picturelock.writing.room.room import WritersRoom


@dataclass
class Commands:
    """The command line over scripts in memory; ``url`` is a model's, without one the templates write."""

    url: str | None = None
    price: float | None = 0.000_001
    scripts: ScriptsInMemory = field(default_factory=ScriptsInMemory)
    files: FilesInMemory = field(default_factory=FilesInMemory)
    roots: list[Path] = field(default_factory=list[Path])

    @asynccontextmanager
    async def open_room(self, settings: Settings, output_root: Path) -> AsyncGenerator[WritersRoom]:
        """Stands in for ``wiring.open_room``."""
        self.roots.append(output_root)
        model = OpenAIModel("fake", base_url=self.url, timeout=5, backoff=0.02) if self.url else None
        models = OneModel(model, price_per_token=self.price)
        room = WritersRoom(models, self.scripts, self.files, LedgerInMemory())
        try:
            yield room
        finally:
            await room.close()
            if model is not None:
                await model.close()

    def run(self, *words: str) -> Result:
        """Run one command to its end."""
        return CliRunner().invoke(app, words, catch_exceptions=False)


def commands(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str | None = None) -> Commands:
    """The command line in a folder of its own."""
    opened = Commands(url)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PICTURELOCK_HOME", str(folder / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("picturelock.wiring.open_room", opened.open_room, raising=False)
    return opened


def script_id(result: Result) -> str:
    """The id that a command told."""
    found = re.search(r"scr_\w+", result.output)
    assert found is not None, result.output
    return found.group()
