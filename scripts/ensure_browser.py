"""Sees to it that the browser tests have a browser, or says loudly that they will be skipped and why.

    python scripts/ensure_browser.py            installs Debian's chromium where it is missing and that is allowed
    python scripts/ensure_browser.py --report   only says again, after the tests, what was skipped

Standard library only. The tests drive the same file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FRAME = "!" * 100


def main(arguments: list[str]) -> int:
    """Always 0: the other tests must run without a browser too."""
    reason = "" if CHROMIUM.exists() or "--report" in arguments else install()
    if not CHROMIUM.exists():
        shout(reason or f"there is no {CHROMIUM}")
    elif "--report" not in arguments:
        print(f"Browser tests use {CHROMIUM}")
    return 0


def install() -> str:
    """Installs Debian's chromium; the reason if it could not be done, else an empty string."""
    if shutil.which("apt-get") is None:
        return f"there is no {CHROMIUM}, and no apt-get to install it"
    if os.geteuid() != 0:
        return f"there is no {CHROMIUM}, and only root may install it: sudo apt-get install chromium"
    print("Installing Debian's chromium for the browser tests ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", *step], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return f"apt-get {step[0]} failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return ""


def shout(reason: str) -> None:
    """Says it so that it can not be overlooked."""
    print(f"\n{FRAME}\nTHE BROWSER TESTS ARE SKIPPED: {reason}.\n{FRAME}\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
