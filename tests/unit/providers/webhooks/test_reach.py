from collections.abc import Sequence

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.providers.webhooks.reach import OutOfReachError, Reach

PUBLIC = "93.184.215.14"


def reach(hosts: str | None = None, *, offline: bool = False, found: Sequence[str] = (PUBLIC,)) -> Reach:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return found

    return Reach(hosts, offline=offline, resolve=resolve)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hooks.example.com/x", "https://"),
        ("ftp://hooks.example.com/x", "https://"),
        ("hooks.example.com/x", "https://"),
        ("https:///x", "host"),
        ("https://hooks.example.com:8443/x", "port 443"),
        ("https://hooks.example.com:80/x", "port 443"),
        ("https://ann:secret@hooks.example.com/x", "name and password"),
        ("https://hooks.example.com/" + "x" * 2_000, "longer than 2000"),
        ("https://hooks.example.com:port/x", "not an address"),
        ("https://hooks example.com/x", "not an address|host"),
        ("", "https://"),
    ],
)
def test_an_address_that_cannot_be_one_says_why(url: str, reason: str) -> None:
    with pytest.raises(OutOfReachError, match=reason):
        reach().check(url)


@pytest.mark.parametrize(
    "found",
    [
        ("127.0.0.1",),
        ("10.1.2.3",),
        ("169.254.169.254",),
        ("::1",),
        (PUBLIC, "192.168.0.7"),
        ("fd00::1", PUBLIC),
    ],
)
async def test_a_name_of_an_address_that_is_not_public_is_refused(found: Sequence[str]) -> None:
    rules = reach(found=found)

    with pytest.raises(OutOfReachError, match="not a public address"):
        await rules.addresses(rules.check("https://hooks.example.com/x"))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
)
async def test_however_this_machine_is_written_it_is_refused(host: str) -> None:
    rules = Reach()

    with pytest.raises(OutOfReachError):
        await rules.addresses(rules.check(f"https://{host}/x"))


async def test_a_public_host_is_reached() -> None:
    rules = reach(found=(PUBLIC, "2606:4700::1111"))

    assert await rules.addresses(rules.check("https://hooks.example.com/x?y=1")) == (
        PUBLIC,
        "2606:4700::1111",
    )


@pytest.mark.parametrize(
    ("hosts", "url"),
    [
        ("hooks.internal", "https://hooks.internal/x"),
        ("hooks.internal", "http://hooks.internal/x"),
        ("hooks.internal", "http://HOOKS.internal:9000/x"),
        ("127.0.0.1:9000", "http://127.0.0.1:9000/x"),
        ("[::1]:9000", "http://[::1]:9000/x"),
        ("other, hooks.internal:80 ", "http://hooks.internal/x"),
        ("hooks.internal:443", "https://hooks.internal/x"),
    ],
)
async def test_hosts_that_are_allowed_may_be_private_and_plain(hosts: str, url: str) -> None:
    rules = reach(hosts, found=("10.0.0.5",))

    assert await rules.addresses(rules.check(url)) == ("10.0.0.5",)


@pytest.mark.parametrize(
    ("hosts", "url"),
    [
        ("127.0.0.1:9000", "http://127.0.0.1:9001/x"),
        ("127.0.0.1:9000", "http://127.0.0.1/x"),
        ("hooks.internal", "http://hooks.internal.example.com/x"),
        ("hooks.internal", "http://example.com/hooks.internal"),
        ("hooks.internal", "http://example.com/x#hooks.internal"),
    ],
)
def test_what_is_allowed_is_that_host_and_no_other(hosts: str, url: str) -> None:
    with pytest.raises(OutOfReachError):
        reach(hosts).check(url)


@pytest.mark.parametrize(
    "hosts", ["http://hooks.internal", "hooks/x", "a b", "me@hooks", ":9000", "hooks:port"]
)
def test_a_host_that_is_none_is_refused_by_its_setting(hosts: str) -> None:
    with pytest.raises(InvalidInputError, match="PICTURELOCK_WEBHOOK_HOSTS"):
        Reach(hosts)


async def test_offline_only_this_machine_is_reached() -> None:
    rules = reach("127.0.0.1:9000,localhost:9000", offline=True, found=("127.0.0.1",))
    assert await rules.addresses(rules.check("http://localhost:9000/x")) == ("127.0.0.1",)

    with pytest.raises(OutOfReachError, match="PICTURELOCK_OFFLINE=1"):
        rules.check("https://hooks.example.com/x")
    pretends = reach("localhost:9000", offline=True, found=("10.0.0.1",))
    with pytest.raises(OutOfReachError, match="PICTURELOCK_OFFLINE=1"):
        await pretends.addresses(pretends.check("http://localhost:9000/x"))


async def test_a_name_that_nobody_knows_says_so() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    rules = Reach(resolve=unknown)
    with pytest.raises(OutOfReachError, match=r"hooks\.example\.com is not known"):
        await rules.addresses(rules.check("https://hooks.example.com/x"))
