from pathlib import Path

import pytest

from picturelock.cli.brief_file import read_brief

BRIEFS = sorted((Path(__file__).parents[3] / "examples/briefs").glob("*.json"))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_every_example_is_a_valid_brief(path: Path) -> None:
    assert read_brief(path).title
