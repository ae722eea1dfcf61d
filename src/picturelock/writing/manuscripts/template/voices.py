"""Speech habits: the same line sounds different from different mouths."""

import re
from collections.abc import Callable, Sequence

from picturelock.domain.manuscript_cast import Character

_CONTRACTIONS = (
    (r"\bcan['’]t\b", "cannot"),
    (r"\bwon['’]t\b", "will not"),
    (r"n['’]t\b", " not"),
    (r"\b(it|that|there|here|what|who)['’]s\b", r"\1 is"),
    (r"['’]re\b", " are"),
    (r"['’]ve\b", " have"),
    (r"['’]ll\b", " will"),
    (r"\bI['’]m\b", "I am"),
    (r"['’]d (?=have|like|hope)", " would "),
)


def _plain(line: str, _turn: int) -> str:
    return line


def _formal(line: str, _turn: int) -> str:
    for short, long in _CONTRACTIONS:
        line = re.sub(short, long, line, flags=re.IGNORECASE)
    return line


def _opening(*openings: str) -> Callable[[str, int], str]:
    def say(line: str, turn: int) -> str:
        if turn % 2:
            return line
        return f"{openings[turn // 2 % len(openings)]} {line}"

    return say


def _closing(*closings: str) -> Callable[[str, int], str]:
    def say(line: str, turn: int) -> str:
        if turn % 2 or not line.endswith("."):
            return line
        return f"{line[:-1]}, {closings[turn // 2 % len(closings)]}."

    return say


HABITS: dict[str, tuple[str, Callable[[str, int], str]]] = {
    "plain": ("says what there is to say and stops", _plain),
    "formal": ("never shortens a word, least of all when angry", _formal),
    "hesitant": ("starts with a breath: “Well …”, “Now …”", _opening("Well …", "Now …", "Hm.")),
    "explaining": ("closes with “you see” or “mind you”", _closing("you see", "mind you")),
    "urgent": ("asks for attention first: “Listen.”, “Look.”", _opening("Listen.", "Look.")),
    "wry": ("adds “as they say” to the serious things", _closing("as they say", "so to speak")),
}
_ORDER = ("plain", "formal", "hesitant", "explaining", "urgent", "wry")


def habit_for(place: int) -> str:
    """The habit of the character at a place of the roster; neighbours never share one."""
    return _ORDER[place % len(_ORDER)]


def habits_of(roster: Sequence[Character]) -> dict[str, str]:
    """Each character's habit by id.

    One whose voice the user described speaks plainly: a habit of ours might contradict it.
    """
    return {
        character.id: _own(character) or ("plain" if character.voice_characteristics else habit_for(place))
        for place, character in enumerate(roster)
    }


def _own(character: Character) -> str | None:
    voice = character.voice_characteristics
    habit = voice.get("habit") if isinstance(voice, dict) else None
    return habit if isinstance(habit, str) and habit in HABITS else None


def spoken(line: str, habit: str, turn: int) -> str:
    """A line in somebody's habit; ``turn`` counts what this character has said."""
    return HABITS[habit][1](line, turn)
