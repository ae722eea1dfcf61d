"""What can be measured of a manuscript without a judge: pure functions of its metadata and segments."""

import re
from collections import Counter
from collections.abc import Sequence

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Metrics
from picturelock.domain.manuscript_segment import Segment
from picturelock.writing.manuscripts.language import is_in
from picturelock.writing.manuscripts.outline import beat_of, names
from picturelock.writing.manuscripts.sentences import plain, sentences, telling

# Shorter sentences ("No." "Run!") may well be said twice.
FEWEST_WORDS_OF_A_SENTENCE = 4
# A segment covers its outline point when so much of the point's telling words, or three of them, are in it.
COVERED = 0.2
MOST_NAMED = 10
MOST_MISSING = 100
# A name of two capitalised words in the middle of a sentence.
_NAME = re.compile(r"(?<=[a-z,;:] )([A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)+)")


def measure(metadata: Metadata, segments: Sequence[Segment]) -> Metrics:
    """All measures of the segments there are.

    Args:
        metadata: the roster, the outline, the language and the count.
        segments: in any order; incomplete where writing is not done.
    """
    ordered = sorted(segments, key=lambda segment: segment.segment_number)
    total = metadata.generation_info.total_segments
    have = {segment.segment_number for segment in ordered}
    missing = [number for number in range(1, total + 1) if number not in have]
    unused = unused_characters(metadata, ordered)
    said, repeated = repetition(ordered)
    return Metrics(
        completeness=round((total - len(missing)) / total, 4),
        missing=tuple(missing[:MOST_MISSING]),
        numbering=[segment.segment_number for segment in ordered] == list(range(1, len(ordered) + 1)),
        roster_coverage=round(1 - len(unused) / len(metadata.characters_roster), 4),
        unused_characters=tuple(unused),
        leaks=tuple(leaks(metadata, ordered)),
        repetition=round(len(repeated) / said, 4) if said else 0.0,
        repeated=tuple(dict.fromkeys(repeated))[:MOST_NAMED],
        outline_coverage=outline_coverage(metadata, ordered),
        language_share=language_share(ordered, metadata.generation_info.language),
    )


def unused_characters(metadata: Metadata, segments: Sequence[Segment]) -> list[str]:
    """Names of the roster's characters that neither speak nor are named."""
    speakers = {line.character_id for segment in segments for line in segment.dialogue}
    told = "\n".join(segment.text for segment in segments)
    return [
        character.name
        for character in metadata.characters_roster
        if character.id not in speakers and not names(character, told)
    ]


def leaks(metadata: Metadata, segments: Sequence[Segment]) -> list[str]:
    """Who appears without being in the roster: unknown ids, and full names told at least twice.

    Names of places look like names of people; those that the title, summary or outline tell are left out.
    """
    known = {character.id for character in metadata.characters_roster}
    strangers = [
        line.character_id
        for segment in segments
        for line in segment.dialogue
        if line.character_id not in known
    ]
    told = " ".join(
        [metadata.title, metadata.short_summary, metadata.description, *metadata.story_outline]
        + [character.model_dump_json() for character in metadata.characters_roster]
    )
    found = Counter(name for segment in segments for name in _NAME.findall(segment.text))
    named = [name for name, count in found.items() if count > 1 and name not in told]
    return list(dict.fromkeys(strangers + named))[:MOST_NAMED]


def repetition(segments: Sequence[Segment]) -> tuple[int, list[str]]:
    """How many sentences are said, and those that were said before, across all segments."""
    seen: set[str] = set()
    repeated: list[str] = []
    said = 0
    for segment in segments:
        for sentence in sentences(segment.text):
            key = plain(sentence)
            if len(key.split()) < FEWEST_WORDS_OF_A_SENTENCE:
                continue
            said += 1
            if key in seen:
                repeated.append(sentence)
            seen.add(key)
    return said, repeated


def outline_coverage(metadata: Metadata, segments: Sequence[Segment]) -> float | None:
    """The share of segments in which their outline point is found again; None where there is none."""
    total = metadata.generation_info.total_segments
    covered: list[bool] = []
    for segment in segments:
        if segment.segment_number > total:
            continue
        point = telling(beat_of(segment.segment_number, total, metadata.story_outline))
        if point:
            shared = len(point & telling(f"{segment.title} {segment.text}"))
            covered.append(shared >= min(3, COVERED * len(point)))
    return round(sum(covered) / len(covered), 4) if covered else None


def language_share(segments: Sequence[Segment], language: str) -> float | None:
    """The share of segments in the language, of those whose language shows; None where none does."""
    shown = [found for segment in segments if (found := is_in(segment.text, language)) is not None]
    return round(sum(shown) / len(shown), 4) if shown else None
