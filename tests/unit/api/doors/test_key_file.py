"""The file of keys: what is in it, what is wrong with it, and when it is read again."""

import stat
from pathlib import Path

import pytest

from picturelock.api.doors.key_file import KeyFile, add_key, key_lines, read_keys
from picturelock.api.doors.keys import new_key
from picturelock.domain.errors import InvalidInputError

_, SOMEBODY = new_key("somebody", "viewer")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.toml"


def test_a_key_that_was_added_is_found_again_and_no_other(path: Path) -> None:
    key, kept = new_key("office", "reviewer")
    add_key(path, SOMEBODY)
    add_key(path, kept)
    file = KeyFile(path)
    assert file.find(key) == kept
    assert file.find(key[:-1]) is None
    assert file.find("") is None
    assert file.find("\udc80" * 300) is None


def test_the_key_itself_is_nowhere_in_the_file_which_is_its_owners_alone(path: Path) -> None:
    key, kept = new_key("office", "reviewer")
    add_key(path, kept)
    assert key not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_adding_keeps_what_people_wrote(path: Path) -> None:
    path.write_text(f"# the office in Basel\n{key_lines(SOMEBODY)}# until May")
    path.chmod(0o640)
    add_key(path, new_key("office", "admin")[1])
    assert path.read_text().startswith(f"# the office in Basel\n{key_lines(SOMEBODY)}# until May\n\n[[keys]]")
    assert [key.name for key in read_keys(path)] == ["somebody", "office"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", " x", "office: Ann", "a\nb", "x" * 65, "ünï", "somebody"])
def test_a_name_that_cannot_be_or_is_taken_adds_nothing(path: Path, name: str) -> None:
    add_key(path, SOMEBODY)
    before = path.read_bytes()
    with pytest.raises(InvalidInputError, match="NAME"):
        add_key(path, new_key(name, "viewer")[1])
    assert path.read_bytes() == before


GOOD = key_lines(SOMEBODY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has no key yet"),
        ("[[keys]\n", "is not TOML: .*line 1"),
        (GOOD + 'rôle = "x"', r"is not TOML: .*line 5"),
        (GOOD.replace('"viewer"', '"owner"'), r"keys\[0\].role: must be one of viewer, reviewer"),
        (GOOD + '[[keys]]\nname = "b"\n', r"keys\[1\].role: is missing; .*keys\[1\].hash: is missing"),
        (GOOD + 'key = "pl_x"\n', r"keys\[0\].key: is unknown"),
        (GOOD.replace("sha256", "md5"), r"keys\[0\].hash: must be a line that picturelock keys new printed"),
        (GOOD + GOOD, "have the name 'somebody' more than once"),
        ("keys = 3\n", r"must be written as \[\[keys\]\]"),
        ("keys = [3]\n", r"keys\[0\]: must be a table"),
        ("[people]\n", "people: is unknown"),
    ],
)
def test_a_bad_file_says_where_and_what(path: Path, text: str, reason: str) -> None:
    path.write_text(text)
    with pytest.raises(InvalidInputError, match=reason):
        KeyFile(path)


def test_a_file_that_is_not_there_says_how_to_make_it(path: Path) -> None:
    with pytest.raises(InvalidInputError, match="picturelock keys new NAME"):
        KeyFile(path)


def test_keys_come_and_go_while_the_file_is_in_use(path: Path) -> None:
    add_key(path, SOMEBODY)
    file = KeyFile(path)
    key, kept = new_key("office", "reviewer")
    add_key(path, kept)
    found = file.find(key)
    assert found is not None
    path.write_text(path.read_text().replace('"reviewer"', '"viewer"'))
    changed = file.current(found)
    assert changed is not None
    assert changed.role == "viewer"
    path.write_text(GOOD)
    assert file.find(key) is None
    assert file.current(found) is None


def test_a_change_that_cannot_be_read_is_logged_and_leaves_the_keys_in_force(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key, kept = new_key("office", "reviewer")
    add_key(path, kept)
    file = KeyFile(path)
    path.write_text("[[keys]")
    assert file.find(key) == kept
    path.unlink()
    assert file.find(key) == kept
    assert [record.message.partition(";")[2] for record in caplog.records] == [
        " the keys from before stay in force",
        " make it with: picturelock keys new NAME --role admin; the keys from before stay in force",
    ]
