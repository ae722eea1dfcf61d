"""What a film may say without a source: sentences about itself, none of which claims anything."""

import re
from functools import cache

from picturelock.domain.brief import Brief
from picturelock.writing.claims.wording import quotable

# ``{brand}`` is the brief's brand, ``{document}`` the name of a reference document.
OWN_WORDS = (
    "{brand}",
    "This is {brand}.",
    "This film is about {brand}.",
    "It says only what its reference documents say.",
    "Every statement is taken from {document}.",
    "Every statement is taken from the reference documents.",
    "In the words of {document}.",
    "In the words of the reference documents",
    "What the documents say",
    "How it is used",
    "From the reference documents",
    "Next, its warnings.",
    "Important information",
    "Important safety information",
    "Please note",
    "Please note this.",
    "And this.",
    "One more thing.",
    "Read the documents in full.",
    "Read {document} in full.",
    "There are no reference documents.",
    "So this film makes no statement about {brand}.",
    "A film without a statement",
    "Written by the template writer (no AI model)",
)


def may_say_of_itself(text: str, brief: Brief) -> bool:
    """Whether a sentence is one of those that the film may say of itself."""
    said = quotable(text)
    return any(pattern.fullmatch(said) for pattern in _patterns(brief))


def own_words(brief: Brief) -> tuple[str, ...]:
    """Those sentences with the brief's brand in place; documents stay ``{document}``."""
    return tuple(words.replace("{brand}", brief.subject) for words in OWN_WORDS)


def _patterns(brief: Brief) -> tuple[re.Pattern[str], ...]:
    return _compiled(brief.subject, tuple(document.name for document in brief.reference_docs))


@cache
def _compiled(brand: str, documents: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    named = "|".join(re.escape(quotable(name)) for name in documents) or "(?!)"
    return tuple(
        re.compile(
            re.escape(quotable(words))
            .replace(r"\{brand\}", re.escape(quotable(brand)))
            .replace(r"\{document\}", f"(?:{named})")
        )
        for words in OWN_WORDS
    )
