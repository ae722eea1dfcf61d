"""Which pages may steer, and which hosts are ours."""

import pytest

from picturelock.api.doors.origins import host_name, may_steer, read_origin

LISTED = frozenset({"https://studio.example.org"})


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "films.example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
        ("http://localhost", "localhost:80"),
        # A proxy speaks HTTPS for the service.
        ("https://films.example.org", "films.example.org"),
        ("https://Films.Example.org", "films.example.ORG"),
        ("https://studio.example.org", "films.example.org"),
        ("https://studio.example.org:443", "films.example.org"),
    ],
)
def test_programs_own_pages_and_listed_ones_may(origin: str | None, host: str) -> None:
    assert may_steer(origin, host, LISTED)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("null", "127.0.0.1:8000"),
        ("", "127.0.0.1:8000"),
        ("http://127.0.0.1:3000", "127.0.0.1:8000"),
        ("http://evil.example", "127.0.0.1:8000"),
        ("http://127.0.0.1:8000.evil.example", "127.0.0.1:8000"),
        ("http://127.0.0.1:8000@evil.example", "127.0.0.1:8000"),
        ("http://evil.example/127.0.0.1:8000", "127.0.0.1:8000"),
        ("file://", "127.0.0.1:8000"),
        ("http://[::1", "[::1]"),
        ("http://x:99999", "x:99999"),
        ("http://studio.example.org", "films.example.org"),
        ("https://evil.studio.example.org", "films.example.org"),
    ],
)
def test_all_others_may_not(origin: str, host: str) -> None:
    assert not may_steer(origin, host, LISTED)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("localhost:8000", "localhost"),
        ("[::1]:8000", "::1"),
        ("LOCALHOST", "localhost"),
        ("localhost@evil.example", "evil.example"),
        ("localhost/evil", None),
        ("", None),
        ("x:y", None),
        ("[", None),
    ],
)
def test_a_host_has_one_name_or_none(said: str, name: str | None) -> None:
    assert host_name(said) == name


def test_an_origin_is_compared_without_its_usual_port() -> None:
    assert read_origin("HTTPS://Studio.example.org:443/") == "https://studio.example.org"
    assert read_origin("https://studio.example.org/page") is None
    assert read_origin("*") is None
