"""The prompt of a set: stable part first, for the providers' caches; as long for the last set as for any."""

from collections.abc import Sequence

from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_segment import Segment
from picturelock.writing.manuscripts.continuity import story_so_far
from picturelock.writing.manuscripts.form import FORMS
from picturelock.writing.manuscripts.outline import act_of, beat_of, cast_of
from picturelock.writing.manuscripts.part import Ask, Prompt
from picturelock.writing.manuscripts.prompt import fill

LAST_SEGMENTS = 2
# Segments that a person wrote may be long; the next one reads the end of them.
LONGEST_NARRATION = 1_600
LONGEST_DIALOGUE = 12
LONGEST_SUMMARY = 1_200
LONGEST_ROLE = 120


def set_prompt(metadata: Metadata, before: Sequence[Segment], ask: Ask[Segment]) -> Prompt:
    """The prompt for the segments ``ask.numbers``.

    Args:
        metadata: step 1's result.
        before: the segments before them that are there, in order.
        ask: what is asked for now, and what was written in this set so far.
    """
    info = metadata.generation_info
    return Prompt(
        system=fill(
            "segment_rules.md.j2",
            {
                "form": FORMS[info.kind],
                "language": info.language,
                "adult_story": info.adult_story,
                "no_narration": info.no_narration,
                "narration_only_first": info.narration_only_first,
            },
        ),
        user=fill("segments.md.j2", _of_the_script(metadata) | _of_the_set(metadata, before, ask)),
    )


def _of_the_script(metadata: Metadata) -> dict[str, object]:
    """What is the same for every set."""
    info = metadata.generation_info
    return {
        "kind": info.kind,
        "total": info.total_segments,
        "title": metadata.title,
        "summary": metadata.short_summary[:LONGEST_SUMMARY],
        "narrator_voice": metadata.narrator_voice,
        "tone": info.tone,
        "roster": [(one.id, one.name, _role(one)) for one in metadata.characters_roster],
        "document_facts": info.document_facts,
    }


def _of_the_set(metadata: Metadata, before: Sequence[Segment], ask: Ask[Segment]) -> dict[str, object]:
    total, outline = metadata.generation_info.total_segments, metadata.story_outline
    first, last = ask.numbers.start, ask.numbers.stop - 1
    earlier = [*before, *ask.written]
    latest = [one for one in earlier[-LAST_SEGMENTS:] if first - one.segment_number <= LAST_SEGMENTS]
    beats = [(number, beat_of(number, total, outline)) for number in ask.numbers]
    cast = cast_of(metadata, (told for _, told in beats), latest)
    so_far = story_so_far(earlier)
    return {
        "characters": [(one.id, one.attributes) for one in cast if one.attributes],
        "facts": so_far.facts,
        "threads": so_far.threads,
        "last_segments": [_told(segment) for segment in latest],
        "act": act_of(first, total, metadata.acts),
        "beats": beats,
        "next_beat": beat_of(last + 1, total, outline) if last < total else None,
        "problem": ask.problem,
        "words": ask.words,
        "first": first,
        "last": last,
    }


def _role(character: Character) -> str:
    role = character.attributes.get("role", "")
    return role[:LONGEST_ROLE] if isinstance(role, str) else ""


def _told(segment: Segment) -> JsonObject:
    narration = segment.narration
    if len(narration) > LONGEST_NARRATION:
        narration = "…" + narration[-LONGEST_NARRATION:]
    return {
        "segment_number": segment.segment_number,
        "title": segment.title,
        "narration": narration,
        "dialogue": [
            {"character_id": line.character_id, "text": line.text}
            for line in segment.dialogue[-LONGEST_DIALOGUE:]
        ],
    }
