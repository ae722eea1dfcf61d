"""A PostgreSQL server of the tests' own, from the programs of Debian's package, in a temporary folder."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

SECONDS = 60
OWNER = "postgres"
LOCKED = "locked"
"""The name that this server asks a password of; everybody else is let in."""

# Nothing here must outlive the machine's power.
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=32MB")
# Only through a file: no port can be taken by another program, and none is open to others.
_ALONE = ("listen_addresses=", "max_connections=150")
_WHERE_DEBIAN_HAS_IT = Path("/usr/lib/postgresql")


class PostgresServer:
    """One server with its own data. ``stop`` and ``start`` it as a test wishes; ``remove`` it at the end."""

    def __init__(self) -> None:
        self._programs = _programs()
        # The server refuses to be root; in a folder of root's it could not work as anyone else.
        self._user = _unprivileged() if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self._process: subprocess.Popen[bytes] | None = None
        self._names = (f"studio_{number}" for number in count())
        self._initialise()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = [part for setting in (*_FAST, *_ALONE) for part in ("-c", setting)]
        command = [*self._command("postgres"), "-k", str(self.folder), *settings]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        self._wait_until_it_answers()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT ends all connections in order, SIGQUIT as a crash does."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(SECONDS)
            self._process = None

    def remove(self) -> None:
        """Stop it and delete everything."""
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str = OWNER, user: str = OWNER) -> str:
        """The address of a database, for SQLAlchemy."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    @contextmanager
    def database(self) -> Generator[str]:
        """The address of a new and empty database, which is dropped at the end."""
        name = next(self._names)
        self.do(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self.do(f"DROP DATABASE {name} WITH (FORCE)")

    def do(self, statement: str) -> None:
        """Say something to the server itself."""
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname=OWNER, autocommit=True) as connection:
            connection.execute(statement.encode())

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _initialise(self) -> None:
        subprocess.run(
            [*self._command("initdb"), "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"],
            check=True,
            capture_output=True,
            cwd=self.folder,
        )
        rules = self._data / "pg_hba.conf"
        rules.write_text(f"local all {LOCKED} scram-sha-256\n" + rules.read_text())

    def _command(self, program: str) -> list[str]:
        """A program of the server, as a user whom it accepts; it ends when the tests are killed."""
        command = ["setpriv", "--pdeathsig", "INT"]
        if self._user is not None:
            command += [f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups"]
        return [*command, str(self._programs / program), "-D", str(self._data)]

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + SECONDS
        while True:
            try:
                return self.do("SELECT 1")
            except psycopg.OperationalError:
                ended = self._process is None or self._process.poll() is not None
                if ended or time.monotonic() > until:
                    raise
                time.sleep(0.02)


def _programs() -> Path:
    newest = sorted(
        (int(found.parent.parent.name), found.parent)
        for found in _WHERE_DEBIAN_HAS_IT.glob("[0-9]*/bin/postgres")
        if found.parent.parent.name.isdigit()
    )
    if newest:
        return newest[-1][1]
    elsewhere = shutil.which("postgres")
    if elsewhere is None:
        pytest.fail(
            "These tests start a PostgreSQL server of their own, and its programs are not here. "
            "Install Debian's package: apt-get install postgresql (./run test does it)",
            pytrace=False,
        )
    return Path(elsewhere).resolve().parent


def _unprivileged() -> pwd.struct_passwd:
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get(OWNER) or known["nobody"]
