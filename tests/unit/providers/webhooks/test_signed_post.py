"""Webhooks as a receiver on 127.0.0.1 gets them."""

import json
import ssl
import threading
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from fakes.webhook_receiver import SECRET, certified, receiving
from picturelock.engine.deliveries import Delivery, Sent
from picturelock.providers.webhooks import signed_post
from picturelock.providers.webhooks.reach import Reach
from picturelock.providers.webhooks.signed_post import SignedPost

OTHER = "whsec_" + "B" * 44
MESSAGE = {
    "type": "video.completed",
    "timestamp": "2026-01-01T00:00:00+00:00",
    "data": {"title": "Größe → 1"},
}


def delivery(url: str, endpoint: str = "review") -> Delivery:
    return Delivery(
        id="msg_1",
        endpoint=endpoint,
        url=url,
        session_id="vid_1",
        seq=1,
        type="video.completed",
        body=json.dumps(MESSAGE, ensure_ascii=False),
        status="waiting",
        attempts=1,
        due=0.0,
        created="2026-01-01T00:00:00+00:00",
    )


async def send(
    url: str,
    *,
    hosts: str | None = None,
    secrets: Sequence[str] = (SECRET,),
    reach: Reach | None = None,
    trust: ssl.SSLContext | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Sent:
    allowed = Reach(hosts or url.split("/")[2])
    post = SignedPost({"review": secrets}, reach or allowed, trust=trust, transport=transport)
    try:
        return await post.send(delivery(url))
    finally:
        await post.close()


async def test_a_receiver_can_tell_that_it_is_from_us() -> None:
    with receiving() as receiver:
        sent = await send(f"{receiver.url}/hook")

    assert sent == Sent(answer=204)
    [one] = receiver.received
    assert (one.webhook_id, one.message) == ("msg_1", MESSAGE)
    assert one.headers["content-type"] == "application/json"
    assert one.headers["user-agent"].startswith("Picturelock/")
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(json.dumps(MESSAGE), one.headers)


@pytest.mark.parametrize("known", [SECRET, OTHER])
async def test_while_a_secret_is_replaced_both_are_good(known: str) -> None:
    with receiving(secret=known) as receiver:
        sent = await send(receiver.url, secrets=(OTHER, SECRET))

    assert sent.error is None


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
async def test_any_other_answer_is_a_failure_that_may_pass(status: int) -> None:
    with receiving(answers=[status]) as receiver:
        sent = await send(receiver.url)

    assert sent == Sent(answer=status, error=f"the receiver answered {status}")


async def test_410_is_final() -> None:
    with receiving(answers=[410]) as receiver:
        sent = await send(receiver.url)

    assert (sent.answer, sent.final) == (410, True)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_redirects_are_not_followed(status: int) -> None:
    with receiving(answers=[status]) as receiver:
        sent = await send(receiver.url)

    assert (sent.answer, receiver.knocked) == (status, 1)
    assert sent.error is not None and "not followed" in sent.error


async def test_of_a_long_answer_only_the_beginning_is_read() -> None:
    read = 0

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            nonlocal read
            while True:
                read += 1024
                yield b"x" * 1024

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Endless())

    sent = await send("http://127.0.0.1:9/", transport=httpx.MockTransport(answer))

    assert sent == Sent(answer=200)
    assert read <= 66 * 1024


async def test_a_receiver_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_post, "_TIMEOUT", 0.2)
    with receiving(holds=threading.Event()) as receiver:
        sent = await send(receiver.url)

    assert sent.error == "there was no answer within 0.2 s"


async def test_a_receiver_that_is_not_there_is_a_failure_with_its_reason() -> None:
    with receiving() as receiver:
        url = receiver.url
    sent = await send(url)

    assert sent.error is not None and sent.error.startswith("ConnectError")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]"])
async def test_this_machine_is_not_reached_unless_it_is_allowed(host: str) -> None:
    with receiving() as receiver:
        sent = await send(f"https://{host}:{receiver.port}/", hosts="elsewhere")
        without_port = await send(f"https://{host}/", hosts="elsewhere")

    assert receiver.knocked == 0
    for one in (sent, without_port):
        assert one.error is not None and one.error.endswith("nothing was sent")


async def test_a_name_that_changes_its_address_after_the_check_gains_nothing() -> None:
    """DNS rebinding: a public address when it is checked, this machine when it would be connected to."""
    asked: list[str] = []
    reached: list[httpx.Request] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("93.184.215.14",) if len(asked) == 1 else ("127.0.0.1",)

    def answer(request: httpx.Request) -> httpx.Response:
        reached.append(request)
        return httpx.Response(204, stream=httpx.ByteStream(b""))

    rules = Reach(resolve=resolve)
    url = "https://rebinding.example.com/hook?x=1"
    sent = await send(url, reach=rules, transport=httpx.MockTransport(answer))
    again = await send(url, reach=rules, transport=httpx.MockTransport(answer))

    assert sent == Sent(answer=204)
    [request] = reached
    assert str(request.url) == "https://93.184.215.14/hook?x=1"
    assert request.headers["host"] == "rebinding.example.com"
    assert request.extensions["sni_hostname"] == "rebinding.example.com"
    assert again.error is not None and "127.0.0.1, which is not a public address" in again.error


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to() -> None:
    """The same over a real connection: the name is looked up once, whatever the system would say of it."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",)

    with receiving() as receiver:
        host = f"no-such-host.invalid:{receiver.port}"
        sent = await send(f"http://{host}/", reach=Reach(host, resolve=resolve))

    assert sent == Sent(answer=204)
    assert asked == ["no-such-host.invalid"]
    assert receiver.received[0].headers["host"] == host


async def test_when_the_first_address_is_dead_the_next_is_tried() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ("127.0.0.2", "127.0.0.1")

    with receiving() as receiver:
        host = f"hooks.invalid:{receiver.port}"
        sent = await send(f"http://{host}/", reach=Reach(host, resolve=resolve))

    assert sent == Sent(answer=204)


async def test_an_endpoint_without_a_secret_here_is_not_sent_to() -> None:
    with receiving() as receiver:
        post = SignedPost({}, Reach(f"127.0.0.1:{receiver.port}"))
        sent = await post.send(delivery(receiver.url))
        await post.close()

    assert (sent.error, sent.final) == ("the endpoint review is not configured here; nothing was sent", False)
    assert receiver.knocked == 0


async def test_no_proxy_of_the_environment_gets_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with receiving() as receiver:
        assert (await send(receiver.url)).error is None


@pytest.mark.parametrize(("name", "taken"), [("hooks.invalid", True), ("other.invalid", False)])
async def test_over_tls_the_certificate_must_be_for_the_name(tmp_path: Path, name: str, taken: bool) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ("127.0.0.1",)

    certificate = certified(tmp_path, "hooks.invalid")
    trust = ssl.create_default_context(cafile=certificate)
    with receiving(certificate=certificate) as receiver:
        host = f"{name}:{receiver.port}"
        sent = await send(f"https://{host}/", reach=Reach(host, resolve=resolve), trust=trust)

    assert (sent.error is None) is taken
    assert len(receiver.received) == int(taken)
    if not taken:
        assert "CERTIFICATE_VERIFY_FAILED" in str(sent.error)
