"""From what a model gave for a segment to a segment, or to the fault for which it cannot be taken."""

from collections.abc import Sequence

from pydantic import ValidationError

from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_segment import Continuity, DialogueLine, Segment
from picturelock.writing.manuscripts.answers import ADULTS, LineAnswer, NotesAnswer, SegmentAnswer
from picturelock.writing.manuscripts.language import is_in
from picturelock.writing.manuscripts.part import RATED, FaultError
from picturelock.writing.manuscripts.rating import rated
from picturelock.writing.manuscripts.sentences import plain, shingles

# A segment is compared with so many before it, and word for word with more; so a long script takes no longer.
COMPARED = 20
COMPARED_WORD_FOR_WORD = 300
TOO_ALIKE = 0.7
MOST_NOTES = 4


class SegmentReading:
    """Reads the segments of one script.

    Args:
        metadata: the script's rules, roster and language.
        before: the segments that are there already, in order, for telling repetition.
    """

    def __init__(self, metadata: Metadata, before: Sequence[Segment]) -> None:
        self._info = metadata.generation_info
        self._by_id = {character.id: character for character in metadata.characters_roster}
        self._by_name = {_key(character.name): character for character in metadata.characters_roster}
        self._before = tuple(before[-COMPARED_WORD_FOR_WORD:])
        self._said = {plain(segment.text) for segment in self._before}

    def read(self, raw: JsonObject, number: int, written: Sequence[Segment], faults: int) -> Segment:
        """The segment, word for word as it came.

        Args:
            raw: a whole JSON object.
            number: the number it takes.
            written: what this loop wrote before it.
            faults: how often it was asked for again.

        Raises:
            FaultError: with what the model should do otherwise.
        """
        try:
            answer = SegmentAnswer.model_validate({**raw, "segment_number": number})
        except ValidationError as wrong:
            raise FaultError("form", f"segment {number}: {_reasons(wrong)}") from None
        try:
            segment = Segment(
                segment_number=number,
                title=answer.title.strip(),
                narration=self._narration(answer, number, faults),
                dialogue=tuple(self._line(line, number) for line in answer.dialogue if line.text.strip()),
                continuity=_continuity(answer.continuity),
            )
        except ValidationError as wrong:
            raise FaultError("form", f"segment {number}: {_reasons(wrong)}") from None
        self._check(segment, written)
        if answer.audience.strip().lower() == ADULTS and not self._info.adult_story:
            reason = f"segment {number}: you rated it as not for a general audience yourself"
            raise FaultError(RATED, reason, times=2)
        return segment

    def silent(self, number: int) -> bool:
        """Whether a segment has no narration by the script's rules."""
        return self._info.no_narration or (self._info.narration_only_first and number > 1)

    def _narration(self, answer: SegmentAnswer, number: int, faults: int) -> str:
        told = answer.narration.strip()
        if not self.silent(number):
            return told
        if told and faults == 0:
            raise FaultError(
                "narration",
                f"segment {number} has narration, but `narration` must be the empty string; "
                "tell the same in dialogue",
            )
        # Told once already. The rule itself is 'empty', and the dialogue stays as it is.
        return ""

    def _line(self, line: LineAnswer, number: int) -> DialogueLine:
        character = self._speaker(line)
        if character is None:
            who = line.character_id or line.character_name or "nobody"
            raise FaultError(
                "character",
                f"segment {number}: {who!r} is not in the roster; only {', '.join(self._by_id)} may speak",
            )
        return DialogueLine(character_id=character.id, character_name=character.name, text=line.text.strip())

    def _speaker(self, line: LineAnswer) -> Character | None:
        """Who speaks: by id, or by the exact name where a model put the name for the id."""
        by_id = self._by_id.get(line.character_id)
        by_name = self._by_name.get(_key(line.character_name)) or self._by_name.get(_key(line.character_id))
        if by_id is None or not line.character_name:
            return by_id or by_name
        if by_name is not None:
            return by_id if by_name is by_id else None
        shared = set(_key(line.character_name).split()) & set(_key(by_id.name).split())
        return by_id if shared else None

    def _check(self, segment: Segment, written: Sequence[Segment]) -> None:
        number = segment.segment_number
        if not segment.dialogue and self.silent(number):
            raise FaultError("dialogue", f"segment {number} has no narration by rule, so it needs dialogue")
        if not segment.text:
            raise FaultError("form", f"segment {number} has neither narration nor dialogue")
        if number == 1 and self._info.narration_only_first and not segment.narration:
            raise FaultError("narration", "segment 1 must have narration")
        if is_in(segment.text, self._info.language) is False:
            raise FaultError("language", f"segment {number} is not written in {self._info.language}")
        spoken = f"{segment.title}\n{segment.text}"
        if reason := rated(spoken, adult_story=self._info.adult_story):
            raise FaultError(RATED, f"segment {number}: {reason}", times=2)
        if told := self._repeats(segment, written):
            raise FaultError("repetition", f"segment {number} tells segment {told} again; go on from there")

    def _repeats(self, segment: Segment, written: Sequence[Segment]) -> int | None:
        """The number of an earlier segment that is nearly the same; None when it is new."""
        text = plain(segment.text)
        earlier = [*self._before, *written]
        if text in self._said or any(text == plain(one.text) for one in written):
            return next(one.segment_number for one in earlier if plain(one.text) == text)
        said = shingles(segment.text)
        for one in earlier[-COMPARED:]:
            if len(said & shingles(one.text)) > TOO_ALIKE * len(said):
                return one.segment_number
        return None


def _continuity(notes: NotesAnswer) -> Continuity:
    """The model's own notes; they are memory and not text, so too many of them are left out."""
    return Continuity(
        facts=tuple(note[:300] for note in notes.facts if note.strip())[:MOST_NOTES],
        opened=tuple(note[:300] for note in notes.opened if note.strip())[:MOST_NOTES],
        closed=tuple(note[:300] for note in notes.closed if note.strip())[:MOST_NOTES],
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _reasons(wrong: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}" for error in wrong.errors()[:5]
    )
