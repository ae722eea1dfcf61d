"""Every picture that the template writer declares can be drawn: its props fit the templates there are."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from picturelock.domain.brief import Brief, ReferenceDocument
from picturelock.domain.drawing import TemplateCard
from picturelock.domain.rework import Rework
from picturelock.domain.shot import Artifact, Shot
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.ports.films import Renderer
from picturelock.providers.render.manim import ManimRenderer
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.portrait import portraits
from picturelock.writing.knowledge.stem import Stem, stems

WriteFilm = Callable[..., Awaitable[Any]]
DOCUMENT = ReferenceDocument(
    name="a product sheet with a long name, as people give them, second and final version, 2026-02-03.txt",
    text="The bottle holds 750 ml. It is made of steel. Do not put it in a microwave. "
    "The seal of the lid should be changed once a year, or earlier when water comes out of it, "
    "and it can be ordered from any shop that has the bottle, for as long as there are shops. "
    "Never fill it above the line, because pressure may build up inside while it stands in the sun, "
    "and the lid may then come off suddenly and with force when it is opened, which can hurt.",
)
LONG_NAME = (
    "Antihypertensivum fortissimum plus retard 250 mg/12.5 mg film-coated tablets for adults and older people"
)
LONG_TOPIC = (
    "staying well hydrated on long walks through hills and woods in every season, alone or with good friends"
)
CHECKED = {"molecule", "enzyme_inhibition"}
WORDINGS = (Rework(), Rework(variation=2), Rework(variation=2, feedback=("shorter",)))


def no_asset(_artifact: Artifact) -> Path:
    raise KeyError("nothing is kept here")


@asynccontextmanager
async def working(renderer: ManimRenderer | RemotionRenderer) -> AsyncGenerator[Renderer]:
    try:
        yield renderer
    finally:
        await renderer.stop()


async def shots_of(
    briefs: Iterable[Brief], write_film: WriteFilm, wordings: tuple[Rework, ...] = WORDINGS
) -> list[Shot]:
    return [
        shot
        for brief in briefs
        for rework in wordings
        for shot in (await write_film(brief, rework)).board.shots
    ]


def outside_schema(shots: Iterable[Shot], cards: tuple[TemplateCard, ...]) -> list[str]:
    schemas = {card.name: Draft202012Validator(card.props_schema) for card in cards}
    return [
        f"{shot.template} {error.json_path}: {error.message}"
        for shot in shots
        for error in schemas[shot.template].iter_errors(dict(shot.props))  # pyright: ignore[reportUnknownMemberType]
    ]


def _named_by(stem: Stem) -> str:
    """An invented name that has the stem."""
    letters = stem.endings[0] if stem.endings else stem.stem.strip("-")
    return f"Abcd{letters}" if stem.stem.startswith("-") else f"{letters}abcd"


async def test_every_picture_about_a_medicine_can_be_drawn(write_film: WriteFilm) -> None:
    known = [
        MoaBrief(drug_name=medicine.name, condition=use.name)
        for medicine in portraits()
        for use in medicine.uses
    ]
    table = [
        MoaBrief(drug_name=medicine.name, condition=medicine.use.name)
        for medicine in shipped_facts().medicines
    ]
    classes = [MoaBrief(drug_name=_named_by(stem), condition="its use") for stem in stems()]
    others = [
        MoaBrief(drug_name=name, condition=LONG_TOPIC, target_audience=LONG_TOPIC, reference_docs=documents)
        for name in ("Aspirin", "Zibopril", "Xyzabor", "amoxicillin/clavulanic acid", LONG_NAME)
        for documents in ((), (DOCUMENT,))
    ]

    async with working(ManimRenderer(no_asset)) as renderer:
        shots = await shots_of((*known, *classes, *others), write_film)
        shots += await shots_of(table, write_film, WORDINGS[:1])
        assert outside_schema(shots, await renderer.catalogue()) == []

        # What a schema cannot say: structures that parse, patterns that match, fields that belong together.
        told = {shot.props["title"]: shot for shot in shots if shot.template in CHECKED}
        reasons = [await renderer.check(shot) for shot in told.values()]
        assert [reason for reason in reasons if reason] == []


async def test_every_picture_of_an_advertisement_can_be_drawn(write_film: WriteFilm) -> None:
    briefs = tuple(
        ProductAdBrief(brand_name=brand, topic=topic, reference_docs=documents)
        for brand in ("Lumaquell", LONG_NAME, "?")
        for topic in ("daily hydration", LONG_TOPIC, "!")
        for documents in ((), (DOCUMENT,))
    )

    async with working(RemotionRenderer(no_asset)) as renderer:
        assert outside_schema(await shots_of(briefs, write_film), await renderer.catalogue()) == []
