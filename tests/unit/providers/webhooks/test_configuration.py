import json
from pathlib import Path

import pytest

from fakes.webhook_receiver import SECRET
from picturelock.domain.errors import InvalidInputError
from picturelock.engine.production import InvalidPayloadError
from picturelock.providers.webhooks.configuration import WebhookConfiguration, read_configuration
from picturelock.providers.webhooks.reach import Reach

WHOLE = f"""
base = "https://films.example.com/"

[endpoints.review]
url = "https://review.example.com/hooks"
secret = ["{SECRET}", "whsec_{"A" * 32}"]
events = ["video.completed", "stage.failed"]

[endpoints.archive]
url = "https://archive.example.com/hooks"
secret = "{SECRET}"

[films]
hosts = ["hooks.example.com", "127.0.0.1:9000"]
secret = "{SECRET}"
"""


def read(
    folder: Path, text: str, name: str = "webhooks.toml", reach: Reach | None = None
) -> WebhookConfiguration:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_configuration(file, reach or Reach("127.0.0.1:9000"))


def test_endpoints_their_events_and_their_secrets_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)

    assert [(one.name, one.url, one.events, one.base) for one in found.endpoints] == [
        (
            "review",
            "https://review.example.com/hooks",
            ("video.completed", "stage.failed"),
            "https://films.example.com",
        ),
        ("archive", "https://archive.example.com/hooks", None, "https://films.example.com"),
        ("films", None, None, "https://films.example.com"),
    ]
    assert found.secrets["review"] == (SECRET, f"whsec_{'A' * 32}")
    assert found.secrets["films"] == (SECRET,)


def test_json_is_read_as_well(tmp_path: Path) -> None:
    text = json.dumps({"endpoints": {"review": {"url": "https://review.example.com", "secret": SECRET}}})

    assert [one.name for one in read(tmp_path, text, "webhooks.json").endpoints] == ["review"]


def test_without_a_file_nobody_is_told() -> None:
    assert read_configuration(None, Reach()).endpoints == []


_ENDPOINT = '[endpoints.review]\nurl = "https://review.example.com"\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("endpoints = ", "cannot be read"),
        (_ENDPOINT, r"endpoints\.review\.secret: Field required"),
        (_ENDPOINT + 'secret = "hush-this-is-it"', "must begin with whsec_"),
        (_ENDPOINT + 'secret = "whsec_hush"', "24 to 64"),
        (_ENDPOINT + 'secret = "whsec_h*sh"', "not base64"),
        (_ENDPOINT + "secret = []", "is empty"),
        (_ENDPOINT + f'secret = "{SECRET}"\nevents = ["video.done"]', r"endpoints\.review\.events\.0"),
        (_ENDPOINT + f'secret = "{SECRET}"\nurls = 1', r"endpoints\.review\.urls: Extra"),
        (
            f'[endpoints.review]\nurl = "http://x.example.com"\nsecret = "{SECRET}"',
            r"review\.url: must begin",
        ),
        (f'[endpoints.films]\nurl = "https://x.example.com"\nsecret = "{SECRET}"', "choose another"),
        (f'[endpoints."Two Words"]\nurl = "https://x.example.com"\nsecret = "{SECRET}"', "Two Words"),
        (f'[films]\nhosts = []\nsecret = "{SECRET}"', r"films\.hosts"),
        (f'[films]\nhosts = ["https://x"]\nsecret = "{SECRET}"', r"films\.hosts"),
        ('base = "films.example.com"', "base: must begin"),
    ],
)
def test_what_is_wrong_is_named_by_its_place_and_no_secret_is_told(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError, match=reason) as refused:
        read(tmp_path, text)

    assert "PICTURELOCK_WEBHOOKS" in str(refused.value)
    assert "hush" not in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"none\.toml cannot be read: No such file"):
        read_configuration(tmp_path / "none.toml", Reach())


def test_offline_refuses_endpoints_outside_of_this_machine(tmp_path: Path) -> None:
    offline = Reach("127.0.0.1:9000", offline=True)
    here = f'[endpoints.here]\nurl = "http://127.0.0.1:9000/"\nsecret = "{SECRET}"'

    assert read(tmp_path, here, reach=offline).endpoints
    with pytest.raises(InvalidInputError, match=r"review\.url: is outside.*PICTURELOCK_OFFLINE=1"):
        read(tmp_path, WHOLE, reach=offline)


@pytest.mark.parametrize(
    "url", ["https://hooks.example.com/a?b=c", "https://HOOKS.example.com", "http://127.0.0.1:9000/x"]
)
def test_a_film_may_have_its_own_at_the_hosts_that_are_allowed(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, WHOLE).check(url) == url


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://elsewhere.example.com", "does not allow for single films"),
        ("https://hooks.example.com.evil.example.com", "does not allow for single films"),
        ("http://hooks.example.com", "https://"),
        ("http://127.0.0.1:9001/x", "https://"),
        ("nonsense", "https://"),
        (7, "as text"),
        (["https://hooks.example.com"], "as text"),
    ],
)
def test_any_other_is_refused_by_its_field(tmp_path: Path, url: object, reason: str) -> None:
    with pytest.raises(InvalidPayloadError, match=reason) as refused:
        read(tmp_path, WHOLE).check(url)

    assert [problem.field for problem in refused.value.problems] == ["webhook"]


def test_where_no_hosts_are_allowed_no_film_has_its_own(tmp_path: Path) -> None:
    with pytest.raises(InvalidPayloadError, match="allows no hosts"):
        read(tmp_path, "").check("https://hooks.example.com")
