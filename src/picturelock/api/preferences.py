"""How a client wants its answer."""

from fastapi import Request


def wants_async(request: Request) -> bool:
    """Whether it wants to be answered at once, and to ask for the result later (RFC 7240)."""
    preferences = ",".join(request.headers.getlist("prefer")).lower().split(",")
    return any(preference.partition(";")[0].strip() == "respond-async" for preference in preferences)


def wants_events(request: Request) -> bool:
    """Whether it wants a stream of server-sent events."""
    return "text/event-stream" in request.headers.get("accept", "").lower()
