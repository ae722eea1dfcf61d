"""What the fake model writes: parts of manuscripts, the same for the same number every time."""

import random
from typing import Any

_NOUNS = ("river", "lantern", "bridge", "storm", "letter", "harbor", "signal", "garden", "clock", "mirror")
_VERBS = ("carries", "hides", "follows", "breaks", "repairs", "forgets", "measures", "crosses", "paints")
_PLACES = ("at the station", "under the stairs", "behind the market", "on the roof", "in the archive")
_GERMAN = (
    "Der Fluss ist nicht mehr da, und die Brücke ist auch weg, aber sie geht mit dem Koffer weiter auf die "
    "andere Seite, weil es dort eine Lampe und einen Brief für sie gibt. "
)
NARRATION_SENTENCES = 6
LINES = 3


def sentence(chance: random.Random) -> str:
    """One sentence of plain English."""
    one, other, third = chance.sample(_NOUNS, 3)
    return (
        f"The {one} that she {chance.choice(_VERBS)} is not the {other} of {chance.randint(1700, 2099)}, "
        f"and {chance.choice(_PLACES)} the {third} was what he had for it."
    )


def segment(
    number: int, ids: list[str], *, verbose: float = 1, german: bool = False, silent: bool = False
) -> dict[str, Any]:
    """A whole segment; the same number always gives the same."""
    chance = random.Random(number * 7919)
    told = [sentence(chance) for _ in range(round(NARRATION_SENTENCES * verbose))]
    speakers = ids or ["char_001"]
    return {
        "segment_number": number,
        "title": f"The {chance.choice(_NOUNS)} of day {number}",
        "narration": "" if silent else _GERMAN * NARRATION_SENTENCES if german else " ".join(told),
        "dialogue": [
            {
                "character_id": chance.choice(speakers),
                "text": _GERMAN if german else " ".join(sentence(chance) for _ in range(round(verbose))),
            }
            for _ in range(LINES)
        ],
        "continuity": {
            "facts": [f"The {chance.choice(_NOUNS)} of day {number} is found."],
            "opened": [f"Who owns the {chance.choice(_NOUNS)} of day {number}?"],
            "closed": [],
        },
        "audience": "general",
    }


def core(cast_size: int) -> dict[str, Any]:
    """The core of a plan."""
    return {
        "number": 1,
        "title": "The Lantern Keepers",
        "short_summary": "Two keepers look for the light that was taken from the river, and find it.",
        "description": "On the river of a town with no name, the light is gone, and two keepers look for it.",
        "hashtags": ["#river", "lantern light", "#"],
        "narrator_voice": "An old woman who was there and does not say so.",
        "cast_size": cast_size,
        "document_facts": ["The river is 40 km long."],
    }


def character(number: int, *, age: object = 34) -> dict[str, Any]:
    """A detailed character."""
    chance = random.Random(number * 104_729)
    families = ("Stone", "Field", "Moor", "Wells", "Grove")
    names = ("Ada", "Bo", "Cleo", "Dov", "Ezra", "Fay", "Gil", "Hana", "Ilse", "Jun")
    return {
        "number": number,
        "name": f"{names[number % 10]} {families[number % 5]}{chr(97 + number // 10)}",
        "role": sentence(chance),
        "physical_appearance": {
            "age": age,
            **{
                part: " ".join(sentence(chance) for _ in range(2))
                for part in ("build", "face", "hair", "clothing", "memorable")
            },
        },
        "personality": {"flaw": sentence(chance), "fear": sentence(chance)},
        "voice_characteristics": {"pitch": "low", "pace": sentence(chance)},
    }


def act(number: int) -> dict[str, Any]:
    """One act."""
    return {"number": number, "summary": sentence(random.Random(number * 31))}


def point(number: int) -> dict[str, Any]:
    """One point of the outline."""
    return {"number": number, "point": sentence(random.Random(number * 613))}
