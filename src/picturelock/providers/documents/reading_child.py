"""Reads one document from standard input: run as a process of its own with ``python -m``."""

import json
import resource
import sys

from picturelock.domain.errors import InvalidInputError
from picturelock.providers.documents.reading import read_document

_MEMORY = 2 * 1024**3


def main() -> None:
    """Read standard input as a document and write the answer as JSON."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        answer: dict[str, object] = {"text": read_document(sys.argv[1], sys.stdin.buffer.read())}
    except InvalidInputError as error:
        answer = {
            "problems": [{"field": problem.field, "message": problem.message} for problem in error.problems]
        }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
