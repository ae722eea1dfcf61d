"""Where a long word may be broken, for languages that build words from words."""

from itertools import pairwise

# English writes its compounds apart.
_LANGUAGES = {"da", "de", "es", "fi", "fr", "hu", "it", "nb", "nl", "nn", "no", "pl", "pt", "ru", "sv", "tr"}
SOFT_HYPHEN = "\u00ad"
LONG = 15  # letters
_LEAST = 4  # letters on each side of a break
_VOWELS = set("aeiouyäöüåæøáéíóúàèìòùâêîôûãõœıïëаеёиоуыэюя")
# What a syllable may begin with, besides any one consonant; the longest that fits is taken.
_CLUSTERS = (
    "sch schl schm schn schr schw ch ph th qu pfl pf bl br cl cr dr fl fr gl gr kl kn kr pl pr tr vr zw "
    "lh nh gn ll rr бл бр вл вр гл гр др кл кр пл пр ст тр фл фр"
)
_ONSETS = frozenset(_CLUSTERS.split())


def breaks_words(language: str) -> bool:
    """Whether long words of a language (BCP 47) may be broken with a hyphen."""
    return language.split("-")[0].lower() in _LANGUAGES


def syllables(word: str, language: str) -> tuple[str, ...]:
    """The parts between which a hyphen may be set; the whole word where it is short or is not to be broken.

    A part begins with the longest group of consonants that a syllable can begin with. A dictionary would
    break some words elsewhere, but ``sch`` and ``ph`` stay whole, and each part has a vowel.
    """
    if not breaks_words(language) or len(word) < LONG:
        return (word,)
    starts = [
        place
        for place in _starts(word.lower())
        if place >= _LEAST and word[place - _LEAST : place + _LEAST].isalpha() and place <= len(word) - _LEAST
    ]
    return tuple(word[one:other] for one, other in pairwise([0, *starts, len(word)]))


def _starts(word: str) -> list[int]:
    """Where syllables begin, the first one's left out."""
    vowels = [place for place, letter in enumerate(word) if letter in _VOWELS]
    found: list[int] = []
    for one, other in pairwise(vowels):
        between = word[one + 1 : other]
        if between:
            onset = next(
                (part for cut in range(len(between)) if (part := between[cut:]) in _ONSETS), between[-1]
            )
            found.append(other - len(onset))
    return found
