"""What browsers are told about every answer, so that no other page can make use of it."""

from starlette.datastructures import MutableHeaders

PAGE_POLICY = (
    "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'"
)
"""For the review page, whose script and styles are in it."""

# FastAPI's pages about the API fetch their script and styles from there.
_DOCS = ("/docs", "/redoc")
_DOCS_POLICY = (
    "default-src 'self'; script-src 'unsafe-inline' https://cdn.jsdelivr.net; "
    "style-src 'unsafe-inline' https://cdn.jsdelivr.net https://fonts.googleapis.com; "
    "font-src https://fonts.gstatic.com; img-src 'self' data: https://fastapi.tiangolo.com "
    "https://cdn.redoc.ly; worker-src blob:; base-uri 'none'; frame-ancestors 'none'"
)
# For data, and for a film or picture that is opened in a tab of its own.
_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def add_page_headers(headers: MutableHeaders, path: str, *, shared: bool) -> None:
    """Add them to an answer; a policy that it has stays.

    Args:
        headers: the answer's.
        path: what was asked for.
        shared: whether it is answered to a page of a listed origin, which may then show it.
    """
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("cross-origin-resource-policy", "cross-origin" if shared else "same-origin")
    headers.setdefault("content-security-policy", _DOCS_POLICY if path.startswith(_DOCS) else _POLICY)
