"""Tools that record what they were asked and make something tiny, for testing stages without the outside."""

import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from picturelock.domain.cover import Cover, CoverFrame
from picturelock.domain.cut import Cut, Film
from picturelock.domain.drawing import Drawn, DrawOrder, TemplateCard
from picturelock.domain.errors import ProviderError, SceneError
from picturelock.domain.frames import LANDSCAPE, SHAPES, FrameFormat, Shape
from picturelock.domain.frozen import JsonObject
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Beat
from picturelock.domain.shot import Artifact, Credit, Footage, Shot
from picturelock.domain.voice import BeatTake, Word
from picturelock.ports.films import Answer, Ask, Assembled, Found, StockQuery, Tools
from picturelock.ports.progress import Progress, Report
from picturelock.providers.store.folder import FolderTakes

RATE = 48000
NOWHERE = "0" * 32


@dataclass
class FakeWriter:
    """Gives the prepared answers one after another; the last one again and again."""

    answers: list[Any] = field(default_factory=list[Any])
    asked: list[Ask[Any]] = field(default_factory=list[Ask[Any]])
    name: str = "fake-writer"
    version: str = "fake-writer 1"

    async def write(self, ask: Ask[Answer]) -> Answer:
        self.asked.append(ask)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return ask.answer.model_validate(answer.model_dump())


@dataclass
class FakeVoice:
    """Speaks silence, a tenth of a second a word."""

    spoken: list[str] = field(default_factory=list[str])
    name: str = "fake:voice"
    draft: bool = True

    def reads(self, text: str, pronunciations: Sequence[Pronunciation] = ()) -> str:
        for taught in pronunciations:
            text = text.replace(taught.word, taught.say)
        return text

    async def speak(
        self, beat: Beat, *, pace: float, to: Path, pronunciations: Sequence[Pronunciation] = ()
    ) -> BeatTake:
        self.spoken.append(beat.text)
        texts = beat.text.split()
        with wave.open(str(to / f"{beat.id}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"\0\0" * (RATE * len(texts) // 10))
        words = tuple(
            Word(text=text, start=place / 10, end=(place + 1) / 10) for place, text in enumerate(texts)
        )
        audio = Artifact(key=NOWHERE, name=f"{beat.id}.wav")
        return BeatTake(beat_id=beat.id, audio=audio, seconds=len(texts) / 10, words=words)

    def speaker(self, language: str) -> "FakeVoice":
        if language.startswith("tlh"):
            raise ProviderError(f"no voice speaks {language}", provider="fake")
        return self


@dataclass
class FakeStock:
    asked: list[StockQuery] = field(default_factory=list[StockQuery])
    notes: tuple[str, ...] = ()
    name: str = "fake-stock"

    async def find(self, query: StockQuery) -> Found:
        self.asked.append(query)
        clip = Artifact(key=NOWHERE, name="clip.mp4")
        credit = Credit(provider="fake", title=query.words)
        footage = Footage(file=clip, kind="video", seconds=8, asset=f"fake {len(self.asked)}", credit=credit)
        return Found(footage=footage, notes=self.notes)


@dataclass
class FakeRenderer:
    """Writes a few bytes for every picture; fails the scenes it is told to."""

    version: str = "fake-renderer-1"
    drawn: list[str] = field(default_factory=list[str])
    stills: list[str] = field(default_factory=list[str])
    failing: dict[str, str] = field(default_factory=dict[str, str])
    failing_shapes: tuple[Shape, ...] = SHAPES
    checked: list[Shape] = field(default_factory=list[Shape])
    objections: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])

    async def catalogue(self) -> tuple[TemplateCard, ...]:
        card = TemplateCard(
            name="title",
            engine="manim",
            shows="a title",
            use_when="at the start",
            props_schema={},
            example={},
        )
        return (card,)

    async def check(
        self, shot: Shot, spoken: str = "", frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
    ) -> tuple[str, ...]:
        self.checked.append(frame.shape)
        return self.objections.pop(0) if self.objections else ()

    async def still(self, order: DrawOrder, *, at: int, to: Path) -> None:
        self.stills.append(order.shot.scene_id)
        to.write_bytes(b"png")  # noqa: ASYNC240

    async def draw(self, order: DrawOrder, *, to: Path, report: Callable[[int], None]) -> Drawn:
        scene_id = order.shot.scene_id
        if scene_id in self.failing and order.frame.shape in self.failing_shapes:
            raise SceneError(scene_id, self.failing[scene_id])
        self.drawn.append(scene_id)
        (to / "scene.mp4").write_bytes(b"mp4")
        report(order.length)
        return Drawn(
            video=Artifact(key=NOWHERE, name="scene.mp4"),
            seen=Artifact(key=NOWHERE, name="seen.json"),
            frames=order.length,
        )


@dataclass
class FakeAssembler:
    version: str = "fake-assembler-1"
    cuts: list[Cut] = field(default_factory=list[Cut])

    async def assemble(self, cut: Cut, *, to: Path, report: Report) -> Assembled:
        self.cuts.append(cut)
        for name in ("film.mp4", "script.srt", "script.vtt"):
            (to / name).write_bytes(name.encode())
        report(Progress(done=1.0))
        return Assembled(seconds=cut.length / cut.frame.fps, size_bytes=8)


@dataclass
class FakeCovers:
    """Takes the last frame there is."""

    version: str = "fake-covers-1"
    titles: list[Cover] = field(default_factory=list[Cover])

    async def choose(self, film: Path, frames: tuple[CoverFrame, ...], *, fps: int) -> CoverFrame:
        return frames[-1]

    async def draw(self, still: Path, cover: Cover, *, to: Path) -> None:
        self.titles.append(cover)
        for name in ("poster.png", "thumbnail.png"):
            (to / name).write_bytes(name.encode())


@dataclass
class FakeFilms:
    root: Path
    published: list[tuple[str, Film, JsonObject]] = field(default_factory=list[tuple[str, Film, JsonObject]])
    completed: list[tuple[str, Film, JsonObject]] = field(default_factory=list[tuple[str, Film, JsonObject]])
    removed: list[str] = field(default_factory=list[str])

    async def publish(self, video_id: str, film: Film, facts: JsonObject, *, name: str) -> Path:
        self.published.append((video_id, film, facts))
        return self.root / video_id / name / "film.mp4"

    async def complete(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        self.completed.append((video_id, film, facts))
        return self.root / video_id / "film.mp4"

    async def remove(self, video_id: str) -> None:
        self.removed.append(video_id)


@dataclass
class FakeTools:
    """The fakes by themselves, and as the ``Tools`` that stages are given."""

    root: Path
    writer: FakeWriter = field(default_factory=FakeWriter)
    voice: FakeVoice = field(default_factory=FakeVoice)
    stock: FakeStock = field(default_factory=FakeStock)
    renderer: FakeRenderer = field(default_factory=FakeRenderer)
    assembler: FakeAssembler = field(default_factory=FakeAssembler)
    covers: FakeCovers = field(default_factory=FakeCovers)

    def __post_init__(self) -> None:
        self.films = FakeFilms(self.root / "films")
        self.tools = Tools(
            writer=self.writer,
            voices=self.voice,
            stock=self.stock,
            renderers={"manim": self.renderer, "remotion": self.renderer},
            assembler=self.assembler,
            covers=self.covers,
            takes=FolderTakes(self.root / "takes"),
            films=self.films,
        )
