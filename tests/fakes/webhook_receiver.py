"""A receiver of webhooks on 127.0.0.1 that believes nothing unsigned, for tests."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from standardwebhooks import Webhook

from fakes.listening import listening

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"


@dataclass
class Received:
    """One request that came with a good signature."""

    webhook_id: str
    message: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Receiver:
    """Answers with ``answers`` one after the other, then with 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list[int])
    received: list[Received] = field(default_factory=list[Received])
    # Every request, whether or not its signature was good.
    knocked: int = 0
    holds: threading.Event | None = None
    body: bytes = b""
    secret: str = SECRET
    certificate: Path | None = None

    @property
    def types(self) -> list[str]:
        return [one.message["type"] for one in self.received]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@contextmanager
def receiving(**how: Any) -> Generator[Receiver]:
    """A receiver for as long as the context lasts."""
    receiver, stopping = Receiver(**how), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.knocked += 1
            content = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            message = Webhook(receiver.secret).verify(content, headers)
            if receiver.holds is not None:
                receiver.holds.wait(20)
            status = receiver.answers.pop(0) if receiver.answers else 204
            receiver.received.append(Received(self.headers["webhook-id"], message, headers))
            self.send_response(status)
            if status // 100 == 3:
                self.send_header("location", f"{receiver.url}/elsewhere")
            if status != 204:
                self.send_header("content-length", str(len(receiver.body)))
            self.end_headers()
            try:
                self.wfile.write(receiver.body if status != 204 else b"")
            except OSError:
                # The sender reads no more than it wants.
                return

        def log_message(self, *_args: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
            pass

    with listening(Handler, stopping, receiver.certificate) as url:
        receiver.url = url
        try:
            yield receiver
        finally:
            if receiver.holds is not None:
                receiver.holds.set()


def certified(folder: Path, name: str) -> Path:
    """A file with a certificate for a host, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return file
