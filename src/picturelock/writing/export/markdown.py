"""A script as Markdown, for reading and reviewing."""

import re
from collections.abc import Iterable, Iterator

from pydantic import JsonValue

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_segment import Segment
from picturelock.writing.export.gaps import segment_count, with_gaps

_INLINE = re.compile(r"[\\`*_\[\]<>&|~$]")
# What would begin a heading, a list, a rule or an underlined heading at the start of a line.
_BLOCK = re.compile(r"^([#+=:-]|\d+(?=[.)]))")
_CAST = ("Name", "Looks", "Character", "Voice", "Also")
_TOLD = ("physical_appearance", "personality", "voice_characteristics")


def markdown(metadata: Metadata, segments: Iterable[Segment]) -> str:
    """The script in CommonMark with a table: title, summary, cast, outline, then every segment.

    Args:
        metadata: what is planned.
        segments: those there are, in any order; where some are missing a sentence says so.

    Returns:
        Text with ``\\n`` at the end of each line. Whatever the script says is escaped, so that it reads
        as it was written.
    """
    return "\n\n".join(_blocks(metadata, segments)) + "\n"


def _blocks(metadata: Metadata, segments: Iterable[Segment]) -> Iterator[str]:
    yield f"# {_in_a_line(metadata.title)}"
    yield from _paragraphs(metadata.short_summary)
    if metadata.hashtags:
        yield _in_a_line(" ".join(metadata.hashtags))
    info = metadata.generation_info
    writer = _in_a_line(info.writer or info.model or "hand")
    yield f"Written by {writer}, {segment_count(info.total_segments)}."
    yield "## Cast"
    yield "\n".join(_cast(metadata.characters_roster))
    yield "## Outline"
    yield "\n".join(f"{place}. {_in_a_line(point)}" for place, point in enumerate(metadata.story_outline, 1))
    yield "## Segments"
    for found in with_gaps(metadata, segments):
        yield from _segment(found) if isinstance(found, Segment) else (f"*{found}*",)


def _segment(segment: Segment) -> Iterator[str]:
    yield f"### {segment.segment_number}. {_in_a_line(segment.title)}"
    yield from _paragraphs(segment.narration)
    for line in segment.dialogue:
        first, *others = list(_paragraphs(line.text)) or [""]
        yield f"**{_in_a_line(line.character_name)}:** {first}".rstrip()
        yield from others


def _cast(roster: Iterable[Character]) -> Iterator[str]:
    yield f"| {' | '.join(_CAST)} |"
    yield "|" + "---|" * len(_CAST)
    for character in roster:
        told = character.attributes
        also: dict[str, JsonValue] = {name: value for name, value in told.items() if name not in _TOLD}
        cells = (character.name, *(_in_words(told.get(name)) for name in _TOLD), _in_words(also))
        yield f"| {' | '.join(map(_in_a_line, cells))} |"


def _in_words(told: JsonValue) -> str:
    if isinstance(told, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_in_words(value)}" for name, value in told.items())
    if isinstance(told, list):
        return ", ".join(map(_in_words, told))
    return "" if told is None else str(told)


def _paragraphs(text: str) -> Iterator[str]:
    lines = "\n".join(line.strip() for line in text.splitlines())
    for paragraph in re.split(r"\n{2,}", lines.strip("\n")):
        if paragraph:
            # A backslash at the end of a line keeps the line's end.
            yield "\\\n".join(map(_escaped, paragraph.split("\n")))


def _in_a_line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(line: str) -> str:
    inline = _INLINE.sub(r"\\\g<0>", line)
    return _BLOCK.sub(lambda found: _block(found.group()), inline)


def _block(mark: str) -> str:
    return mark + "\\" if mark.isdigit() else "\\" + mark
