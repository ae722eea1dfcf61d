"""What is committed works on any machine: no address of a registry, no path of the machine it comes from."""

import re

from architecture.tree import named, own_files, shown

# Written in pieces, or this file would find itself.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org")
FOLDERS = ("/" + "work/", "/" + "root/", "/" + "home/")
OF_ONE_MACHINE = ("file:" + "///", *(rf"(?<![\w.]){folder}" for folder in FOLDERS))
PATTERN = re.compile("|".join([*map(re.escape, REGISTRIES), *OF_ONE_MACHINE]))
BINARY = {".png", ".jpg", ".mp4", ".woff2", ".ttf", ".wav", ".pdf", ".docx"}


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in own_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if PATTERN.search(line)
    ]

    assert found == []


def test_lock_files_carry_no_address() -> None:
    locks = [
        *named(".txt", below="requirements"),
        *(path for path in own_files() if path.name == "package-lock.json"),
    ]

    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert '"resolved": "http' not in text, shown(lock)
        assert not re.search(r"^\s*(--index-url|--extra-index-url|--find-links|-i )", text, re.MULTILINE)
        assert lock.suffix == ".json" or "://" not in text, shown(lock)


def test_pictures_in_the_tree_are_small() -> None:
    large = [shown(path) for path in own_files() if path.suffix in BINARY and path.stat().st_size > 600_000]

    assert large == []
