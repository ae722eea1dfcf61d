"""The seams of film-making: what providers implement, and the Tools that stages are given."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from picturelock.domain.brief import Brief
from picturelock.domain.cover import Cover, CoverFrame
from picturelock.domain.cut import Cut, Film
from picturelock.domain.drawing import Drawn, DrawOrder, TemplateCard
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.look import Palette
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.quality import QualityReport
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Beat, Script
from picturelock.domain.shot import Artifact, Footage, Shot, Shots
from picturelock.domain.voice import BeatTake
from picturelock.ports.progress import Report

Answer = TypeVar("Answer", bound=BaseModel)


class Takes(Protocol):
    """Immutable results under the key of what they were made from."""

    async def take(self, key: str, make: Callable[[Path], Awaitable[None]]) -> Path:
        """The folder of the take with this key; ``make`` fills a new folder when there is none.

        The take appears complete or not at all, and is made once even when asked for twice at a time.
        """
        ...

    async def bring(self, artifacts: Iterable[Artifact]) -> None:
        """Have the takes of these files lie on this machine; what is kept nowhere is passed over.

        Raises:
            ProviderError: the store that machines share does not answer, or has a take that is damaged.
        """
        ...

    def path(self, artifact: Artifact) -> Path:
        """Where a kept file lies on this machine. Raises ``KeyError`` when it does not lie here."""
        ...

    async def release(self, key: str, *, before: float) -> bool:
        """Remove a take that nobody has used since a time, in seconds since 1970.

        Returns:
            False when it was used since, and so is still there; True when it is gone.
        """
        ...


@dataclass(frozen=True)
class Ask(Generic[Answer]):
    """What a writer is asked to make, from everything that was decided before.

    ``previous`` is the take that ``rework`` is about; None the first time.
    ``problem`` says what was wrong with the last answer, when it is asked again.
    """

    makes: Literal["scenes", "script", "visuals", "animations"]
    answer: type[Answer]
    brief: Brief
    rework: Rework
    plan: ScenePlan | None = None
    script: Script | None = None
    shots: Shots | None = None
    catalogue: tuple[TemplateCard, ...] = ()
    previous: Answer | None = None
    problem: str | None = None


class Writer(Protocol):
    """Whoever writes: a language model, or the template writer that needs no key."""

    @property
    def name(self) -> str:
        """Who it is, for people."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same ask might be answered otherwise; part of the key of what it writes."""
        ...

    async def write(self, ask: Ask[Answer]) -> Answer:
        """Write what is asked, valid under ``ask.answer``.

        Raises:
            ProviderError: the model failed, refused, or answered what is not valid twice.
        """
        ...


class Translator(Protocol):
    """Whoever translates what is said, for captions in other languages."""

    @property
    def name(self) -> str:
        """Who it is, for people."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same sentence might be translated otherwise; part of each one's key."""
        ...

    async def translate(
        self, sentences: Sequence[str], *, source: str, target: str, names: Sequence[str]
    ) -> tuple[str | None, ...]:
        """Translate sentences that follow one another.

        Args:
            sentences: the sentences.
            source: their language (BCP 47).
            target: the language to translate into.
            names: what keeps its spelling.

        Returns:
            One for each; None for one whose numbers, names or units did not come out the same.

        Raises:
            ProviderError: the model failed or refused.
        """
        ...


class Voice(Protocol):
    """A speaker of one language."""

    @property
    def name(self) -> str:
        """``provider:voice``; part of the key of whatever it speaks."""
        ...

    @property
    def draft(self) -> bool:
        """Whether it is a voice for drafts, to be said so to viewers of a film's data."""
        ...

    def reads(self, text: str, pronunciations: Sequence[Pronunciation] = ()) -> str:
        """How it reads a text out. It is part of the recording's key, and all there is of pronunciations.

        Raises:
            InvalidInputError: a file of the person's own words is wrong.
        """
        ...

    async def speak(
        self, beat: Beat, *, pace: float, to: Path, pronunciations: Sequence[Pronunciation] = ()
    ) -> BeatTake:
        """Record one beat into the folder ``to`` as ``<beat id>.wav`` (mono, 16 bit) with word times.

        The words are ``spoken_words`` of the beat's text, each once, in order. ``pronunciations`` are this
        film's own.

        Raises:
            ProviderError: what went wrong, what to change, and whether to try again.
        """
        ...


class Voices(Protocol):
    """The speakers there are."""

    def speaker(self, language: str) -> Voice:
        """The one to use for a language (BCP 47). Raises ``ProviderError`` that names who speaks it."""
        ...


class StockQuery(Frozen):
    """What a clip behind a shot should show.

    ``used`` are the assets that the film shows already; they come last.
    """

    words: str
    width: int
    height: int
    seconds: float
    palette: Palette
    seed: int = 1
    used: frozenset[str] = frozenset()


class Found(Frozen):
    """What was found, and why not what was wanted, for people."""

    footage: Footage
    notes: tuple[str, ...] = ()


class Stock(Protocol):
    """A source of clips and pictures to lay behind a shot."""

    @property
    def name(self) -> str: ...

    async def find(self, query: StockQuery) -> Found:
        """The best match, kept as a take with its credit. Raises ``ProviderError``."""
        ...


class Renderer(Protocol):
    """A drawing engine: a warm worker with a set of scene templates."""

    @property
    def version(self) -> str:
        """Changes whenever the same order might be drawn differently; part of every drawing's key."""
        ...

    async def catalogue(self) -> tuple[TemplateCard, ...]:
        """The templates it has."""
        ...

    async def check(
        self, shot: Shot, spoken: str = "", frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
    ) -> tuple[str, ...]:
        """Why this shot cannot be drawn: bad props, text that no font has. Empty when it can.

        ``spoken`` is what is said over the shot; its captions are drawn too. ``frame`` has the film's shape,
        ``language`` (BCP 47) is that of all words.
        """
        ...

    async def still(self, order: DrawOrder, *, at: int, to: Path) -> None:
        """Draw frame ``at`` of the scene as a PNG at ``to``. Raises ``SceneError``."""
        ...

    async def draw(self, order: DrawOrder, *, to: Path, report: Callable[[int], None]) -> Drawn:
        """Draw and encode the scene as ``scene.mp4`` in the folder ``to``; ``report`` gets frames done.

        Raises:
            SceneError: with the cause; the worker is started again when it died.
        """
        ...


class Assembled(Frozen):
    """What the assembler measured on the finished film."""

    seconds: float
    size_bytes: int
    qc: QualityReport = QualityReport()


class Assembler(Protocol):
    """Joins drawn scenes, mixes the sound and checks the result."""

    @property
    def version(self) -> str:
        """Changes whenever the same cut might be assembled differently; part of every film's key."""
        ...

    async def assemble(self, cut: Cut, *, to: Path, report: Report) -> Assembled:
        """Make ``film.mp4`` and the files of the cut's ``tracks`` in the folder ``to``."""
        ...


class Covers(Protocol):
    """Chooses the frame that stands for a film, and sets the title over it."""

    @property
    def version(self) -> str:
        """Changes whenever the same film might get another cover; part of every cover's key."""
        ...

    async def choose(self, film: Path, frames: tuple[CoverFrame, ...], *, fps: int) -> CoverFrame:
        """The best of some frames of a film (MP4). Raises ``ProviderError``."""
        ...

    async def draw(self, still: Path, cover: Cover, *, to: Path) -> None:
        """Make ``poster.png``, the still, and ``thumbnail.png``, with its title, in the folder ``to``."""
        ...


class Films(Protocol):
    """Where a person finds finished films."""

    async def publish(self, video_id: str, film: Film, facts: JsonObject, *, name: str) -> Path:
        """Lay a render's files, ``film.json`` with its facts and ``CREDITS.txt`` in a folder; the MP4's path.

        ``name`` is another one for every render. What was laid before stays as it is.
        """
        ...

    async def complete(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        """Lay what was accepted, with its facts, where it is looked for; the MP4's path.

        It takes the place of what was accepted before, unless that has a later entry of the log in its facts.
        """
        ...

    async def remove(self, video_id: str) -> None:
        """Remove all that was laid for a film, if there is anything."""
        ...


@dataclass(frozen=True)
class Tools:
    """Everything outside the project that a stage may use."""

    writer: Writer
    voices: Voices
    stock: Stock
    renderers: Mapping[str, Renderer]
    assembler: Assembler
    covers: Covers
    takes: Takes
    films: Films
    translator: Translator | None = None
