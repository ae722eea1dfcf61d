"""A server on 127.0.0.1 for as long as a test needs it."""

import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def listening(
    handler: type[BaseHTTPRequestHandler], stopping: threading.Event, certificate: Path | None = None
) -> Generator[str]:
    """A running server; its address, as ``http://127.0.0.1:PORT``.

    ``stopping`` is set before it ends, so that handlers that hang can let go. With a certificate, and its key
    in the same file, it speaks TLS.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if certificate is not None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    scheme = "http" if certificate is None else "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{server.server_port}"
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
