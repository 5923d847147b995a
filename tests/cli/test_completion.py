"""`onrecord completion`: scripts that shells accept, and words that complete."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o"), ("zsh", "#compdef onrecord"), ("fish", "complete ")]
)
def test_scripts(run: Any, shell: str, mark: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    result = run("completion", shell)
    assert result.exit_code == 0
    assert mark in result.stdout
    assert "Save this as" in result.stderr
    assert json.loads(run("completion", shell, "--json").stdout)["script"] + "\n" == result.stdout


def test_unknown_shell(run: Any) -> None:
    assert run("completion", "csh").exit_code == 2


def test_verbs_complete() -> None:
    environment = {**os.environ, "_ONRECORD_COMPLETE": "bash_complete", "COMP_WORDS": "onrecord se", "COMP_CWORD": "1"}
    program = Path(sys.executable).parent / "onrecord"
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["plain,search", "plain,serve"]
