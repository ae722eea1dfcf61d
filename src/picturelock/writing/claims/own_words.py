"""What a film may say without a source: sentences about itself, none of which claims anything."""

import re
from functools import cache

from picturelock.domain.brief import Brief
from picturelock.domain.languages import primary
from picturelock.writing.claims.wording import quotable
from picturelock.writing.phrases.phrases import phrases_of, written_languages

# What the film says of itself, by the keys of its phrases. ``{brand}`` is the brief's brand, ``{document}``
# the name of a reference document.
_KEYS = (
    *("about", "rule", "words_of", "says", "doing", "important", "safety", "read", "none", "so", "nothing"),
    "may_say",
)


def may_say_of_itself(text: str, brief: Brief) -> bool:
    """Whether a sentence is one of those that the film may say of itself."""
    said = quotable(text)
    return any(pattern.fullmatch(said) for pattern in _patterns(brief))


def own_words(brief: Brief) -> tuple[str, ...]:
    """Those sentences with the brief's brand in place; documents stay ``{document}``."""
    return tuple(words.replace("{brand}", brief.subject) for words in _own_words(brief.spoken_language))


def _patterns(brief: Brief) -> tuple[re.Pattern[str], ...]:
    documents = tuple(document.name for document in brief.reference_docs)
    return _compiled(brief.subject, documents, brief.spoken_language)


def _own_words(language: str) -> tuple[str, ...]:
    """The sentences in English and, where the film has another language with phrases of ours, in that one."""
    known = written_languages()
    tags = dict.fromkeys(("en-US", *((language,) if primary(language) in known else ())))
    words = {brand_and_document: None for tag in tags for brand_and_document in _of_itself(tag)}
    return tuple(words)


def _of_itself(tag: str) -> tuple[str, ...]:
    table = phrases_of(tag).table
    said = (way for key in _KEYS for way in table[f"compliance.{key}"])
    return ("{brand}", *said, *table["documents.heading"], *table["mark"])


@cache
def _compiled(brand: str, documents: tuple[str, ...], language: str) -> tuple[re.Pattern[str], ...]:
    named = "|".join(re.escape(quotable(name)) for name in documents) or "(?!)"
    return tuple(
        re.compile(
            re.escape(quotable(words))
            .replace(r"\{brand\}", re.escape(quotable(brand)))
            .replace(r"\{document\}", f"(?:{named})")
        )
        for words in _own_words(language)
    )
