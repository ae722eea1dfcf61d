"""Translating a script: each sentence once for each language, kept as a take of its own."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.digest import digest
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact
from picturelock.domain.translation import TranslatedBeat, Translation
from picturelock.ports.films import Takes, Translator

_FILE = "translation.json"


async def with_translations(
    script: Script,
    brief: Brief,
    translator: Translator | None,
    takes: Takes,
    *,
    known: Sequence[Translation] = (),
) -> Script:
    """The script with the languages that the brief asks for.

    What is known and still translates a sentence stays; the rest is translated where there is somebody who
    does, and is left out where not: words of another language never stand in for it.

    Args:
        script: what is said.
        brief: names the languages.
        translator: who translates; None when nobody does.
        takes: where sentences are kept.
        known: translations that there are, of this script or of an earlier one.

    Raises:
        ProviderError: the translator failed; the sentences that it had translated are kept.
    """
    made: list[Translation] = []
    for language in brief.translated_languages:
        before = next((one for one in known if one.language == language), Translation(language=language))
        made.append(await _translation(script, brief, language, before, translator, takes))
    return script.model_copy(update={"translations": tuple(made)})


async def _translation(
    script: Script,
    brief: Brief,
    language: str,
    before: Translation,
    translator: Translator | None,
    takes: Takes,
) -> Translation:
    told = {text: (found.text, found.by) for _, text in script.sentences if (found := before.of(text))}
    missing = tuple(dict.fromkeys(text for _, text in script.sentences if text not in told))
    if translator is not None and missing:
        found = await _translated(missing, brief, language, translator, takes)
        told |= {text: (translated, translator.name) for text, translated in found.items()}
    beats = (
        TranslatedBeat(beat_id=beat_id, of=text, text=told[text][0], by=told[text][1])
        for beat_id, text in script.sentences
        if text in told
    )
    return Translation(language=language, beats=tuple(beats))


async def _translated(
    texts: tuple[str, ...], brief: Brief, language: str, translator: Translator, takes: Takes
) -> Mapping[str, str]:
    source, names = brief.spoken_language, (brief.subject,)
    files = {
        text: Artifact(
            key=digest("translation", translator.version, source, language, names, text), name=_FILE
        )
        for text in texts
    }
    await takes.bring(files.values())
    told = {text: found for text, file in files.items() if (found := _kept(file, takes)) is not None}
    missing = [text for text in texts if text not in told]
    if missing:
        answers = await translator.translate(missing, source=source, target=language, names=names)
        for text, answer in zip(missing, answers, strict=True):
            if answer is not None:
                told[text] = await _keep(files[text], answer, takes)
    return told


def _kept(file: Artifact, takes: Takes) -> str | None:
    try:
        path = takes.path(file)
    except KeyError:
        return None
    return json.loads(path.read_text(encoding="utf-8"))


async def _keep(file: Artifact, text: str, takes: Takes) -> str:
    async def make(folder: Path) -> None:
        (folder / file.name).write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")

    # Somebody else may have kept another translation of it meanwhile: the kept one is the one that holds.
    folder = await takes.take(file.key, make)
    return json.loads((folder / file.name).read_text(encoding="utf-8"))
