"""``python -m picturelock``: the command line."""

from picturelock.cli.main import main

main()
