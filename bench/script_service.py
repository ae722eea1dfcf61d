"""What the service itself adds to a set: the time of a step-2 request without the model's share of it.

As scripts grow it should stay about the same. The model is the tests' fake one; its whole requests, with the
client's side of them, count as its share.

Run: .venv/bin/python bench/script_service.py [SEGMENTS]
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.manuscript_model import manuscript_server
from fakes.scripts import OneModel
from fakes.service import Opened, open_service
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Reply
from picturelock.providers.llm.openai import OpenAIModel

SET = 10
PLACES = (0.02, 0.1, 0.35, 1.0)


class Timed:
    """The model, and how long its requests took."""

    def __init__(self, model: OpenAIModel) -> None:
        self.seconds = 0.0
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        began = time.perf_counter()
        try:
            return await self._model.complete(system, user, answer=answer, max_tokens=max_tokens)
        finally:
            self.seconds += time.perf_counter() - began


async def measure(service: Opened, timed: Timed, total: int) -> None:
    asked = {"idea": "a lantern on a river", "total_segments": total}
    metadata = (await service.client.post("/generate-movie-metadata", json=asked)).json()
    shown = {max(1, round(place * total / SET)) for place in PLACES}
    print(f"{total:,} segments in sets of {SET}")
    print(f"{'set':>6} {'whole ms':>9} {'model ms':>9} {'service ms':>11} {'again ms':>9}")
    recent: list[tuple[float, float]] = []
    for number in range(1, total // SET + 1):
        body = {"metadata": metadata, "set_number": number}
        recent = [*recent[-9:], await _asked(service, timed, body)]
        if number in shown:
            whole, model = (statistics.median(column) for column in zip(*recent, strict=True))
            again, _ = await _asked(service, timed, body)
            print(
                f"{number:6,d} {whole * 1000:9.1f} {model * 1000:9.1f} "
                f"{(whole - model) * 1000:11.1f} {again * 1000:9.1f}",
                flush=True,
            )


async def _asked(service: Opened, timed: Timed, body: dict[str, Any]) -> tuple[float, float]:
    """Seconds of a request for a set, and of them those of the model."""
    timed.seconds = 0.0
    began = time.perf_counter()
    answer = await service.client.post("/generate-movie-segments", json=body)
    assert answer.status_code == 200, answer.text
    return time.perf_counter() - began, timed.seconds


async def main(total: int) -> None:
    with manuscript_server() as server, tempfile.TemporaryDirectory() as folder:
        model = OpenAIModel("fake", base_url=server.url, timeout=30.0)
        timed = Timed(model)
        models = OneModel(timed, price_per_token=0.000_001)
        async with open_service(Path(folder), models=models) as service:
            await measure(service, timed, total)
        await model.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000))
