"""A script as one JSON document, in the shape in which the single-call endpoints answer."""

from collections.abc import Iterable

from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KINDS, numbers_of_set, sets_of
from picturelock.domain.manuscript_segment import Segment


def document(metadata: Metadata, segments: Iterable[Segment], *, set_size: int) -> JsonObject:
    """The script under its kind's result key: the metadata's fields, all segments, and how far it is.

    Args:
        metadata: step 1's result, with the usage and metrics that are to be told.
        segments: those there are, in any order.
        set_size: segments of a set; a set with a missing segment counts as not successful.
    """
    info = metadata.generation_info
    total = info.total_segments
    there = {segment.segment_number: segment for segment in segments}
    sets = sets_of(total, set_size)
    summary = [
        _set_line(number, numbers_of_set(number, set_size, total), there) for number in range(1, sets + 1)
    ]
    told = metadata.model_dump(mode="json")
    told["segments"] = [
        there[number].model_dump(mode="json", exclude={"continuity"}) for number in sorted(there)
    ]
    told["generation_info"] |= {
        "total_segments_planned": total,
        "total_segments_generated": len(there),
        "total_sets": sets,
        "successful_sets": sum(bool(line["success"]) for line in summary),
        "generation_summary": summary,
    }
    return {KINDS[info.kind].result_key: told}


def _set_line(set_number: int, numbers: range, there: dict[int, Segment]) -> JsonObject:
    count = sum(number in there for number in numbers)
    return {"set_number": set_number, "segments_count": count, "success": count == len(numbers)}
