"""A script and its pictures held against the reference documents, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import Source
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.domain.sentence import Sentence, split_sentences
from picturelock.writing.claims.claims import Claims, Support
from picturelock.writing.claims.own_words import may_say_of_itself
from picturelock.writing.claims.wording import numbers, quotable, terms

# A heading is no longer than this, in words; it may name what is said, and claim nothing more.
_HEADING = 8
_OWN = Source(kind="craft", name="the film about itself")


@dataclass(frozen=True)
class Unsupported:
    """A sentence that no source supports, by its beat or its shot, and why."""

    where: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.text}”: {self.reason}"


def hold_against_documents(script: Script, brief: Brief) -> tuple[Script, tuple[Unsupported, ...]]:
    """The script with the source of every sentence, and the sentences that have none.

    Whatever source a writer named is replaced by the one that was found.
    """
    claims = Claims(brief.reference_docs)
    unsupported: list[Unsupported] = []
    scenes: list[SceneScript] = []
    for scene in script.scenes:
        beats = list(_sourced(scene.beats, claims, brief, unsupported))
        scenes.append(scene.model_copy(update={"beats": tuple(beats)}))
    return script.model_copy(update={"scenes": tuple(scenes)}), tuple(unsupported)


def texts_without_source(
    props: JsonObject, scene: SceneScript, brief: Brief, claims: Claims
) -> tuple[Unsupported, ...]:
    """The texts of a shot that say more than its scene and the documents do.

    A text may be one of the film's own, words that are spoken in the scene, a supported sentence, the name
    of a document with its place, or a short heading of the scene's own words.
    """
    return tuple(
        Unsupported(scene.scene_id, text, "it is neither spoken in the scene nor said by a document")
        for text in _texts(props)
        if not _may_be_shown(text, scene, brief, claims)
    )


def _sourced(
    beats: tuple[Beat, ...], claims: Claims, brief: Brief, unsupported: list[Unsupported]
) -> Iterator[Beat]:
    place = 0
    while place < len(beats):
        run, quoted = _longest_quotation(beats[place:], claims)
        if quoted is not None:
            for beat in beats[place : place + run]:
                yield beat.model_copy(update={"sources": (_source(quoted),)})
            place += run
            continue
        yield _checked(beats[place], claims, brief, unsupported)
        place += 1


def _longest_quotation(beats: tuple[Beat, ...], claims: Claims) -> tuple[int, Sentence | None]:
    """How many of the beats together quote one sentence: a long one is spoken in parts."""
    for run in range(len(beats), 0, -1):
        quoted = claims.quoted(" ".join(beat.text for beat in beats[:run]))
        if quoted is not None:
            return run, quoted
    return 1, None


def _checked(beat: Beat, claims: Claims, brief: Brief, unsupported: list[Unsupported]) -> Beat:
    sources: list[Source] = []
    whole = claims.check(beat.text)
    if isinstance(whole, Support):
        return beat.model_copy(update={"sources": (_source(whole.sentence),)})
    for text in split_sentences(beat.text):
        if may_say_of_itself(text, brief):
            sources.append(_OWN)
            continue
        found = claims.check(text)
        if isinstance(found, Support):
            sources.append(_source(found.sentence))
        else:
            unsupported.append(Unsupported(beat.id, text, str(found)))
    return beat.model_copy(update={"sources": tuple(dict.fromkeys(sources)) or beat.sources})


def _source(sentence: Sentence) -> Source:
    return Source(
        kind="document",
        name=sentence.document,
        quote=sentence.text,
        page=sentence.page,
        paragraph=sentence.paragraph,
    )


def _may_be_shown(text: str, scene: SceneScript, brief: Brief, claims: Claims) -> bool:
    said = quotable(text)
    names = {quotable(document.name) for document in brief.reference_docs}
    if not said or said in quotable(scene.text) or may_say_of_itself(text, brief):
        return True
    if any(name in said for name in names) and not terms(_without(said, names)):
        return True
    if isinstance(claims.check(text), Support):
        return True
    known = set(terms(f"{scene.text} {brief.subject}"))
    return len(text.split()) <= _HEADING and not numbers(text) and set(terms(text)) <= known


def _without(text: str, names: set[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return re.sub(rf"\b(?:{_SOURCE_WORDS})\b|第|・|\d+", " ", text, flags=re.IGNORECASE)


# Words of the line that names a document and its place, in the languages of our own phrases.
_SOURCE_WORDS = (
    "sources?|pages?|paragraphs?|and|quellen?|seiten?|absatz|absätze|und|fuentes?|páginas?|párrafos?|y|"
    "paragraphes?|et|fonti|fonte|fontes|pagina|pagine|paragrafo|paragrafi|parágrafos?|e|"
    "स्रोत|पृष्ठ|अनुच्छेद|और|出典|ページ|段落|المصدر|المصادر|صفحة|الصفحات|فقرة|الفقرات"
)
# These props hold no words that are read.
_UNREAD = frozenset({"smiles", "smarts", "sign", "mode", "kind", "effect", "unit"})


def _texts(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name not in _UNREAD:
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(entry, str(key))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for entry in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(entry, name)  # pyright: ignore[reportUnknownArgumentType]
