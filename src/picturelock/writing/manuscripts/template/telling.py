"""Telling a whole template script: cards in their order, slots filled, nobody's sentence said twice."""

import random
import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_segment import Continuity, DialogueLine, Segment
from picturelock.writing.manuscripts.outline import beat_of
from picturelock.writing.manuscripts.template.cards import Card, dealt
from picturelock.writing.manuscripts.template.idea_words import Idea, words_of
from picturelock.writing.manuscripts.template.voices import habits_of, spoken

FOLDER = Path(__file__).parent
_RELICS = (
    "an envelope without a stamp",
    "a key of a kind that is not made any more",
    "a notebook with half its pages",
    "a photograph, face down",
    "a tape without a label",
    "a folded drawing",
)
_LONGEST_IN_TITLE = 80
# Every so many scenes the story comes back to the user's own words.
IDEA_EVERY = 3


@cache
def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


class Telling:
    """All segments of one script; the same metadata always gives the same.

    Args:
        metadata: step 1's result of the template writer, perhaps edited.
    """

    def __init__(self, metadata: Metadata) -> None:
        info = metadata.generation_info
        self._metadata = metadata
        self._idea = words_of(info.idea or metadata.title)
        self._chance = random.Random(f"telling {info.seed} {info.idea}")
        self._cast = metadata.characters_roster
        self._habits = habits_of(self._cast)
        self._turns = dict.fromkeys(self._habits, 0)
        self._cards = dealt(info.kind, info.total_segments, info.seed, info.idea or metadata.title)
        self._relic = self._chance.choice(_RELICS)
        self._told_story = info.kind in ("movie", "story")

    def segments(self) -> list[Segment]:
        """Every segment, from the first to the last."""
        settings = self._settings() if self._told_story else []
        lines = [*_words("idea_lines.toml")["lines"]]
        self._chance.shuffle(lines)
        quotes = self._quotes()
        written: list[Segment] = []
        for number, card in enumerate(self._cards, 1):
            slots = self._slots(number, card)
            told = [_filled(part, slots) for part in card.told]
            told = self._own_beat(number, told)
            if settings:
                told.insert(0, settings[number - 1])
                if number % IDEA_EVERY == 2 and lines:
                    told.insert(1, _filled(lines.pop(), slots))
            if number in quotes:
                told.append(f"On the page it says: “{quotes[number]}”")
            written.append(self._segment(number, card, slots, " ".join(told)))
        return written

    def outline(self) -> list[str]:
        """What happens in each segment, in a sentence."""
        return [
            _point(_filled(card.told[0], self._slots(number, card)))
            for number, card in enumerate(self._cards, 1)
        ]

    def _segment(self, number: int, card: Card, slots: dict[str, str], narration: str) -> Segment:
        info = self._metadata.generation_info
        silent = info.no_narration or (info.narration_only_first and number > 1)
        lead, other = self._pair(number, card)
        dialogue: list[DialogueLine] = []
        for who, line in card.said:
            speaker = lead if who == "lead" else other
            said = spoken(_filled(line, slots), self._habits[speaker.id], self._turns[speaker.id])
            self._turns[speaker.id] += 1
            dialogue.append(DialogueLine(character_id=speaker.id, character_name=speaker.name, text=said))
        return Segment(
            segment_number=number,
            title=card.title,
            narration="" if silent else narration,
            dialogue=tuple(dialogue),
            continuity=Continuity(facts=(f"{card.title}: {_short(lead)} and {_short(other)}",)),
        )

    def _own_beat(self, number: int, told: list[str]) -> list[str]:
        """The narration, beginning with the outline's own words where a person has changed them."""
        info = self._metadata.generation_info
        beat = beat_of(number, info.total_segments, self._metadata.story_outline)
        return told if beat == _point(told[0]) or beat in self._planned() else [beat, *told[1:]]

    def _planned(self) -> frozenset[str]:
        # A shorter outline, or points that moved, still are ours and say nothing new.
        return frozenset(self.outline())

    def _slots(self, number: int, card: Card) -> dict[str, str]:
        lead, other = self._pair(number, card)
        return {
            "lead": _short(lead),
            "other": _short(other),
            "subject": self._idea.subject,
            "motif": self._idea.motifs[number % len(self._idea.motifs)],
            "relic": self._relic,
        }

    def _pair(self, number: int, card: Card) -> tuple[Character, Character]:
        """Who is in a scene. The lead and the rival stay; allies take turns, so that everyone is met."""
        lead, *others = self._cast
        if not others:
            return lead, lead
        if not self._told_story:
            return lead, others[number % len(others)]
        if card.with_ == "rival" or len(others) == 1:
            return lead, others[0]
        allies = others[1:]
        met = sum(earlier.with_ == "ally" for earlier in self._cards[: number - 1])
        return lead, allies[met % len(allies)]

    def _settings(self) -> list[str]:
        """A place and a time for every scene, no pair twice and no place twice in a row."""
        words = _words("places.toml")
        told = {motif.lower() for motif in self._idea.motifs} | {
            word.lower().strip(".,") for word in (self._metadata.generation_info.idea or "").split()
        }
        packs = words["places"]
        chosen = next((name for name, pack in packs.items() if told & set(pack["words"])), "any")
        places: list[str] = packs[chosen]["names"]
        self._chance.shuffle(places := [*places])
        times = words["times"]
        rounds = [
            (place, times[(turn * 3 + nth) % len(times)])
            for turn, (nth, place) in product(range(6), enumerate(places))
        ]
        unlike = list(dict.fromkeys(rounds))
        return [f"{time}, {place}." for place, time in unlike[: len(self._cards)]]

    def _quotes(self) -> dict[int, str]:
        """Which segment quotes which sentence of the user's documents, spread over the script."""
        facts = self._metadata.generation_info.document_facts
        total = len(self._cards)
        return {
            min(total, int((place + 0.5) * total / len(facts)) + 1): fact for place, fact in enumerate(facts)
        }


def title_of(idea: Idea, seed: int) -> str:
    """A title from the idea's own words."""
    motifs = [(motif if motif.isupper() else motif.capitalize())[:_LONGEST_IN_TITLE] for motif in idea.motifs]
    first, second = motifs[0], motifs[1 % len(motifs)]
    ways = (
        f"The {first} Question",
        f"{first}, Half Remembered",
        f"What We Call {first}",
        f"{first} and {second}" if first != second else f"Only {first}",
        f"A Drawer Marked {first}",
    )
    return ways[random.Random(f"title {seed} {motifs}").randrange(len(ways))]


def _filled(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    # A phrase that is quoted already is not quoted again, and a sentence begins with a capital.
    text = text.replace("““", "“").replace("””", "”")
    start = 1 if text.startswith("“") else 0
    return text[:start] + text[start].upper() + text[start + 1 :]


def _short(character: Character) -> str:
    """What people call a character: the first name, or all of a name that has a title."""
    first = character.name.split()[0]
    return character.name if first.rstrip(".").lower() in _TITLES or len(first) < 2 else first


_TITLE_WORDS = "dr mr mrs ms miss professor prof captain sir lady the king queen agent detective"
_TITLES = frozenset(_TITLE_WORDS.split())


def _point(sentence: str) -> str:
    return sentence if len(sentence) <= 240 else sentence[:239].rstrip() + "…"
