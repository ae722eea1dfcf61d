"""What the template writer can and cannot do about a brief's language."""

import re

from picturelock.domain.brief import Brief
from picturelock.domain.errors import Problem
from picturelock.domain.languages import LANGUAGES, language_of, primary
from picturelock.writing.phrases.phrases import ENGLISH, written_languages

# Words by which a short English text is told from one in another language of the same script.
_ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|with|for|high|low|disease|pain|prevention|treatment|blood|heart|pressure|about|how|our|"
    r"your|patients?|people|infections?|fever|cholesterol)\b",
    re.IGNORECASE,
)
_OTHER_SCRIPT = frozenset({"hi", "ar", "ja"})


def unwritten(brief: Brief) -> Problem | None:
    """What is to be said at the field ``language`` when the template writer has no words in it; else None."""
    code = primary(brief.spoken_language)
    written = written_languages()
    if code in written:
        return None
    named = ", ".join(f"{LANGUAGES[one].name} ({one})" for one in written)
    return Problem(
        "language",
        f"without a language model films are written in {named}, not in {language_of(code).name} ({code}): "
        "choose one of these, or set PICTURELOCK_MODEL to a language model, which writes in any language",
    )


def untranslated(brief: Brief) -> tuple[str, ...]:
    """What is to be said of a brief whose own words look like another language than the film's."""
    code = primary(brief.spoken_language)
    if code == ENGLISH:
        return ()
    told = [text for text in (brief.context,) if _looks_english(text, code)]
    documents = [one.name for one in brief.reference_docs if _looks_english(one.text[:2_000], code)]
    named = [*(f"“{text}”" for text in told), *(f"“{name}”" for name in documents)]
    if not named:
        return ()
    return (
        f"The brief asks for {language_of(code).name}, but {', '.join(named)} looks English: the template "
        "writer does not translate, so these words stand in the film as they were given.",
    )


def _looks_english(text: str, code: str) -> bool:
    if code in _OTHER_SCRIPT:
        letters = [sign for sign in text if sign.isalpha()]
        return bool(letters) and sum(sign.isascii() for sign in letters) > len(letters) / 2
    words = re.findall(r"\w+", text)
    return bool(words) and len(_ENGLISH_WORDS.findall(text)) * 6 >= len(words)
