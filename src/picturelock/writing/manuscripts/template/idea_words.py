"""What the user's idea is about, in the user's own words."""

import re
from typing import NamedTuple

INVENTED_IDEAS = (
    "the last slice of cake in the office fridge",
    "passwords that nobody remembers",
    "plants that are watered too kindly",
    "the one drawer where everything ends up",
    "neighbours who share a wall and a radio",
    "small talk in slow lifts",
    "getting up early on purpose",
    "umbrellas and where they go",
)
_ABOUT = re.compile(r"\b(?:about|concerning|regarding)\s+(.+)", re.IGNORECASE | re.DOTALL)
_CLAUSE = re.compile(
    r"[.,;:!?()\n]|\s(?:who|that|which|where|when|while|whose|but|because|until|after|before)\s"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_SUBJECT = 9
_LONGEST_PHRASE = 80
_LONGEST_WORD = 40
_MOST_MOTIFS = 8
_EMPTY_WORDS = """sci-fi scifi fantasy horror romance romantic science fiction crime mystery about
adventure after against all also and another any are away back because before between
both but can comedy create could day does drama each epic every film finds for four from
funny gets gives goes had has have her him his how idea into its just like long love
make makes many meme memes more most movie must near never new not off old one only
other our out over post posts scene series she short should some story such take takes
tells than that the their them then there these they thing things this those three
thriller thrilling through together too two under until upon use very video want wants
was way were what when where which while who whose why will with without would write you
your"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


class Idea(NamedTuple):
    """What to say for the idea: a phrase that can stand after "about", and single words to quote."""

    subject: str
    motifs: tuple[str, ...]


def words_of(idea: str) -> Idea:
    """The subject and the motifs of an idea, in any language; phrases are quoted where they may not fit."""
    told = " ".join(idea.split())
    about = _ABOUT.search(told)
    phrase = _CLAUSE.split(about.group(1) if about else told, maxsplit=1)[0].strip(" \"'“”")
    phrase = " ".join(phrase.split()[:_LONGEST_SUBJECT])[:_LONGEST_PHRASE] or told[:_LONGEST_PHRASE]
    subject = phrase if about else f"“{phrase}”"
    # The words of the subject come first: the others may only say what sort of story it is.
    found = [
        word for word in _WORD.findall(f"{phrase} {told}") if len(word) > 2 and word.lower() not in _EMPTY
    ]
    unlike = dict.fromkeys(word if word.isupper() else word.lower() for word in found)
    return Idea(subject=subject, motifs=tuple(unlike)[:_MOST_MOTIFS] or (phrase,))
