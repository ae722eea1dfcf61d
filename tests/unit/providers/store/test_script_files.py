"""Files of scripts: below the root, under safe names, whole or not at all."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from picturelock.domain.errors import InvalidInputError, ScriptFilesError
from picturelock.providers.store.script_files import FolderScriptFiles


def metadata(script_id: str, note: str = "") -> dict[str, Any]:
    return {"title": "T", "note": note, "generation_info": {"script_id": script_id}}


def _of(script_id: str) -> Mapping[str, Any]:
    return {"metadata": metadata(script_id)}


def read(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_each_part_is_a_file_named_by_the_title(tmp_path: Path) -> None:
    parts: Mapping[str, Any] = {"metadata": metadata("scr_1"), "set_01": {"segments": ["ü"]}}

    paths = await FolderScriptFiles(tmp_path).save(
        "out/films", title="A Day: One", script_id="scr_1", parts=parts
    )

    assert [Path(path).relative_to(tmp_path).as_posix() for path in paths] == [
        "out/films/A Day One_metadata.json",
        "out/films/A Day One_set_01.json",
    ]
    assert [read(path) for path in paths] == list(parts.values())
    assert len(names(tmp_path / "out/films")) == 2


async def test_the_same_script_replaces_its_files_and_another_one_of_the_title_has_its_own(
    tmp_path: Path,
) -> None:
    files = FolderScriptFiles(tmp_path)
    first = await files.save("o", title="T", script_id="scr_aaaa1111", parts=_of("scr_aaaa1111"))
    again = await files.save(
        "o", title="T", script_id="scr_aaaa1111", parts={"metadata": metadata("scr_aaaa1111", "new")}
    )
    other = await files.save("o", title="T", script_id="scr_bbbb2222", parts=_of("scr_bbbb2222"))

    assert first == again
    assert read(first[0])["note"] == "new"
    assert Path(other[0]).name == "T_bb2222_metadata.json"


async def test_a_set_alone_does_not_take_another_scripts_name(tmp_path: Path) -> None:
    files = FolderScriptFiles(tmp_path)
    await files.save("o", title="T", script_id="scr_aaaa1111", parts=_of("scr_aaaa1111"))

    (path,) = await files.save("o", title="T", script_id="scr_bbbb2222", parts={"set_02": {}})

    assert Path(path).name == "T_bb2222_set_02.json"


async def test_scripts_whose_ids_end_alike_do_not_take_each_others_files(tmp_path: Path) -> None:
    files = FolderScriptFiles(tmp_path)
    ids = ("scr_a_123456", "scr_b_123456", "scr_c_123456")
    for _ in range(2):
        paths = [await files.save("o", title="T", script_id=one, parts=_of(one)) for one in ids]

        assert [Path(path).name for (path,) in paths] == [
            "T_metadata.json",
            "T_123456_metadata.json",
            "T_scr_c_123456_metadata.json",
        ]
        assert [read(path)["generation_info"]["script_id"] for (path,) in paths] == list(ids)


async def test_a_set_that_comes_before_any_metadata_is_not_mixed_with_another_scripts(tmp_path: Path) -> None:
    files = FolderScriptFiles(tmp_path)
    early = await files.save("o", title="T", script_id="scr_aaaa1111", parts={"set_01": {"of": "a"}})
    other: Mapping[str, Any] = {**_of("scr_bbbb2222"), "set_01": {"of": "b"}}
    await files.save("o", title="T", script_id="scr_bbbb2222", parts=other)

    assert [Path(path).name for path in early] == ["T_aa1111_set_01.json"]
    assert read(early[0]) == {"of": "a"}


async def test_a_folder_without_links_still_gives_a_title_to_one_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    files = FolderScriptFiles(tmp_path)
    for one in ("scr_aaaa1111", "scr_bbbb2222", "scr_aaaa1111"):
        await files.save("o", title="T", script_id=one, parts=_of(one))

    assert names(tmp_path / "o") == ["T_bb2222_metadata.json", "T_metadata.json"]
    assert read(str(tmp_path / "o/T_metadata.json")) == _of("scr_aaaa1111")["metadata"]


async def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    files = FolderScriptFiles(tmp_path)
    await files.save("o", title="T", script_id="first", parts=_of("first"))

    (path,) = await files.save("o", title="T", script_id="x/../y", parts=_of("x/../y"))

    assert Path(path).parent == tmp_path / "o"
    assert read(path) == _of("x/../y")["metadata"]


async def test_a_folder_that_may_not_be_written_is_told_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The rights themselves do not bind whoever runs tests as root.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]

    with pytest.raises(InvalidInputError, match=r"output_directory: .* may not write"):
        await FolderScriptFiles(tmp_path).check("new/folder")


@pytest.mark.parametrize(
    "directory",
    [
        "..",
        "a/.. /b",
        "a\\..\\b",
        "a\ud800b",
        "C:x",
        "a/../../b",
        "/tmp/x",
        "~/x",
        "C:\\x",
        "\\\\host\\share",
        "a\x00b",
        "a\nb",
        "",
        "  ",
        "x" * 300,
        "y/" * 300,
    ],
)
async def test_a_folder_outside_the_root_is_refused_and_nothing_is_written(
    directory: str, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    files = FolderScriptFiles(root)

    with pytest.raises(InvalidInputError, match="output_directory"):
        await files.check(directory)
    with pytest.raises(InvalidInputError, match="output_directory"):
        await files.save(directory, title="T", script_id="s", parts={"metadata": {}})

    assert names(tmp_path) == ["root"]
    assert names(root) == []


async def test_a_link_out_of_the_root_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(InvalidInputError, match="by a link"):
        await FolderScriptFiles(tmp_path / "root").save(
            "link/x", title="T", script_id="s", parts={"metadata": {}}
        )

    assert names(tmp_path / "elsewhere") == []


async def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")

    with pytest.raises(InvalidInputError, match="taken is a file"):
        await FolderScriptFiles(tmp_path).check("taken/more")


async def test_a_disk_that_cannot_be_written_is_told_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ScriptFilesError, match="No space left on device"):
        await FolderScriptFiles(tmp_path).save("o", title="T", script_id="s", parts={"metadata": {}})

    assert names(tmp_path / "o") == []


_WRITES_OFTEN = """
import asyncio, sys
from pathlib import Path
from picturelock.providers.store.script_files import FolderScriptFiles

async def main(root, script_id):
    for turn in range(15):
        text = f"{script_id} {turn} " * 2_000
        owner = {"generation_info": {"script_id": script_id}, "text": text}
        parts = {"metadata": owner, "set_01": {"owner": script_id, "text": text}}
        await FolderScriptFiles(Path(root)).save("o", title="Same", script_id=script_id, parts=parts)

asyncio.run(main(*sys.argv[1:]))
"""


def test_two_servers_that_write_at_once_do_not_mix_their_files(tmp_path: Path) -> None:
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITES_OFTEN, str(tmp_path), script_id],
            env={**os.environ, "PYTHONPATH": "src"},
        )
        for script_id in ("scr_one111", "scr_two222")
    ]
    assert [server.wait() for server in servers] == [0, 0]

    found = {path.name: read(str(path)) for path in (tmp_path / "o").iterdir()}
    assert len(found) == 4
    for name in (
        "Same",
        next(name for name in ("Same_one111", "Same_two222") if f"{name}_set_01.json" in found),
    ):
        owner = found[f"{name}_metadata.json"]["generation_info"]["script_id"]
        assert found[f"{name}_set_01.json"]["owner"] == owner
        assert found[f"{name}_set_01.json"]["text"].startswith(f"{owner} 14")
