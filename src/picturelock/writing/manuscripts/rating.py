"""A rough rating of what came back: whether words say that it is not for a general audience.

It reads English only, by a short list of words. It is a second look beside the rating that the model gives
each segment itself, in whatever language it wrote it.
"""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "rated_words.txt"
# So many different milder words in one segment say as much as one strong one.
MILD_TOGETHER = 3


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The sections of the list, each as one pattern."""
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line.strip())
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for name, words in sections.items()
    }


def rated(text: str, *, adult_story: bool) -> str | None:
    """Why a text may not stand; None when it may.

    Args:
        text: what is read or spoken.
        adult_story: whether the script is for adults; then only what no story may have is found.
    """
    patterns = _patterns()
    sexual = _found(patterns["sexual"], text)
    if sexual and (young := _found(patterns["young"], text)):
        return f"sexual content beside “{young[0]}”"
    if adult_story:
        return None
    if strong := sexual + _found(patterns["strong"], text):
        return f"“{strong[0]}” is not for a general audience"
    mild = _found(patterns["mild"], text)
    if len(mild) >= MILD_TOGETHER:
        return f"{', '.join(f'“{word}”' for word in mild[:4])} together are not for a general audience"
    return None


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(found.lower() for found in pattern.findall(text)))
