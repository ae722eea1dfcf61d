"""The people of a template script, where the user gave none or too few."""

import random
from collections.abc import Sequence

from picturelock.domain.manuscript_cast import Character, with_ids
from picturelock.writing.manuscripts.template.voices import HABITS, habit_for

_FIRST_WORDS = """Mara Tomas Ines Jonah Lena Emil Noor Felix Ada Ravi Selma Bruno Yuki Oskar Nadia Hugo
Zofia Samuel Leila Anton"""
_FIRST = tuple(_FIRST_WORDS.split())
_LAST_WORDS = """Quell Vance Oduya Lindqvist Marek Ferro Achterberg Silva Novak Haldane Iyer Brandt
Castellan Moreau Tanaka Wren"""
_LAST = tuple(_LAST_WORDS.split())
_ROLES = (
    (
        "wants to know what everyone has agreed not to ask",
        "asks once too often",
        "being told to wait",
    ),
    (
        "wants the matter closed, for reasons that are not all bad",
        "smiles when afraid",
        "an open door",
    ),
    ("wants to be of use and would never say so", "jokes at the wrong moment", "being left behind"),
    ("wants an apology that is years late", "keeps everything", "silence after a question"),
    ("wants to leave and stays", "counts under the breath", "crowds that agree"),
    ("wants to remember one particular afternoon", "tells the truth sideways", "photographs"),
)
_LOOKS = (
    ("lean", "a grey coat with one button missing", "short, dark, cut at home"),
    ("broad-shouldered", "a dark suit, brushed that morning", "silver, combed back"),
    ("small and quick", "a raincoat in all weathers", "curly, tied with string"),
    ("tall", "a jumper with paint on the sleeve", "red, going grey"),
    ("round", "a waistcoat with too many pockets", "none, and a hat"),
    ("wiry", "work boots and a good scarf", "long, plaited"),
)


def people_for(count: int) -> int:
    """How many invented characters carry so many segments."""
    return 3 if count <= 12 else 4 if count <= 30 else 5


def invented(own: Sequence[Character], count: int, seed: int, idea: str) -> tuple[Character, ...]:
    """``count`` characters with names, wants and voices that none of the user's own has.

    Another idea has other people in it, as another seed has.
    """
    chance = random.Random(f"people {seed} {idea}")
    taken = {part.lower() for character in own for part in character.name.split()}
    first = [name for name in _FIRST if name.lower() not in taken]
    last = [name for name in _LAST if name.lower() not in taken]
    chance.shuffle(first)
    chance.shuffle(last)
    people: list[Character] = []
    for number in range(count):
        place = len(own) + number
        want, habit, fear = _ROLES[place % len(_ROLES)]
        build, clothing, hair = _LOOKS[(place + seed) % len(_LOOKS)]
        voice = habit_for(place)
        told: dict[str, object] = {
            "name": f"{first[number]} {last[number]}",
            "role": f"{first[number]} {want}.",
            "physical_appearance": {
                "age": chance.randint(24, 68),
                "build": build,
                "hair": hair,
                "clothing": clothing,
            },
            "personality": {"want": want, "habit": habit, "fear": fear},
            "voice_characteristics": {"habit": voice, "sounds": HABITS[voice][0]},
        }
        known: list[object] = [{"id": one.id} for one in (*own, *people)]
        people.append(Character.model_validate(with_ids([*known, told])[-1]))
    return tuple(people)
