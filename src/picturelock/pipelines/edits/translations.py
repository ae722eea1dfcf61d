"""Translations that a person gives: sentence by sentence, or as a subtitle file."""

import re
from collections.abc import Iterator, Mapping

import pysubs2
from pydantic import BaseModel, Field

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.script import Script
from picturelock.domain.sentence import is_abbreviation
from picturelock.domain.timing import LEAD, PAUSE, TAIL, spoken_seconds
from picturelock.domain.translation import PERSON, TranslatedBeat, Translation
from picturelock.pipelines.edits.problems import Problems

# A subtitle file is of this film when it is about as long; a voice may be slower or faster than the estimate.
_SHORTEST, _LONGEST = 0.4, 2.5
_BEAT_ID = re.compile(r"(s\d+)\.?(b\d+)")
_ENDS = tuple(".!?…。！？।॥؟۔")


class _Sentence(BaseModel):
    text: str = Field(min_length=1, max_length=480)


def given_translations(
    data: JsonObject, script: Script, brief: Brief, person: str, problems: Problems
) -> tuple[Translation, ...]:
    """The script's translations with what a person gave.

    ``{"translations": {"de": {"s1b1": "…"}}}`` gives sentences, ``{"subtitles": {"de": "1\\n00:00…"}}`` a
    whole SubRip or WebVTT file, whose cues are put together to as many sentences as the script has.

    Args:
        data: the edit.
        script: what is said, with the translations that there were.
        brief: names the languages that are asked for.
        person: who gives them.
        problems: is told of everything that does not fit.
    """
    told: dict[str, dict[str, TranslatedBeat]] = {
        one.language: {beat.of: beat for beat in one.beats} for one in script.translations
    }
    for field, read in (("translations", _from_sentences), ("subtitles", _from_file)):
        for language, value in _languages(data, field, brief, problems):
            for beat_id, text in read(value, script, brief, f"{field}.{language}", problems).items():
                of = dict(script.sentences)[beat_id]
                beat = TranslatedBeat(beat_id=beat_id, of=of, text=text, by=f"{PERSON}{person}")
                told.setdefault(language, {})[of] = beat
    return tuple(
        Translation(language=language, beats=tuple(beats.values())) for language, beats in told.items()
    )


def _languages(
    data: JsonObject, field: str, brief: Brief, problems: Problems
) -> Iterator[tuple[str, object]]:
    given = data.get(field, {})
    if not isinstance(given, dict):
        problems.add(field, 'must be an object of languages, like {"de": …}')
        return
    for language, value in given.items():
        if language in brief.translated_languages:
            yield language, value
        else:
            asked = ", ".join(brief.translated_languages) or "none"
            problems.add(
                f"{field}.{language}", f"is not in caption_languages of the brief; those are: {asked}"
            )


def _from_sentences(
    value: object, script: Script, brief: Brief, field: str, problems: Problems
) -> dict[str, str]:
    if not isinstance(value, Mapping):
        problems.add(field, 'must be an object of sentences, like {"s1b1": "…"}')
        return {}
    spoken, found = dict(script.sentences), dict[str, str]()
    for name, text in value.items():  # pyright: ignore[reportUnknownVariableType]
        matched = _BEAT_ID.fullmatch(str(name))  # pyright: ignore[reportUnknownArgumentType]
        beat_id = "".join(matched.groups()) if matched else ""
        if beat_id not in spoken:
            problems.add(f"{field}.{name}", f"is no sentence of the script; it has {', '.join(spoken)}")
            continue
        read = problems.read(_Sentence, {"text": text}, f"{field}.{beat_id}")
        if read is not None and read.text.strip():
            found[beat_id] = " ".join(read.text.split())
    return found


def _from_file(value: object, script: Script, brief: Brief, field: str, problems: Problems) -> dict[str, str]:
    cues = _cues(value, field, problems)
    if not cues:
        return {}
    _check_times(cues, script, brief, field, problems)
    ids = [beat_id for beat_id, _ in script.sentences]
    texts = [text for _, _, text in cues]
    sentences = texts if len(texts) == len(ids) else list(_whole_sentences(texts))
    if len(sentences) != len(ids):
        problems.add(
            field,
            f"has {len(texts)} cues that make {len(sentences)} sentences; the script has {len(ids)}. "
            "Give one cue a sentence, or end each sentence with a full stop",
        )
        return {}
    too_long = [beat_id for beat_id, text in zip(ids, sentences, strict=True) if len(text) > 480]
    if too_long:
        problems.add(field, f"has more than 480 characters for {', '.join(too_long)}")
        return {}
    return dict(zip(ids, sentences, strict=True))


def _cues(value: object, field: str, problems: Problems) -> list[tuple[float, float, str]]:
    """The cues as start and end in seconds, and text; none where the file cannot be read."""
    if not isinstance(value, str):
        problems.add(field, "must be the text of an SRT or VTT file")
        return []
    try:
        file = pysubs2.SSAFile.from_string(value.lstrip("\ufeff"))
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as error:
        problems.add(field, f"cannot be read as an SRT or VTT file: {error}")
        return []
    cues = [
        (cue.start / 1000, cue.end / 1000, text) for cue in file if (text := " ".join(cue.plaintext.split()))
    ]
    if not cues:
        problems.add(field, "has no cue")
    return cues


def _check_times(
    cues: list[tuple[float, float, str]], script: Script, brief: Brief, field: str, problems: Problems
) -> None:
    last = 0.0
    for number, (start, end, _) in enumerate(cues, start=1):
        if start < last - 0.001 or end <= start:
            problems.add(
                field, f"cue {number} begins before the one before it ends, or ends before it begins"
            )
            return
        last = end
    lasts = _estimated(script, brief.spoken_language)
    if not _SHORTEST * lasts <= last <= _LONGEST * lasts:
        problems.add(
            field, f"ends at {last:.0f} s, and the film lasts about {lasts:.0f} s: is it another film's?"
        )


def _estimated(script: Script, language: str) -> float:
    beats = [beat for scene in script.scenes for beat in scene.beats]
    spoken = sum(spoken_seconds(beat.text, language) for beat in beats) / script.pace
    return spoken + PAUSE * (len(beats) - len(script.scenes)) + (LEAD + TAIL) * len(script.scenes)


def _whole_sentences(texts: list[str]) -> Iterator[str]:
    """Cues put together up to where a sentence ends."""
    so_far: list[str] = []
    for text in texts:
        so_far.append(text)
        bare = text.rstrip("\"'”’»)“」』）")
        if bare.endswith(_ENDS) and not is_abbreviation(bare.split()[-1]):
            yield " ".join(so_far)
            so_far = []
    if so_far:
        yield " ".join(so_far)
