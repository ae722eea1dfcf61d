"""Draws the gallery's cases over the ports; what nothing changed in comes from the takes."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from picturelock.domain.digest import digest
from picturelock.domain.drawing import Drawn, TemplateCard
from picturelock.domain.errors import SceneError
from picturelock.domain.filled_props import fillings
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Artifact, Footage, Shot
from picturelock.gallery.case import Case, Shape, Text, cases_of, order_of, still_at, wants_footage
from picturelock.ports.films import Renderer, StockQuery, Takes, Tools
from picturelock.stages.drawing import drawn_scene, still_of

_LOGO = "logo.png"
_LOGO_SIZE = (480, 160)
# Of a backdrop, which loops.
_CLIP_SECONDS = 8.0

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Hung:
    """One case as it was drawn: its picture and its clip where there are any, and what went wrong."""

    case: Case
    picture: Path | None = None
    clip: Path | None = None
    drawn: Drawn | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Wall:
    """Draws cases, as many at a time as there are cores for each engine."""

    tools: Tools
    clips: bool
    tell: Tell
    _turns: dict[str, asyncio.Semaphore] = field(default_factory=dict[str, asyncio.Semaphore])

    async def hang(self, card: TemplateCard, shapes: tuple[Shape, ...]) -> list[Hung]:
        """Every case of a template. One that cannot be drawn says why; the others are drawn.

        Raises:
            ProviderError: the engine cannot be started.
        """
        renderer = self.tools.renderers[card.engine]
        props = {text: await _props(card, text, renderer) for text in ("example", "shortest", "longest")}
        hung = await asyncio.gather(
            *(self._case(case, props[case.text], card) for case in cases_of(card, shapes))
        )
        wrong = sum(one.problem is not None for one in hung)
        self.tell(
            f"{card.engine} {card.name}: {len(hung) - wrong} drawn" + (f", {wrong} not" if wrong else "")
        )
        return hung

    async def _case(self, case: Case, props: JsonObject | str, card: TemplateCard) -> Hung:
        if isinstance(props, str):
            return Hung(case, problem=props)
        async with self._turns.setdefault(case.engine, asyncio.Semaphore(os.cpu_count() or 1)):
            try:
                return await self._drawn(case, props, card)
            except SceneError as error:
                return Hung(case, problem=str(error))

    async def _drawn(self, case: Case, props: JsonObject, card: TemplateCard) -> Hung:
        footage = await _footage(case, self.tools) if wants_footage(card) else None
        logo = await _logo(self.tools.takes) if case.brand else None
        order = order_of(case, props, footage, logo)
        still = await still_of(order, at=still_at(order), tools=self.tools)
        picture = self.tools.takes.path(still)
        if not self.clips or case.text != "example" or case.brand:
            return Hung(case, picture)
        drawn = await drawn_scene(order, tools=self.tools, report=lambda _: None)
        return Hung(case, picture, self.tools.takes.path(drawn.video), drawn)


async def _props(card: TemplateCard, text: Text, renderer: Renderer) -> JsonObject | str:
    """Props for a text that the template accepts, or why it accepts none."""
    if text == "example":
        return card.example
    refused: tuple[str, ...] = ()
    for props in fillings(card.props_schema, card.example, text):
        shot = Shot(scene_id="s1", engine=card.engine, template=card.name, props=props)
        reasons = await renderer.check(shot)
        if not reasons:
            return props
        refused = refused or reasons
    return f"the {text} texts that the schema allows are refused: {'; '.join(refused)}"


async def _footage(case: Case, tools: Tools) -> Footage:
    palette, frame = case.look.palette(), case.frame
    query = StockQuery(
        words="gallery", width=frame.width, height=frame.height, seconds=_CLIP_SECONDS, palette=palette
    )
    return (await tools.stock.find(query)).footage


async def _logo(takes: Takes) -> Artifact:
    """A logo of nobody, see-through as most logos are."""
    key = digest("gallery logo", 1)

    async def make(folder: Path) -> None:
        await asyncio.to_thread(_draw_logo, folder / _LOGO)

    await takes.take(key, make)
    return Artifact(key=key, name=_LOGO)


def _draw_logo(to: Path) -> None:
    picture = Image.new("RGBA", _LOGO_SIZE, (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 20, 130, 140), fill="#6a1b9a")
    pen.ellipse((80, 20, 200, 140), fill="#f2a900c0")
    pen.rounded_rectangle((230, 50, 470, 76), 13, fill="#6a1b9a")
    pen.rounded_rectangle((230, 92, 400, 112), 10, fill="#f2a900")
    picture.save(to)
