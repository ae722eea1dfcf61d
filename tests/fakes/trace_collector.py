"""A collector of traces on 127.0.0.1 that speaks OTLP over HTTP, for tests."""

import gzip
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from fakes.listening import listening


@dataclass
class Collector:
    """What came in, decoded with OpenTelemetry's own protocol."""

    url: str = ""
    spans: list[Span] = field(default_factory=list[Span])
    resources: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    paths: list[str] = field(default_factory=list[str])

    def named(self, name: str) -> list[Span]:
        return [span for span in self.spans if span.name == name]

    def one(self, name: str) -> Span:
        [span] = self.named(name)
        return span


def attributes(span: Span) -> dict[str, str | int]:
    """The span's attributes as Python values."""
    found: dict[str, str | int] = {}
    for pair in span.attributes:
        kind = pair.value.WhichOneof("value")
        found[pair.key] = pair.value.int_value if kind == "int_value" else pair.value.string_value
    return found


@contextmanager
def collecting() -> Generator[Collector]:
    """A collector for as long as the context lasts."""
    collector, stopping = Collector(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                content = gzip.decompress(content)
            assert self.headers["content-type"] == "application/x-protobuf"
            collector.paths.append(self.path)
            request = ExportTraceServiceRequest.FromString(content)
            for of_resource in request.resource_spans:
                about = {pair.key: pair.value.string_value for pair in of_resource.resource.attributes}
                collector.resources.append(about)
                for scope in of_resource.scope_spans:
                    collector.spans.extend(scope.spans)
            answer = ExportTraceServiceResponse().SerializeToString()
            self.send_response(200)
            self.send_header("content-type", "application/x-protobuf")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
            pass

    with listening(Handler, stopping) as url:
        collector.url = url
        yield collector
