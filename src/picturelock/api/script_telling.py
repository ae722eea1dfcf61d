"""From what the writers' room has to what clients are told."""

from collections.abc import Sequence
from typing import Any

from picturelock.api.script_answers import (
    MetadataAnswer,
    QueuedAnswer,
    ScriptDocument,
    ScriptLineDocument,
    SetAnswer,
    SetDocument,
    Status,
    StorySet,
    ToldSegment,
    WholeDocument,
    WholeInfo,
)
from picturelock.domain.kept_script import KeptScript, KeptSegment, ScriptLine
from picturelock.domain.manuscript_kind import KINDS, sets_of
from picturelock.domain.manuscript_measures import Metrics, Usage
from picturelock.ports.progress import Progress
from picturelock.writing.room.news import Finished, SetDone, SetResult
from picturelock.writing.room.script_writing import told_metadata

MOST_MISSING = 100


def address(script_id: str) -> str:
    """Where a script is asked for."""
    return f"/scripts/{script_id}"


def told_plan(script: KeptScript) -> MetadataAnswer:
    """Step 1's answer."""
    return MetadataAnswer(metadata=told_metadata(script, None))


def told_set(result: SetResult) -> SetAnswer:
    """Step 2's answer."""
    return SetAnswer(
        segments=_set_document(
            result.script,
            result.set_number,
            result.sets,
            result.segments,
            success=True,
            files=result.files,
            usage=result.usage,
            metrics=result.metrics,
        )
    )


def told_news(script: KeptScript, size: int, news: SetDone) -> SetDocument:
    """One set of a script that is being written, as step 2 would answer it."""
    assert script.metadata is not None
    sets = sets_of(script.metadata.generation_info.total_segments, size)
    return _set_document(script, news.outcome.set_number, sets, news.segments, success=news.outcome.success)


def told_whole(ended: Finished) -> WholeDocument:
    """A single call's answer, without its key."""
    metadata = told_metadata(ended.script, ended.metrics)
    info = metadata.generation_info
    outcomes = ended.outcomes
    whole_info: dict[str, Any] = {
        **dict(info),
        "total_segments_planned": info.total_segments,
        "total_segments_generated": len(ended.script.segments),
        "total_sets": len(outcomes),
        "successful_sets": sum(outcome.success for outcome in outcomes),
        "generation_summary": list(outcomes),
    }
    whole: dict[str, Any] = {
        **dict(metadata),
        "generation_info": WholeInfo.model_construct(**whole_info),
        "segments": told_segments(ended.script.segments),
        "script_id": ended.script.id,
        "revision": ended.script.revision,
        "files": list(ended.files),
    }
    # Everything in it was checked when it was kept.
    return WholeDocument.model_construct(**whole)


def told_script(script: KeptScript, metrics: Metrics | None, progress: Progress | None) -> ScriptDocument:
    """Everything about a script."""
    metadata = told_metadata(script, metrics) if script.metadata is not None else None
    total = _total(script)
    there = {one.segment.segment_number for one in script.segments}
    missing = [number for number in range(1, total + 1) if number not in there] if metadata else []
    return ScriptDocument(
        script_id=script.id,
        kind=script.kind,
        title=metadata.title if metadata else None,
        status=_status(len(there), total, planned=metadata is not None, progress=progress),
        total_segments=total,
        segments_written=len(there),
        revision=script.revision,
        revisions=script.revisions,
        missing=missing[:MOST_MISSING],
        metadata=metadata,
        segments=told_segments(script.segments),
        progress=progress,
        error=script.error,
        created=script.created,
        changed=script.changed,
        url=address(script.id),
    )


def told_line(line: ScriptLine, progress: Progress | None) -> ScriptLineDocument:
    """A script's line in the list."""
    return ScriptLineDocument(
        script_id=line.id,
        status=_status(
            line.segments_written, line.total_segments, planned=line.revision > 0, progress=progress
        ),
        url=address(line.id),
        **line.model_dump(exclude={"id"}),
    )


def told_queued(script_id: str) -> QueuedAnswer:
    """The answer to whoever does not wait."""
    return QueuedAnswer(status="queued", script_id=script_id, url=address(script_id))


def told_segments(segments: Sequence[KeptSegment]) -> list[ToldSegment]:
    """Segments, and whether a person wrote them."""
    # They were checked when they were kept.
    return [ToldSegment.model_construct(**dict(one.segment), edited=one.by == "person") for one in segments]


def _set_document(
    script: KeptScript,
    number: int,
    sets: int,
    segments: Sequence[KeptSegment],
    *,
    success: bool,
    files: Sequence[str] = (),
    usage: Usage | None = None,
    metrics: Metrics | None = None,
) -> SetDocument:
    assert script.metadata is not None
    following = number + 1 if number < sets else None
    told = told_segments(segments)
    return SetDocument(
        success=success,
        set_number=number,
        batch_number=number,
        segments_count=len(told),
        story_set=StorySet(title=script.metadata.title, segments=told),
        segments=told,
        next_set_number=following,
        next_batch_number=following,
        is_complete=following is None,
        script_id=script.id,
        revision=script.revision,
        files=list(files),
        usage=usage or Usage(),
        metrics=metrics,
    )


def _total(script: KeptScript) -> int:
    if script.metadata is not None:
        return script.metadata.generation_info.total_segments
    asked = (script.request or {}).get("total_segments") or (script.request or {}).get("segments")
    return asked if isinstance(asked, int) else KINDS[script.kind].default_segments


def _status(written: int, total: int, *, planned: bool, progress: Progress | None) -> Status:
    if progress is not None:
        return "writing" if planned else "planning"
    return "complete" if planned and written >= total else "incomplete"
