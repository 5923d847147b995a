"""What the benchmarks share: opening gold files and running the scorers that lie beside them."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from typing import IO


def open_text(path: Path) -> IO[str]:
    """A text file, gzipped or not, for reading."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def run_scorer(scorer: Path, *arguments: Path | str) -> int:
    """Runs a scorer with this Python; its output is ours."""
    return subprocess.run([sys.executable, str(scorer), *map(str, arguments)], check=False).returncode
