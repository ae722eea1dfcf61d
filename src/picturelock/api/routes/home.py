"""``GET /``: what there is, as JSON for programs and as the review page for people."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from picturelock.api.creator_socket import PATH as CREATOR
from picturelock.api.doors.page_headers import PAGE_POLICY
from picturelock.api.fields import defaults, form_fields
from picturelock.api.routes.create import ENDPOINTS
from picturelock.api.routes.writing import PATHS
from picturelock.api.service import Service, Serving
from picturelock.domain.manuscript_kind import KINDS, KindName

router = APIRouter(tags=["service"])

_PAGE = (Path(__file__).parent.parent / "page.html").read_text(encoding="utf-8")
_HEADERS = {"vary": "accept", "content-security-policy": PAGE_POLICY}


@router.get("/", summary="What there is: JSON for programs, the review page for browsers")
async def home(request: Request, service: Serving) -> Response:
    """The service's endpoints and video types."""
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(_PAGE, headers=_HEADERS)
    return JSONResponse(
        {
            "service": "Picturelock",
            "endpoints": {
                "creator_mode": CREATOR,
                **{f"create_{kind}": ENDPOINTS[kind] for kind in service.briefs if kind in ENDPOINTS},
                **{path[1:].replace("-", "_"): path for paths in PATHS.values() for path in paths},
                "scripts": "/scripts",
                "script": "/scripts/{script_id}",
                "videos": "/videos",
                "video": "/video/{video_id}",
                "supported_regions": "/supported-regions",
                "health": "/health",
                "session": "/session",
                "schema": "/openapi.json",
            },
            "pipelines": {kind: _pipeline(service, kind) for kind in service.briefs},
            "scripts": {kind: _script(kind) for kind in KINDS},
        },
        headers={"vary": "accept"},
    )


def _script(kind: KindName) -> dict[str, Any]:
    paths, row = PATHS[kind], KINDS[kind]
    return {
        "metadata": paths.plan,
        "segments": paths.sets,
        "single_call": paths.whole,
        **row.model_dump(
            include={"count_field", "default_segments", "set_size", "idea_required", "result_key"}
        ),
    }


def _pipeline(service: Service, kind: str) -> dict[str, Any]:
    brief = service.briefs[kind]
    fields = form_fields(brief)
    return {
        "stages": list(service.studio.stages(kind)),
        "endpoint": ENDPOINTS.get(kind),
        "required": [field["name"] for field in fields if field["required"]],
        "optional": defaults(brief),
        "fields": fields,
    }
