"""How the code is cut: sizes, names and docstrings. The allow-lists may only shrink."""

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.tree import ROOT, lines_of, named, shown

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
ALLOWED_LONG_FUNCTIONS: frozenset[str] = frozenset()
ALLOWED_LONG_FILES: frozenset[str] = frozenset()
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "data"}
# A folder of this name would hide the library.
FOLDERS_NOT_TO_HAVE = NAMES_THAT_SAY_NOTHING | {"manim"}
# Whoever adds something reads these first.
DOCUMENTED = ("src/picturelock/domain", "src/picturelock/engine", "src/picturelock/ports")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def test_no_file_is_longer_than_anyone_reads() -> None:
    code = named(".py", ".ts", ".tsx", ".js", ".mjs", ".css")
    long = {shown(path) for path in code if len(lines_of(path)) > LONGEST_FILE}

    assert long == ALLOWED_LONG_FILES


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{shown(path)}:{found.name}"
        for path in named(".py")
        for found in functions(path)
        if (found.end_lineno or found.lineno) - found.lineno + 1 > LONGEST_FUNCTION
    }

    assert long == ALLOWED_LONG_FUNCTIONS


def test_names_of_files_and_folders_say_what_is_in_them() -> None:
    code = [path.relative_to(ROOT) for path in named(".py", ".ts", ".tsx")]
    vague = [
        str(path)
        for path in code
        if path.stem in NAMES_THAT_SAY_NOTHING or FOLDERS_NOT_TO_HAVE.intersection(path.parent.parts)
    ]

    assert vague == []


def test_everything_public_in_the_seams_says_what_it_is() -> None:
    silent = [
        f"{shown(path)}:{name}"
        for folder in DOCUMENTED
        for path in named(".py", below=folder)
        for name in _undocumented(parsed(path))
    ]

    assert silent == []


def _undocumented(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_") and ast.get_docstring(node) is None:
            yield node.name


def test_every_module_says_what_it_holds() -> None:
    silent = [
        shown(path)
        for path in named(".py", below="src")
        if path.name != "__init__.py" and ast.get_docstring(parsed(path)) is None
    ]

    assert silent == []
