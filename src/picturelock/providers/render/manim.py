"""Scenes drawn with Manim, by a worker process that has it imported."""

import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from picturelock.domain.digest import digest
from picturelock.domain.drawing import Drawn, DrawOrder, TemplateCard
from picturelock.domain.errors import ProviderError, SceneError
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.picture_language import tables_version
from picturelock.domain.seen import SEEN
from picturelock.domain.shot import Artifact, Shot
from picturelock.providers.film.ffmpeg import picture_encoder
from picturelock.providers.worker_process import Message, WorkerError, WorkerProcess

_SCENES = Path(__file__).parent / "manim_scenes"
_WORKER = "picturelock.providers.render.manim_scenes.worker"
_DRAWN_WITH = ("manim", "rdkit", "pycairo", "manimpango", "numpy", "pillow", "budoux")
_CARDS = TypeAdapter(tuple[TemplateCard, ...])
# Each drawing has a core of its own: threads within one would only take turns.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class ManimRenderer:
    """Implements ``ports.Renderer``. The worker starts at the first request and again after it died.

    Args:
        asset_path: where a kept file, like a logo, lies.
    """

    def __init__(self, asset_path: Callable[[Artifact], Path]) -> None:
        self._asset_path = asset_path
        self._worker = WorkerProcess("manim", [sys.executable, "-m", _WORKER], environment=_ONE_THREAD)
        self._catalogue: tuple[TemplateCard, ...] | None = None

    @property
    def version(self) -> str:
        """A digest of the scenes' files, of what draws them and of how they are encoded."""
        return _version()

    @property
    def pid(self) -> int | None:
        """The worker's process, while it runs."""
        return self._worker.pid

    async def catalogue(self) -> tuple[TemplateCard, ...]:
        if self._catalogue is None:
            answer = await self._worker.request({"op": "catalogue"})
            self._catalogue = _CARDS.validate_python(answer["cards"])
        return self._catalogue

    async def check(
        self, shot: Shot, spoken: str = "", frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
    ) -> tuple[str, ...]:
        asked = {"shot": shot.model_dump(mode="json"), "frame": frame.model_dump(), "language": language}
        answer = await self._worker.request({"op": "check", "spoken": spoken, **asked})
        return tuple(str(reason) for reason in answer["reasons"])

    async def still(self, order: DrawOrder, *, at: int, to: Path) -> None:
        await self._ask(order, {"op": "still", "at": at, "to": str(to)})

    async def draw(self, order: DrawOrder, *, to: Path, report: Callable[[int], None]) -> Drawn:
        def progress(message: Message) -> None:
            report(int(message["frames"]))

        answer = await self._ask(order, {"op": "draw", "to": str(to)}, progress)
        seconds: dict[str, float] = answer["seconds"]
        key = digest("scene", self.version, order)
        return Drawn(
            video=Artifact(key=key, name="scene.mp4"),
            seen=Artifact(key=key, name=SEEN),
            frames=int(answer["frames"]),
            drawing_seconds=seconds["drawing"],
            encoding_seconds=seconds["encoding"],
            other_seconds=seconds["other"],
        )

    async def stop(self) -> None:
        """End the worker."""
        await self._worker.stop()

    async def _ask(
        self, order: DrawOrder, request: dict[str, Any], progress: Callable[[Message], None] | None = None
    ) -> Message:
        scene = order.shot.scene_id
        footage = order.shot.footage
        files = {
            "logo": self._path(order.logo, "logo", scene),
            "footage": self._path(footage.file if footage else None, "footage", scene),
        }
        message = {**request, "order": order.model_dump(mode="json"), **files}
        try:
            return await self._worker.request(message, on_progress=progress)
        except WorkerError as error:
            raise SceneError(scene, str(error.answer.get("message", error))) from error
        except ProviderError as error:
            raise SceneError(scene, str(error)) from error

    def _path(self, artifact: Artifact | None, name: str, scene: str) -> str | None:
        try:
            return str(self._asset_path(artifact)) if artifact is not None else None
        except KeyError as error:
            raise SceneError(scene, f"its {name} is not there any more", retryable=False) from error


@cache
def _version() -> str:
    files = {
        str(file.relative_to(_SCENES)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(_SCENES.rglob("*.py"))
    }
    libraries = {name: version(name) for name in _DRAWN_WITH}
    encoders = [picture_encoder(frame) for frame in LANDSCAPE.values()]
    return f"manim-{digest(files, libraries, encoders, tables_version())}"
