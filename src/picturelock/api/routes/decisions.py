"""``GET /videos/{video_id}/decisions``: who decided what about a film, when, and why."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from picturelock.api.service import Serving
from picturelock.engine.decided import DecisionLine
from picturelock.engine.production import LogHead

router = APIRouter(tags=["films"])

_EXAMPLE: dict[str, Any] = {
    "video_id": "vid_5f0c2a9d1b7e4c3a",
    "decisions": [
        {
            "seq": 4,
            "at": "2026-03-02T09:14:07.512+00:00",
            "by": "Ann",
            "action": "regenerate",
            "stage": "script",
            "version": 1,
            "digest": "0f6c1f0f7d4e4b1e9a55f0b2b1a3c7d8",
            "reason": "the label says it otherwise",
            "feedback": "say less about dosage",
            "scenes": ["s3"],
        }
    ],
    "log": {"seq": 5, "hash": "9d3c2c6c6a3c4f5be0a1d4c8f7e6b5a493827160f5e4d3c2b1a0918273645566"},
}


class Decisions(BaseModel):
    """Every decision about a film, the oldest first, and the end of the log that they stand in."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    video_id: str
    decisions: tuple[DecisionLine, ...] = Field(
        description="those of the automatic mode too, which are by `automatic`"
    )
    log: LogHead = Field(description="the last entry of the film's log: keep it to verify the log later")


@router.get(
    "/videos/{video_id}/decisions",
    summary="Who decided what about a film, oldest first",
    response_model_exclude_none=False,
    responses={404: {"description": "There is no such film."}},
)
async def decisions(service: Serving, video_id: str) -> Decisions:
    """Each decision with who made it, when, about which take, and why.

    `picturelock audit` verifies that nothing of it was changed since.
    """
    head = await service.studio.head(video_id)
    lines = await service.studio.decisions(video_id)
    return Decisions(video_id=video_id, decisions=lines, log=head)
