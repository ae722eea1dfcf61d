import subprocess

from architecture.tree import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "run", *arguments], capture_output=True, text=True, check=False, cwd="/")


def test_run_alone_lists_its_commands() -> None:
    listed = run()

    assert listed.returncode == 0
    assert all(
        f"./run {name}" in listed.stdout for name in ("demo", "test", "serve", "doctor", "picturelock")
    )


def test_an_unknown_command_is_refused() -> None:
    refused = run("film")

    assert refused.returncode != 0
    assert "There is no ./run film." in refused.stderr
