"""A script as Fountain, the plain text that screenwriting programs read (fountain.io/syntax).

Every narration and every line of dialogue comes back from a reader word for word: whatever Fountain would
take for something else is forced or escaped.
"""

import re
from collections.abc import Iterable

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_segment import DialogueLine, Segment
from picturelock.writing.export.gaps import with_gaps

# Two spaces keep an empty line inside a dialogue.
_EMPTY_IN_DIALOGUE = "  "
_HEADING = re.compile(r"(INT|EXT|EST|I/E)\b", re.IGNORECASE)
_FORCING = tuple(".>@~#=!")
_PLAIN_CUE = re.compile(r"[A-Z][A-Z0-9 .'-]*")
# Emphasis and boneyards need a star or an underscore, a note two brackets; a backslash is doubled only where
# a reader would take it for an escape.
_SPECIAL = re.compile(r"\\(?=[\\*_\[~=^])|[*_]|(?<=\[)\[")


def fountain(metadata: Metadata, segments: Iterable[Segment]) -> str:
    """The script in Fountain.

    Args:
        metadata: the title page comes from it, and how many segments there should be.
        segments: those there are, in any order; where some are missing a note says so.

    Returns:
        Text with ``\\n`` at the end of each line.
    """
    blocks = [_title_page(metadata)]
    for found in with_gaps(metadata, segments):
        if isinstance(found, str):
            blocks.append(f"[[{found}]]")
        else:
            blocks += [_heading(found), *_action(found.narration), *map(_dialogue, found.dialogue)]
    return "\n\n".join(blocks) + "\n"


def _title_page(metadata: Metadata) -> str:
    info = metadata.generation_info
    told = {
        "Title": metadata.title,
        "Credit": "written by",
        "Author": info.writer or info.model or "",
        "Draft date": info.generated_at.partition("T")[0],
        "Notes": metadata.short_summary,
    }
    return "\n".join(f"{key}: {_escaped(_in_a_line(value))}" for key, value in told.items() if value.strip())


def _heading(segment: Segment) -> str:
    title = _in_a_line(segment.title)
    # A point forces a heading only before a letter or a digit.
    if not re.match(r"[^\W_]", title):
        title = f"Segment {segment.segment_number}: {title}".removesuffix(": ")
    return f".{_escaped(title)} #{segment.segment_number}#"


def _action(narration: str) -> list[str]:
    """Paragraphs; where one line could be read as something else, all of its paragraph is forced."""
    blocks: list[str] = []
    for paragraph in re.split(r"\n{2,}", _lines(narration).strip("\n")):
        lines = paragraph.split("\n")
        force = "!" if any(map(_could_be_else, lines)) else ""
        blocks += ["\n".join(force + _escaped(line) for line in lines)] if paragraph else []
    return blocks


def _could_be_else(line: str) -> bool:
    told = line.lstrip()
    # Without a small letter before the first bracket it may be a character or a transition.
    before = told.partition("(")[0]
    return told.startswith(_FORCING) or _HEADING.match(told) is not None or before == before.upper()


def _dialogue(line: DialogueLine) -> str:
    spoken = [_spoken(part.strip()) for part in _lines(line.text).strip().split("\n")]
    return "\n".join([_cue(line.character_name), *spoken])


def _spoken(line: str) -> str:
    # Lyrics and page breaks are the two that Fountain knows inside a dialogue.
    mark = "\\" if line.startswith(("~", "=")) else ""
    return mark + _escaped(line) if line else _EMPTY_IN_DIALOGUE


def _cue(name: str) -> str:
    cue = _in_a_line(name).upper()
    if _PLAIN_CUE.fullmatch(cue) and not _HEADING.match(cue):
        return cue
    # A caret at the end would set two speeches side by side.
    return "@" + (f"{_escaped(cue[:-1])}\\^" if cue.endswith("^") else _escaped(cue))


def _lines(text: str) -> str:
    """The text with one kind of line end, and nothing but what is seen on its lines."""
    return "\n".join(line.rstrip() for line in text.splitlines())


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
