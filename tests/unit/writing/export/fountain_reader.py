"""A small reader of Fountain, written from its syntax page, for tests.

It looks at each line alone, as most programs do, and is quick to see something else than action: where
programs differ, it takes the reading that would do the most harm.
"""

import re
from dataclasses import dataclass, field

_HEADING = re.compile(r"(INT|EXT|EST|INT\./EXT|INT/EXT|I/E)([. ]|$)", re.IGNORECASE)
_FORCED_HEADING = re.compile(r"\.(?=[^\W_])")
_SCENE_NUMBER = re.compile(r"\s*#([\w.-]+)#$")
_UNESCAPED = re.compile(r"\\([\\*_\[~=^])")


@dataclass
class Scene:
    """What stands below one heading; speeches as (character, text)."""

    title: str
    number: str
    action: list[str] = field(default_factory=list[str])
    speeches: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass
class Screenplay:
    """What was read. ``others`` are elements that an export of ours never holds."""

    title_page: dict[str, str]
    scenes: list[Scene] = field(default_factory=list[Scene])
    notes: list[str] = field(default_factory=list[str])
    others: list[str] = field(default_factory=list[str])


def read_fountain(text: str) -> Screenplay:
    """Read a whole file."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    notes = re.findall(r"\[\[(.*?)\]\]", text, flags=re.DOTALL)
    text = re.sub(r"\[\[.*?\]\]", "", text, flags=re.DOTALL)
    page, _, body = text.partition("\n\n")
    told = dict(line.split(": ", 1) for line in page.split("\n"))
    screenplay = Screenplay({key: _plain(value) for key, value in told.items()}, notes=notes)
    lines = body.split("\n")
    place = 0
    while place < len(lines):
        place = _read_element(screenplay, lines, place)
    return screenplay


def _read_element(screenplay: Screenplay, lines: list[str], place: int) -> int:
    """Read what begins on a line; the place of the line after it."""
    line = lines[place]
    told = line.strip()
    after_empty = place == 0 or not lines[place - 1]
    before_text = place + 1 < len(lines) and bool(lines[place + 1])
    if line.startswith("!"):
        _add_action(screenplay, line[1:])
    elif not told:
        _add_action(screenplay, "")
    elif _FORCED_HEADING.match(told):
        screenplay.scenes.append(_scene(told[1:]))
    elif told.startswith("@") and after_empty and before_text:
        return _read_speech(screenplay, told[1:], lines, place + 1)
    elif _HEADING.match(told) or told[0] in "#=~>.@":
        screenplay.others.append(told)
    elif (told.partition("(")[0].upper() == told.partition("(")[0]) and after_empty:
        if before_text:
            return _read_speech(screenplay, told, lines, place + 1)
        screenplay.others.append(told)
    else:
        _add_action(screenplay, line)
    return place + 1


def _read_speech(screenplay: Screenplay, cue: str, lines: list[str], place: int) -> int:
    spoken: list[str] = []
    while place < len(lines) and lines[place]:
        line = lines[place].strip()
        if line.startswith("~") or re.fullmatch("={3,}", line):
            screenplay.others.append(line)
        spoken.append(_plain(line))
        place += 1
    if cue.endswith("^") and not cue.endswith("\\^"):
        screenplay.others.append(cue)
    screenplay.scenes[-1].speeches.append((_plain(cue), "\n".join(spoken)))
    return place


def _scene(heading: str) -> Scene:
    number = _SCENE_NUMBER.search(heading)
    assert number is not None
    return Scene(_plain(heading[: number.start()]), number.group(1))


def _add_action(screenplay: Screenplay, line: str) -> None:
    if screenplay.scenes:
        screenplay.scenes[-1].action.append(_plain(line))
    elif line:
        screenplay.others.append(line)


def _plain(text: str) -> str:
    """The text without emphasis and escapes."""
    kept = re.split(r"(\\[\\*_\[~=^])", text)
    return "".join(
        _UNESCAPED.sub(r"\1", part) if _UNESCAPED.fullmatch(part) else re.sub(r"[*_]", "", part)
        for part in kept
    )
