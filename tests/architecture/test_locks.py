import re
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture.tree import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, set[str]]:
    """Every package of a lock with its versions (there may be several, by Python version)."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def unmet(wanted: list[str], lock: dict[str, set[str]]) -> list[str]:
    asked = [Requirement(line) for line in wanted]
    return [
        str(one)
        for one in asked
        if not any(
            one.specifier.contains(version) for version in lock.get(canonicalize_name(one.name), set())
        )
    ]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = PROJECT["dependency-groups"]

    assert unmet(PROJECT["project"]["dependencies"], locked("runtime")) == []
    assert {name: unmet(groups[name], locked(name)) for name in groups} == {name: [] for name in groups}


def test_the_packages_for_tests_hold_those_for_films_in_the_same_versions() -> None:
    dev = locked("dev")

    assert {name: dev.get(name) for name in locked("runtime")} == locked("runtime")


def test_every_package_is_locked_by_its_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        for entry in re.split(r"\n(?=[a-z])", path.read_text(encoding="utf-8")):
            assert "==" not in entry or "--hash=sha256:" in entry, f"{path.name}: {entry[:60]}"
