"""Makes the virtual environment that everything else runs in. Standard library only.

    python3 scripts/make_environment.py .venv

An environment that is there and works is left alone. Debian's Python comes without the part that puts pip into a new
environment (package python3-venv); then pip's wheel is fetched from the package index, which needs no rights, and
failing that python3-venv is installed where that is allowed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

OLDEST = (3, 11)
PIP_ON_THE_INDEX = "https://pypi.org/pypi/pip/json"


def main(folder: Path) -> int:
    """Makes the environment, or says what to do."""
    if sys.version_info < OLDEST:
        print(
            f"onrecord needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 ...",
            file=sys.stderr,
        )
        return 2
    if works(folder):
        return 0
    for way in (by_venv, by_wheel, by_apt):
        if way(folder) and works(folder):
            return 0
    print("No virtual environment could be made. On Debian: sudo apt install python3-venv", file=sys.stderr)
    return 1


def works(folder: Path) -> bool:
    """Whether there is an environment whose Python runs and has pip."""
    python = folder / "bin" / "python"
    if not python.exists():
        return False
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def by_venv(folder: Path) -> bool:
    """The ordinary way."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], capture_output=True, check=False)
    return made.returncode == 0


def by_wheel(folder: Path) -> bool:
    """An environment without pip, and pip's own wheel to install itself."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", folder], check=False)
    if made.returncode != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        try:
            wheel = fetch_pip(Path(place))
        except (OSError, ValueError, KeyError) as error:
            print(f"pip could not be fetched: {error}", file=sys.stderr)
            return False
        command = [folder / "bin" / "python", wheel / "pip", "install", "--quiet", "--no-index", wheel]
        return subprocess.run(command, check=False).returncode == 0


def fetch_pip(place: Path) -> Path:
    """The newest pip from the package index, checked against the hash that the index gives."""
    with urllib.request.urlopen(PIP_ON_THE_INDEX, timeout=60) as answer:
        files = json.load(answer)["urls"]
    chosen = next(file for file in files if file["packagetype"] == "bdist_wheel")
    with urllib.request.urlopen(urljoin(PIP_ON_THE_INDEX, chosen["url"]), timeout=120) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != chosen["digests"]["sha256"]:
        raise ValueError("its hash is not the one the index gives")
    wheel = place / chosen["filename"]
    wheel.write_bytes(content)
    return wheel


def by_apt(folder: Path) -> bool:
    """Debian's python3-venv, where we may install it."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"], **quiet)
    return by_venv(folder)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
