"""Remotion behind ``ports.Renderer``: a long-lived Node worker that keeps the page and the browser."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from picturelock.domain.drawing import Drawn, DrawOrder, TemplateCard
from picturelock.domain.errors import ProviderError, SceneError
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.frozen import JsonObject
from picturelock.domain.seen import SEEN, look_every
from picturelock.domain.shot import Artifact, Shot
from picturelock.providers.film.ffmpeg import ffmpeg_program, picture_encoder
from picturelock.providers.render.fonts import missing_characters
from picturelock.providers.render.lettering import lettered, texts_of
from picturelock.providers.render.remotion_project import project_version, worker_command
from picturelock.providers.worker_process import Message, OnProgress, WorkerProcess

ENGINE = "remotion"
SCENE = "scene.mp4"
# Whoever asks stores the drawing under a key of its own and says so.
_UNKEPT = "0" * 32
# The page is built at the first request when it is not there yet.
_READY_WITHIN = 60.0


class RemotionRenderer:
    """Draws the templates of ``remotion/src/templates``. The worker is started at the first request.

    Args:
        asset_path: where a kept file lies; raises ``KeyError`` when there is none.
    """

    def __init__(self, asset_path: Callable[[Artifact], Path]) -> None:
        self._asset_path = asset_path
        self._worker: WorkerProcess | None = None
        self._cards: tuple[TemplateCard, ...] | None = None

    @property
    def version(self) -> str:
        return project_version()

    @property
    def pid(self) -> int | None:
        """The worker's process id while it runs."""
        return self._worker.pid if self._worker else None

    async def stop(self) -> None:
        """End the worker and its browser."""
        if self._worker is not None:
            await self._worker.stop()

    async def catalogue(self) -> tuple[TemplateCard, ...]:
        if self._cards is None:
            answer = await self._ask({"op": "catalogue"})
            self._cards = tuple(TemplateCard(engine=ENGINE, **card) for card in answer["templates"])
        return self._cards

    async def check(
        self, shot: Shot, spoken: str = "", frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
    ) -> tuple[str, ...]:
        card = next((card for card in await self.catalogue() if card.name == shot.template), None)
        if card is None:
            return (f"there is no template called {shot.template!r}",)
        missing = await asyncio.to_thread(missing_characters, " ".join([*texts_of(shot.props), spoken]))
        fonts = (f"no installed font has {' '.join(missing)}",) if missing else ()
        return (*_invalid(shot.props, card.props_schema), *fonts)

    async def still(self, order: DrawOrder, *, at: int, to: Path) -> None:
        if not 0 <= at < order.length:
            raise SceneError(order.shot.scene_id, f"frame {at} is not in it", retryable=False)
        await self._draw(order, {"op": "still", "at": at, "to": str(to)})

    async def draw(self, order: DrawOrder, *, to: Path, report: Callable[[int], None]) -> Drawn:
        encoder = {"program": ffmpeg_program(), "encoder": picture_encoder(order.frame)}
        every = look_every(order.frame.fps)
        request: Message = {"op": "draw", "to": str(to), "ffmpeg": encoder, "look_every": every}
        answer = await self._draw(order, request, on_progress=partial(_report_frames, report))
        return Drawn(
            video=Artifact(key=_UNKEPT, name=SCENE),
            seen=Artifact(key=_UNKEPT, name=SEEN),
            frames=answer["frames"],
            drawing_seconds=answer["drawing_seconds"],
            encoding_seconds=answer["encoding_seconds"],
            other_seconds=answer["other_seconds"],
        )

    async def measure(self, order: DrawOrder, *, at: int, wordless: Path | None = None) -> list[JsonObject]:
        """Where the texts of a frame lie, for tests of the layout.

        Args:
            order: the scene.
            at: the frame.
            wordless: where to write the picture without its letters, as PNG.

        Returns:
            For each its ``text``, ``left``, ``top``, ``right``, ``bottom`` and letter ``size`` in pixels of a
            picture 1080 on its short side, the ``colors`` of its letters, and whether it is ``cramped``:
            larger than its place at its smallest size.
        """
        to = str(wordless) if wordless else None
        answer = await self._draw(order, {"op": "measure", "at": at, "to": to})
        return answer["texts"]

    async def _draw(
        self, order: DrawOrder, request: Message, *, on_progress: OnProgress | None = None
    ) -> Message:
        scene_id = order.shot.scene_id
        try:
            assets = self._asset_files(order)
            message = {**request, "order": lettered(order), "assets": assets}
            return await self._ask(message, on_progress=on_progress)
        except KeyError as error:
            raise SceneError(scene_id, f"the file {error} is not kept any more") from error
        except ProviderError as error:
            raise SceneError(scene_id, str(error)) from error

    async def _ask(self, message: Message, *, on_progress: OnProgress | None = None) -> Message:
        if self._worker is None:
            self._worker = WorkerProcess(ENGINE, worker_command(), ready_within=_READY_WITHIN)
        return await self._worker.request(message, on_progress=on_progress)

    def _asset_files(self, order: DrawOrder) -> dict[str, str | None]:
        footage = order.shot.footage
        return {
            "footage": str(self._asset_path(footage.file)) if footage else None,
            "logo": str(self._asset_path(order.logo)) if order.logo else None,
        }


def _report_frames(report: Callable[[int], None], message: Message) -> None:
    report(int(message["frames"]))


def _invalid(props: JsonObject, schema: JsonObject) -> tuple[str, ...]:
    found = Draft202012Validator(schema).iter_errors(props)  # pyright: ignore[reportUnknownMemberType]
    return tuple(_reason(error) for error in found)


def _reason(error: ValidationError) -> str:
    place = ".".join(str(part) for part in error.absolute_path) or "props"
    return f"{place}: {error.message[:300]}"
