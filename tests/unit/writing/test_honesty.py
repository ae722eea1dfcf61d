"""Nothing is said that nobody supplied; documents are quoted word for word, warnings always."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from picturelock.domain.brief import Brief, ReferenceDocument
from picturelock.domain.rework import Rework
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief

WriteFilm = Callable[..., Awaitable[Any]]

LEAFLET = ReferenceDocument(
    name="leaflet.txt",
    text="""Lumaquell bottle

Lumaquell is a steel bottle that holds 750 ml. It keeps drinks cold for 24 hours. The lid opens with one hand.
- Do not put the bottle in a microwave.
- It is not suitable for carbonated drinks.
The bottle is made from recycled steel, e.g. from old cars. The seal can be changed.
Never fill it above the line, because pressure may build up inside the closed bottle while it stands
in the sun, and the lid may then come off suddenly and with force when it is opened, which can hurt the
hands and the face.""",
)
AD = ProductAdBrief(topic="drinking enough on long walks", brand_name="Lumaquell")
QUOTING_AD = AD.model_copy(update={"reference_docs": (LEAFLET,)})
UNKNOWN = MoaBrief(drug_name="Xyzabor", condition="fatigue")

# Every content word that the film may say by itself, reviewed: none of them claims anything about a brand.
CRAFT = frozenset(
    re.findall(
        r"\S+",
        """
        thinking moment take name know meet questions help choice proof read cost comes ask answers
        first choose after one things few remember written said film says down here only three
        """,
    )
)
FUNCTION = frozenset(
    re.findall(
        r"\S+",
        """
        a about an and any at can do does for here in is it may no of on only or the then this to was
        what where who whom why with you your
        """,
    )
)
# What stands in pictures besides: headings, and where a figure was read.
SHOWN = frozenset(
    re.findall(
        r"\w+",
        """
    good please note by template writer ai model how used source leaflet txt paragraph paragraphs 1 2 3
""",
    )
)
# Words by which a film about an unknown medicine would claim an effect or a mechanism.
CLAIMS = re.compile(
    r"\b(treats?|cures?|relieves?|improves?|effective|proven|safe|blocks?|inhibits?|binds?|receptor|enzyme|"
    r"reduces?|increases?|patients (?:feel|get)|percent|\d+ ?%)",
    re.IGNORECASE,
)


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[\w'’-]+", text)}


def supplied(brief: Brief) -> str:
    return " ".join((brief.subject, brief.context, *(document.text for document in brief.reference_docs)))


@pytest.mark.parametrize("brief", [AD, QUOTING_AD], ids=["brief alone", "with a document"])
@pytest.mark.parametrize("variation", range(1, 5))
@pytest.mark.parametrize("feedback", [(), ("shorter",), ("longer",), ("simpler",)])
async def test_an_advertisement_says_nothing_that_was_not_supplied(
    write_film: WriteFilm, brief: ProductAdBrief, variation: int, feedback: tuple[str, ...]
) -> None:
    film = await write_film(brief, Rework(variation=variation, feedback=feedback))

    allowed = words(supplied(brief)) | FUNCTION | CRAFT
    for sentence in film.sentences:
        assert words(sentence) <= allowed, words(sentence) - allowed
    for shot in film.board.shots:
        shown = words(" ".join(_texts(shot.props)))
        assert shown <= allowed | SHOWN, shown - allowed


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        read = [entry for name, entry in value.items() if name != "sign"]  # pyright: ignore[reportUnknownVariableType]
        return [text for entry in read for text in _texts(entry)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list):
        return [text for entry in value for text in _texts(entry)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return []


@pytest.mark.parametrize("brief", [AD, QUOTING_AD, UNKNOWN], ids=["ad", "quoting ad", "unknown medicine"])
async def test_there_is_no_number_that_was_not_supplied(write_film: WriteFilm, brief: Brief) -> None:
    film = await write_film(brief)

    said = " ".join(film.sentences)
    assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", supplied(brief)))


async def test_sentences_that_name_the_brand_claim_nothing(write_film: WriteFilm) -> None:
    for variation in range(1, 5):
        film = await write_film(AD, Rework(variation=variation))

        for sentence in film.sentences:
            if AD.brand_name in sentence:
                rest = words(sentence) - words(supplied(AD)) - FUNCTION
                assert rest <= {"meet", "name", "remember", "answers", "ask", "one"}


@pytest.mark.parametrize("brief", [QUOTING_AD, UNKNOWN.model_copy(update={"reference_docs": (LEAFLET,)})])
async def test_documents_are_quoted_word_for_word_in_their_order(write_film: WriteFilm, brief: Brief) -> None:
    film = await write_film(brief)

    whole = " ".join(LEAFLET.text.split())
    quoted = [
        beat.text
        for scene in film.script.scenes
        for beat in scene.beats
        if any(source.kind == "document" for source in beat.sources)
    ]
    assert len(quoted) >= 4
    assert all(text in whole for text in quoted)
    facts = [text for text in quoted if "not" not in text and "Never" not in text]
    places = [whole.index(text) for text in facts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "brief",
    [
        QUOTING_AD,
        UNKNOWN.model_copy(update={"reference_docs": (LEAFLET,)}),
        MoaBrief(drug_name="Aspirin", condition="pain", reference_docs=(LEAFLET,)),
        MoaBrief(drug_name="Ramipril", condition="high blood pressure", reference_docs=(LEAFLET,)),
    ],
    ids=["ad", "unknown", "known", "class"],
)
@pytest.mark.parametrize("feedback", [(), ("shorter",)])
async def test_no_warning_is_ever_dropped_or_cut(
    write_film: WriteFilm, brief: Brief, feedback: tuple[str, ...]
) -> None:
    film = await write_film(brief, Rework(variation=1 + len(feedback), feedback=feedback))

    said = " ".join(film.sentences)
    assert "Do not put the bottle in a microwave." in said
    assert "It is not suitable for carbonated drinks." in said
    assert "which can hurt the hands and the face." in said
    shown = " ".join(text for shot in film.board.shots for text in _texts(shot.props))
    assert "which can hurt the hands and the face." in shown


async def test_warnings_get_as_many_scenes_as_they_need(write_film: WriteFilm) -> None:
    text = " ".join(f"Never use part {number} alone at home." for number in range(1, 18))
    document = ReferenceDocument(name="warnings.txt", text=text)
    film = await write_film(QUOTING_AD.model_copy(update={"reference_docs": (document,)}))

    said = " ".join(film.sentences)
    assert all(f"Never use part {number} alone at home." in said for number in range(1, 18))
    assert len([scene for scene in film.plan.scenes if scene.role.startswith("warning")]) == 4


async def test_what_no_film_can_hold_is_named_in_the_notes(write_film: WriteFilm) -> None:
    text = " ".join(f"Never use part {number} alone at home." for number in range(1, 150))
    document = ReferenceDocument(name="warnings.txt", text=text)

    film = await write_film(QUOTING_AD.model_copy(update={"reference_docs": (document,)}))

    assert film.plan.scenes[-1].role == "closing"
    assert any("Never use part 149 alone at home." in note for note in film.plan.notes)


@pytest.mark.parametrize("variation", range(1, 4))
async def test_an_unknown_medicine_gets_no_mechanism_and_no_result(
    write_film: WriteFilm, variation: int
) -> None:
    film = await write_film(UNKNOWN, Rework(variation=variation))

    assert not [sentence for sentence in film.sentences if CLAIMS.search(sentence)]
    assert "does not guess" in " ".join(film.sentences)
    assert any("knows nothing about “Xyzabor”" in note for note in film.plan.notes)


async def test_a_medicine_known_by_its_stem_says_what_is_not_known(write_film: WriteFilm) -> None:
    film = await write_film(MoaBrief(drug_name="Zofenopril", condition="high blood pressure"))

    said = " ".join(film.sentences)
    assert "ACE inhibitors" in said
    assert "whether it helps" in said.lower()
    assert "how safe Zofenopril is" in said
    sources = {source.kind for scene in film.script.scenes for beat in scene.beats for source in beat.sources}
    assert sources == {"brief", "knowledge", "craft"}


async def test_a_known_medicine_is_not_said_to_help_where_it_is_not_used(write_film: WriteFilm) -> None:
    film = await write_film(MoaBrief(drug_name="Aspirin", condition="baldness"))

    assert [sentence for sentence in film.sentences if "baldness" in sentence] == [
        film.script.scenes[0].beats[1].text
    ]
    assert "film does not say" in film.script.scenes[0].beats[1].text
    assert any("“baldness” is not among the uses" in note for note in film.plan.notes)


async def test_aspirin_is_told_truly(write_film: WriteFilm) -> None:
    pain = " ".join((await write_film(MoaBrief(drug_name="aspirin", condition="pain"))).sentences)
    heart = " ".join(
        (await write_film(MoaBrief(drug_name="aspirin", condition="prevention of heart attack"))).sentences
    )

    for said in (pain, heart):
        assert re.search(r"acetyl group .*serine: 529 in human COX-1, 516 in COX-2", said)
        assert "stays for good" in said
        assert re.search(r"nucleus.*cannot make new COX-1.*seven to ten days", said)
        assert re.search("bleeding", said, re.IGNORECASE)
    assert "prostaglandin" in pain
    assert pain.index("prostaglandin") < pain.index("hromboxane A2") < pain.index("platelet")
    assert heart.index("platelets") < heart.index("hromboxane A2")
