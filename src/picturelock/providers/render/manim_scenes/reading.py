"""Whether a scene lasts long enough for the text in it to be read."""

from picturelock.domain.sentence import split_sentences
from picturelock.domain.timing import LEAD, TAIL

# Slower than captions (17 a second), which go with what is heard: this is read on its own.
READ_PER_SECOND = 13.0
# What is read is written as what is heard, so one pace does for both whatever the language.
SPOKEN_PER_SECOND = 15.0


def too_short_to_read(text: str, spoken: str) -> list[str]:
    """Why a text cannot be read while ``spoken`` is heard; empty when it can, or when nothing is spoken yet.

    A sentence that is read aloud takes as long as it is spoken; one that is only shown takes longer.
    """
    if not text or not spoken:
        return []
    heard = _plain(spoken)
    sentences = [_plain(sentence) for sentence in split_sentences(text)]
    needed = sum(
        len(sentence) / (SPOKEN_PER_SECOND if sentence in heard else READ_PER_SECOND)
        for sentence in sentences
    )
    lasts = LEAD + len(spoken) / SPOKEN_PER_SECOND + TAIL
    if needed <= lasts:
        return []
    return [
        f"text: to be read, its {len(text):,} characters need a scene of at least {needed:.0f} s, "
        f"at {READ_PER_SECOND:g} a second; what is said over it lasts about {lasts:.0f} s. "
        "Say more of it, or share it between scenes"
    ]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
