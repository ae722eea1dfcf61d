"""What a person's own segment has to keep to: the numbers, the roster and the rules of its script."""

from picturelock.domain.errors import Problem
from picturelock.domain.kept_script import KeptScript
from picturelock.domain.manuscript_segment import Segment


def edit_problems(script: KeptScript, segment: Segment) -> list[Problem]:
    """Why a segment does not fit its script; empty when it does."""
    if script.metadata is None:
        return [Problem("metadata", "is not written yet; resume the script first")]
    info = script.metadata.generation_info
    number = segment.segment_number
    problems: list[Problem] = []
    if number > info.total_segments:
        problems.append(Problem("segment_number", f"is past the end; there are {info.total_segments}"))
    if segment.narration and info.no_narration:
        problems.append(Problem("narration", "must be empty: the script has no narration"))
    if segment.narration and info.narration_only_first and number > 1:
        problems.append(Problem("narration", "must be empty: only segment 1 is narrated"))
    names = {character.id: character.name for character in script.metadata.characters_roster}
    for place, line in enumerate(segment.dialogue):
        if line.character_id not in names:
            known = ", ".join(names)
            problems.append(Problem(f"dialogue.{place}.character_id", f"is not in the roster ({known})"))
        elif line.character_name != names[line.character_id]:
            told = f"must be {names[line.character_id]!r}, as in the roster"
            problems.append(Problem(f"dialogue.{place}.character_name", told))
    if not segment.narration and not segment.dialogue:
        problems.append(Problem("narration", "a segment needs narration or dialogue"))
    return problems
