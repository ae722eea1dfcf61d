import importlib.util
from types import ModuleType

import pytest

from architecture.tree import ROOT


@pytest.fixture(scope="module")
def notice() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notice", ROOT / "requirements/notice.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_notice_lists_everything_that_is_installed(notice: ModuleType) -> None:
    assert (ROOT / "NOTICE").read_text(encoding="utf-8") == notice.notice(), (
        "run .venv/bin/python requirements/notice.py"
    )


def test_every_licence_is_one_that_was_agreed_to(notice: ModuleType) -> None:
    assert notice.not_allowed({**notice.python_packages(), **notice.node_packages()}) == {}


@pytest.mark.parametrize(
    "licence", ["AGPL-3.0-or-later", "MIT AND AGPL-3.0-only", "SSPL-1.0", "unknown", "UNLICENSED"]
)
def test_a_licence_nobody_agreed_to_is_found(notice: ModuleType, licence: str) -> None:
    assert notice.not_allowed({"new": licence, "old": "MIT OR Apache-2.0"}) == {"new": licence}
