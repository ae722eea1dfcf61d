"""Ids of traces that every process derives alike: one trace a session, whoever works for it."""

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.context import Context
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context


def session_span(session_id: str) -> SpanContext:
    """The span that everything of a session hangs on, sampled, in the trace that is the session's own."""
    digest = hashlib.sha256(f"picturelock session {session_id}".encode()).digest()
    return SpanContext(
        trace_id=int.from_bytes(digest[:16]),
        span_id=int.from_bytes(digest[16:24]),
        is_remote=True,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )


def within(session_id: str) -> Context:
    """What a span that is begun in it belongs to: the session."""
    return set_span_in_context(NonRecordingSpan(session_span(session_id)), Context())


class SessionIds(RandomIdGenerator):
    """Random ids, but for the one span of each session that others know by name."""

    def __init__(self) -> None:
        self._named: ContextVar[SpanContext | None] = ContextVar("named span", default=None)

    @contextmanager
    def named(self, session_id: str) -> Generator[None]:
        """The span that is begun within is the session's."""
        before = self._named.set(session_span(session_id))
        try:
            yield
        finally:
            self._named.reset(before)

    def generate_trace_id(self) -> int:
        """See ``IdGenerator``."""
        named = self._named.get()
        return super().generate_trace_id() if named is None else named.trace_id

    def generate_span_id(self) -> int:
        """See ``IdGenerator``."""
        named = self._named.get()
        return super().generate_span_id() if named is None else named.span_id
