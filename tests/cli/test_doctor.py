"""`onrecord doctor`: what it looks at, and what it says when something is wrong."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import doctor


def findings(result: Any) -> dict[str, dict[str, Any]]:
    return {finding["name"]: finding for finding in map(json.loads, result.stdout.splitlines())}


def test_sound_installation(run: Any) -> None:
    result = run("doctor", "--json")
    seen = findings(result)
    assert result.exit_code == 0, result.stdout
    assert all(finding["well"] for finding in seen.values())
    assert {"python", "sqlite", "full-text search", "write-ahead log", "disk", "model", "time zones"} <= set(seen)
    assert {"numpy", "onnxruntime", "sqlalchemy", "trafilatura"} <= set(seen)
    assert json.loads(result.stderr) == {"kind": "verdict", "problems": []}


def test_nothing_is_left_in_the_folder(run: Any, tmp_path: Path) -> None:
    run("doctor")
    assert list(tmp_path.iterdir()) == []


def test_missing_model(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "_MODEL_FOLDER", tmp_path / "model")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert "M001" in findings(result)["model"]["detail"]
    assert json.loads(result.stderr) == {"kind": "verdict", "problems": ["model"]}


def test_model_that_is_not_the_installed_one(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_installed_hashes", lambda: {"encoder.onnx": "0" * 64})
    result = run("doctor", "--json")
    assert findings(result)["model"]["detail"] == "encoder.onnx is not the file that was installed"


def test_full_disk(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=1_000)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    result = run("doctor")
    assert result.exit_code == 1
    assert "PROBLEM  disk" in result.stdout
    assert result.stderr == "Problems: disk.\n"


def test_missing_package(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_requirements", lambda: ["a-package-that-is-not-there"])
    finding = findings(run("doctor", "--json"))["a-package-that-is-not-there"]
    assert not finding["well"]
    assert "PackageNotFoundError" in finding["detail"]
