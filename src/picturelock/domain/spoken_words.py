"""The words of a spoken text, as they are timed, lit and broken into captions."""


def spoken_words(text: str, language: str) -> list[str]:
    """A text's words with their punctuation, in order; each is timed as one.

    Args:
        text: what is spoken.
        language: its language (BCP 47).
    """
    return text.split()
