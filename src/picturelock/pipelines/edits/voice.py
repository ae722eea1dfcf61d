"""A person's own pronunciations."""

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Script
from picturelock.domain.voice import VoiceTakes
from picturelock.engine.production import InvalidPayloadError, Problem
from picturelock.pipelines.edits.problems import Problems
from picturelock.stages.desk import Desk
from picturelock.stages.tts import record_with

_FIELD = "pronunciations"
MOST = 200


async def edit_voice(
    brief: Brief, script: Script, *, data: JsonObject, person: str, desk: Desk[VoiceTakes]
) -> VoiceTakes:
    """The narration with words said as a person taught them.

    ``{"pronunciations": [{"word": "Zyntara", "say": "zin TAH rah"}]}``; ``say`` may be IPA between slashes,
    and null forgets a word. Words that are left out stay as they were taught. Only sentences that hold a word
    which changed are spoken again.

    Raises:
        InvalidPayloadError: every bad field.
        ProviderError: the voice failed.
    """
    problems = Problems()
    before = desk.previous.pronunciations if desk.previous else ()
    words = {one.word.lower(): one for one in before}
    spoken = " ".join(scene.text for scene in script.scenes).lower()
    for place, row in enumerate(_words(data)):
        field = f"{_FIELD}.{place}"
        if isinstance(row, dict) and row.get("say", "") is None:
            words.pop(str(row.get("word", "")).strip().lower(), None)
            continue
        taught = problems.read(Pronunciation, row, field)
        if taught is None:
            continue
        if taught.word.lower() not in spoken:
            problems.add(f"{field}.word", f"{taught.word!r} is not said in this film")
        words[taught.word.lower()] = taught
    if len(words) > MOST:
        problems.add(_FIELD, f"are {len(words)} words; {MOST} fit")
    problems.check()
    return await record_with(brief, script, tuple(words.values()), desk=desk)


def _words(data: JsonObject) -> list[JsonValue]:
    """What the edit lists; what is shown can be sent back, and then may list none."""
    found = data.get(_FIELD)
    if not isinstance(found, list):
        message = "is required: a list of words and how each is said"
        raise InvalidPayloadError((Problem(field=_FIELD, message=message),))
    return found
