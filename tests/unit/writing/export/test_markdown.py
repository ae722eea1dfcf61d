import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from picturelock.writing.export.markdown import markdown
from unit.writing.export.scripts import SPOKEN, TEXTS, metadata, segment, words

GOLDEN = Path(__file__).parents[3] / "golden/exports/lantern.md"
_ALLOWED = {"text", "text_special", "hardbreak", "softbreak"}


def read(text: str) -> list[Token]:
    """Every block of a Markdown text, as a reader with tables and strikethrough sees it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def seen(block: Token, allowed: set[str] = _ALLOWED) -> str:
    """What is seen of an inline block that has no marks but those allowed."""
    children = block.children or []
    assert {child.type for child in children} <= allowed, block.content
    return "".join("\n" if child.type.endswith("break") else child.content for child in children)


def after_the_first_segment(text: str) -> tuple[set[str], list[Token]]:
    """The kinds of blocks below the first segment's heading, and their inline parts."""
    tokens = read(text)
    start = next(place for place, token in enumerate(tokens) if token.content == "1. The Find")
    below = tokens[start + 2 :]
    return {token.type for token in below}, [token for token in below if token.type == "inline"]


@given(narration=TEXTS, spoken=st.lists(SPOKEN, min_size=1, max_size=2))
def test_every_narration_and_speech_is_seen_word_for_word(narration: str, spoken: list[str]) -> None:
    types, blocks = after_the_first_segment(markdown(metadata(1), [segment(1, narration, *spoken)]))

    assert types == {"paragraph_open", "inline", "paragraph_close"}
    strong = {*_ALLOWED, "strong_open", "strong_close"}
    told = words("\n".join(seen(block, strong) for block in blocks))
    names = ["Mara Vance:", "Zoë:"]
    expected = words(narration)
    for name, said in zip(names, spoken, strict=False):
        first, *others = words(said)
        expected += [[*name.split(), *first], *others]
    assert told == expected


@given(value=SPOKEN)
def test_every_attribute_stays_in_its_cell(value: str) -> None:
    cast = [{"id": "a", "name": "Ada", "personality": value}]

    tokens = read(markdown(metadata(1, characters_roster=cast), []))

    cells = [token for token in tokens if token.type == "inline" and token.level == 4]
    assert len(cells) == 10
    assert seen(cells[7]).split() == value.split()


def test_the_export_is_as_it_was_looked_at() -> None:
    script = [
        segment(1, "A river at night.\n\n# STOP, says a sign.", "Who is it?", "- Me.\nAnd you?"),
        segment(3, "A cellar.", title="1. *Below*"),
    ]
    text = markdown(metadata(3), script)
    if os.environ.get("PICTURELOCK_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")

    assert text == GOLDEN.read_text(encoding="utf-8")
