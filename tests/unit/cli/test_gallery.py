from pathlib import Path

import pytest

from picturelock.cli.gallery import gallery


@pytest.mark.parametrize(
    ("shapes", "output", "reason"),
    [
        (["4:3"], "out", "--shapes: 4:3 is not one of 16:9, 9:16, 1:1"),
        (["16:9,2:1"], "out", "--shapes: 2:1 is not one of 16:9, 9:16, 1:1"),
        (["16:9"], "taken", "--output: "),
    ],
)
def test_what_cannot_be_drawn_or_laid_is_refused_before_anything_is_drawn(
    shapes: list[str], output: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file")
    assert gallery(None, [], shapes, clips=False, output=tmp_path / output) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
