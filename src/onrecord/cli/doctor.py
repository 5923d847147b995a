"""`onrecord doctor`: has this machine what onrecord needs?"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

import click

from onrecord import __version__
from onrecord.cli import exits, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together

_OLDEST_SQLITE = (3, 35, 0)
_LEAST_FREE_BYTES = 200_000_000
_MODEL_FOLDER = Path(__file__).parent.parent / "language" / "model"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    name: str
    well: bool
    detail: str


@click.command()
@together(book_option, json_option, quiet_option)
def doctor(book: Path, as_json: bool, quiet: bool) -> int:
    """Check this installation.

    It looks at Python, SQLite, the disk, the model's files, time zones and packages. Exit code 1 if anything is wrong.
    """
    findings = list(examine(book.absolute().parent))
    for finding in findings:
        if as_json:
            talk.say_json({"kind": "finding", **asdict(finding)})
        else:
            mark = talk.styled("ok     ", fg="green") if finding.well else talk.styled("PROBLEM", fg="red")
            talk.say_data(f"{mark}  {finding.name:<18}  {talk.printable(finding.detail)}")
    ill = [finding.name for finding in findings if not finding.well]
    words = f"Problems: {', '.join(ill)}." if ill else "All is well."
    talk.tell(words, {"kind": "verdict", "problems": ill}, as_json=as_json, quiet=quiet)
    return exits.PROBLEMS_FOUND if ill else exits.DONE


def examine(folder: Path) -> Iterator[Finding]:
    """Looks at everything; a look that breaks is a finding too. `folder` is where the book is to lie."""
    looks: tuple[tuple[str, Callable[[], tuple[bool, str]]], ...] = (
        ("onrecord", lambda: (True, f"{__version__} in {Path(__file__).parent.parent}")),
        ("python", lambda: (sys.version_info >= (3, 11), sys.version.split()[0])),
        ("sqlite", _look_at_sqlite),
        ("full-text search", _look_at_full_text),
        ("write-ahead log", lambda: _look_at_write_ahead_log(folder)),
        ("disk", lambda: _look_at_disk(folder)),
        ("model", _look_at_model),
        ("time zones", _look_at_time_zones),
    )
    for name, look in looks:
        yield _finding(name, look)
    for requirement in _requirements():
        yield _finding(requirement, partial(_look_at_package, requirement))


def _finding(name: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        well, detail = look()
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}")
    return Finding(name, well, detail)


def _look_at_sqlite() -> tuple[bool, str]:
    import sqlite3

    needed = ".".join(map(str, _OLDEST_SQLITE))
    return sqlite3.sqlite_version_info >= _OLDEST_SQLITE, f"{sqlite3.sqlite_version} (needs {needed})"


def _look_at_full_text() -> tuple[bool, str]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    return True, "FTS5"


def _look_at_write_ahead_log(folder: Path) -> tuple[bool, str]:
    import sqlite3
    import tempfile
    from contextlib import closing

    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".onrecord-doctor-") as place,
        closing(sqlite3.connect(Path(place) / "probe.db")) as connection,
    ):
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    return mode == "wal", f"{mode} in {folder}"


def _look_at_disk(folder: Path) -> tuple[bool, str]:
    free = shutil.disk_usage(folder).free
    return free >= _LEAST_FREE_BYTES, f"{free / 1e9:.1f} GB free in {folder}"


def _look_at_model() -> tuple[bool, str]:
    from onrecord.language.encoder import Encoder

    Encoder(_MODEL_FOLDER)
    installed = _installed_hashes()
    seen = []
    for path in sorted(_MODEL_FOLDER.iterdir()):
        digest = _hash(path)
        if installed.get(path.name, digest) != digest:
            return False, f"{path.name} is not the file that was installed"
        seen.append(f"{path.name} {digest[:12]}")
    return True, f"opens; sha256 {', '.join(seen)}"


def _hash(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _installed_hashes() -> dict[str, str]:
    """The hashes that the installer noted for the model's files; an editable installation notes none."""
    import base64

    files = metadata.files("onrecord") or []
    noted = {path.name: path.hash for path in files if path.parent.name == _MODEL_FOLDER.name and path.hash is not None}
    return {
        name: base64.urlsafe_b64decode(f"{hash_.value}=").hex()
        for name, hash_ in noted.items()
        if hash_.mode == "sha256"
    }


def _look_at_time_zones() -> tuple[bool, str]:
    from zoneinfo import ZoneInfo, available_timezones

    ZoneInfo("Europe/Brussels")
    return True, f"{len(available_timezones())} zones"


def _look_at_package(name: str) -> tuple[bool, str]:
    return True, metadata.version(name)


def _requirements() -> list[str]:
    """The distributions that onrecord needs at run time, by name."""
    import re

    needed = metadata.requires("onrecord") or []
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in needed if "extra ==" not in line)
    return sorted(found[0] for found in names if found)
