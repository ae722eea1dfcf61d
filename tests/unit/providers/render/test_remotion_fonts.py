"""Text that cannot be drawn is known before it is."""

import pytest

from picturelock.domain.errors import MissingToolError
from picturelock.providers.render import fonts
from picturelock.providers.render.fonts import missing_characters


@pytest.mark.parametrize(
    "text",
    [
        "Wasser – “good” water",
        "ماء نظيف",
        "स्वच्छ पानी",
        "清潔な水",
        "깨끗한 물",
        "👩‍🔬 ❤️ 💧",
        "",
        "a\nb\u00a0c",
    ],
)
def test_scripts_of_the_installed_fonts_are_there(text: str) -> None:
    assert missing_characters(text) == ""


def test_missing_characters_are_named_once_in_order() -> None:
    assert missing_characters("a\U000efff0 b\U0005ff00 \U000efff0") == "\U000efff0\U0005ff00"


def test_without_fontconfig_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._coverage.cache_clear()  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingToolError, match="fontconfig"):
        missing_characters("a")
