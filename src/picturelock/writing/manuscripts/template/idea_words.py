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
# What begins like this can stand after "about" as it is, once its first letter is small.
_NAMING = re.compile(r"(?:an?|the|one|two|three|some|my|our|your|how|why|what|where|when)\s", re.IGNORECASE)
_VERB_WORDS = """is are was were has have had can could will would must finds discovers gets goes loses wants
tries learns meets falls returns becomes wakes builds saves fights hides moves opens starts leaves comes
decides travels inherits needs runs takes makes steals hunts knows keeps sees hears gives tells asks helps
fears dreams turns begins refuses promises remembers forgets buys sells writes reads lives dies"""
_VERB = re.compile(rf"\s(?:{'|'.join(_VERB_WORDS.split())})(?:\s|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_SUBJECT = 9
_LONGEST_PHRASE = 80
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
    """The subject and the motifs of an idea, in any language; phrases are quoted where they may not fit.

    Of a sentence only whom it is about is taken: "A nurse finds a letter" is about a nurse.
    """
    told = " ".join(idea.split())
    about = _ABOUT.search(told)
    phrase = _CLAUSE.split(about.group(1) if about else told, maxsplit=1)[0].strip(" \"'“”")
    phrase = " ".join(phrase.split()[:_LONGEST_SUBJECT])[:_LONGEST_PHRASE] or told[:_LONGEST_PHRASE]
    subject = phrase if about else _standing(phrase)
    # The words of the subject come first: the others may only say what sort of story it is.
    found = [
        word for word in _WORD.findall(f"{phrase} {told}") if len(word) > 2 and word.lower() not in _EMPTY
    ]
    unlike = dict.fromkeys(word if word.isupper() else word.lower() for word in found)
    return Idea(subject=subject, motifs=tuple(unlike)[:_MOST_MOTIFS] or (phrase,))


def _standing(phrase: str) -> str:
    """A phrase so that it can stand after "about"; in quotation marks where that cannot be known."""
    if not _NAMING.match(phrase):
        return f"“{phrase}”"
    small = phrase[0].lower() + phrase[1:]
    asks = phrase.split()[0].lower() in ("how", "why", "what", "where", "when")
    return small if asks else _VERB.split(small, maxsplit=1)[0]
