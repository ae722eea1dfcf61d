"""What is said of a store that cannot be used, and what to change."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from contract.s3_server import BUCKET, s3_server
from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.providers.store import object_store
from picturelock.providers.store.object_store import open_store, try_store

AT_ONCE = timedelta(milliseconds=200)


@contextmanager
def answering(status: int, code: str = "") -> Generator[str]:
    """A server that answers everything with one status."""

    class Answer(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            body = f"<Error><Code>{code}</Code></Error>".encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("etag", '"1"')
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = _answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ACCESS_KEY_ID", "somebody"), ("SECRET_ACCESS_KEY", "secret"), ("REGION", "any-1")):
        monkeypatch.setenv(f"AWS_{name}", value)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://host/x", "begins with s3://, gs://, az:// or file://"),
        ("memory:///", "begins with s3://, gs://, az:// or file://"),
        ("s3:///prefix", "cannot be used: .*check the address and AWS_ACCESS_KEY_ID"),
        ("az://container", "Account must be specified; check the address and AZURE_STORAGE_ACCOUNT_NAME"),
        (Path("/no/such/folder").as_uri(), "the folder /no/such/folder must exist"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_by_its_setting(address: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as wrong:
        open_store(address)
    assert [problem.field for problem in wrong.value.problems] == ["PICTURELOCK_STORE"]


async def test_a_store_that_can_be_used_is_found_so_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with s3_server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
        for address in (f"s3://{BUCKET}/a", tmp_path.as_uri()):
            for _ in range(2):
                await try_store(open_store(address), address)


async def test_a_bucket_that_does_not_exist_is_told_by_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    with s3_server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
        with pytest.raises(
            InvalidInputError, match="PICTURELOCK_STORE: is s3://none: there is no such bucket"
        ):
            await try_store(open_store("s3://none"), "s3://none")


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (403, "InvalidAccessKeyId", "the credentials are refused; check the address and AWS_ACCESS_KEY_ID"),
        (401, "", "the credentials are refused"),
        (200, "", r"ignores conditional writes \(If-None-Match\)"),
        (501, "NotImplemented", "If-None-Match|cannot be reached or failed"),
    ],
)
async def test_a_store_that_refuses_is_told_by_the_setting(
    status: int, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(status, code) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises((InvalidInputError, ProviderError), match=said) as caught:
            await try_store(open_store("s3://films", patience=AT_ONCE), "s3://films")
    assert "PICTURELOCK_STORE" in str(caught.value)
    assert "secret" not in str(caught.value)


async def test_a_store_that_does_not_answer_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with s3_server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
    with pytest.raises(
        ProviderError, match="PICTURELOCK_STORE: the store s3://films cannot be reached"
    ) as away:
        await try_store(open_store("s3://films", patience=AT_ONCE), "s3://films")
    assert away.value.retryable


async def test_a_store_that_is_silent_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_store, "_ANSWERS_WITHIN", 0.2)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.server_port}")
        with pytest.raises(ProviderError, match="does not answer within") as away:
            await try_store(open_store("s3://films"), "s3://films")
    assert away.value.retryable
