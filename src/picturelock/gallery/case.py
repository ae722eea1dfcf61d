"""What the gallery draws of a template: its example, its shortest and its longest texts, in every look."""

import re
from typing import Any, Literal, cast

from picturelock.domain.drawing import CaptionCue, DrawOrder, TemplateCard
from picturelock.domain.frames import FORMATS, FrameFormat, Shape
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.look import Look, Mode
from picturelock.domain.shot import Artifact, Engine, Footage, Motion, Shot
from picturelock.domain.timing import BeatSpan, TimedWord

Text = Literal["example", "shortest", "longest"]

TEXTS: tuple[Text, ...] = ("example", "shortest", "longest")
MODES: tuple[Mode, ...] = ("dark", "light")
# Two strong colours that stand in neither look, of which one is hard to read on dark.
BRAND = ("#6a1b9a", "#f2a900")
# A beat's length in seconds, and how many there are at least and at most.
BEAT_SECONDS = 2
FEWEST_BEATS, MOST_BEATS = 3, 6
# All has come in by then, and nothing fades yet; in seconds.
STILL_BEFORE_END = 0.6
_CALLED: dict[Shape, str] = {"16:9": "wide", "9:16": "upright", "1:1": "square"}
# What tells a writer of a clip tells the gallery too.
_FOOTAGE = re.compile(r"\b(?:clips?|stills?|footage|photos?|videos?)\b", re.I)


class Case(Frozen):
    """One picture of the gallery. ``text`` says how its props are filled; ``brand`` adds colours and logo."""

    engine: Engine
    template: str
    text: Text
    shape: Shape
    mode: Mode
    brand: bool = False

    @property
    def name(self) -> str:
        """A name for its files."""
        look = f"{self.mode}-{'brand' if self.brand else self.text}"
        return f"{self.engine}-{self.template}-{_CALLED[self.shape]}-{look}"

    @property
    def frame(self) -> FrameFormat:
        return FORMATS[self.shape]["low"]

    @property
    def look(self) -> Look:
        return Look(mode=self.mode, brand_colors=BRAND if self.brand else ())


def cases_of(card: TemplateCard, shapes: tuple[Shape, ...]) -> tuple[Case, ...]:
    """Every case of a template, its look in brand colours at the end of the dark ones."""
    plain = [
        Case(engine=card.engine, template=card.name, text=text, shape=shape, mode=mode)
        for mode in MODES
        for shape in shapes
        for text in TEXTS
    ]
    branded = plain[0].model_copy(update={"text": "example", "brand": True})
    return (*plain, branded)


def wants_footage(card: TemplateCard) -> bool:
    """Whether the template is seen over or beside a clip."""
    return bool(_FOOTAGE.search(f"{card.shows} {card.use_when}"))


def order_of(case: Case, props: JsonObject, footage: Footage | None, logo: Artifact | None) -> DrawOrder:
    """The order for a case: beats of two seconds, as many as its props name, and captions all the time."""
    frame = case.frame
    count = min(MOST_BEATS, max(FEWEST_BEATS, _beats(props)))
    step = frame.frames(BEAT_SECONDS)
    length = count * step
    lines = (
        ("What is said over it", "is written here.")
        if frame.portrait
        else ("What is said over the picture", "is written here.")
    )
    return DrawOrder(
        shot=Shot(
            scene_id="s1",
            engine=case.engine,
            template=case.template,
            props=props,
            footage=footage,
            motion=Motion(emphasis="underline") if case.engine == "remotion" else None,
        ),
        palette=case.look.palette(),
        frame=frame,
        length=length,
        beats=tuple(
            BeatSpan(beat_id=f"s1b{place + 1}", start=place * step, end=(place + 1) * step)
            for place in range(count)
        ),
        words=_spoken(props, length),
        captions=(CaptionCue(start=0, end=length, lines=lines),),
        logo=logo,
    )


def still_at(order: DrawOrder) -> int:
    """The frame to look at."""
    return order.length - order.frame.frames(STILL_BEFORE_END)


def _beats(value: Any, name: str = "") -> int:
    """How many beats props need: up to the last one that they name, and one for each entry of a list."""
    if isinstance(value, dict):
        return max((_beats(below, key) for key, below in cast(dict[str, Any], value).items()), default=0)
    if isinstance(value, list):
        entries = cast(list[Any], value)
        return max((len(entries), *(_beats(below) for below in entries)))
    return value + 1 if isinstance(value, int) and (name == "beat" or name.endswith("_beat")) else 0


def _spoken(props: JsonObject, length: int) -> tuple[TimedWord, ...]:
    """The words of the props' longest text, spread over the scene: emphasis waits for words to be heard."""
    texts = sorted((text for text in props.values() if isinstance(text, str)), key=len)
    words = texts[-1].split() if texts else []
    step = length / (len(words) + 1)
    return tuple(
        TimedWord(text=word, start=int(place * step), end=max(int(place * step) + 1, int((place + 1) * step)))
        for place, word in enumerate(words)
    )
