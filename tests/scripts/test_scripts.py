"""The scripts that set a machine up, without a network and without touching this machine."""

import hashlib
import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"


def load(name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


environment = load("make_environment")
browser = load("ensure_browser")
reference = load("write_reference")
equipment = load("build_equipment")


def index_of(content: bytes, digest: str) -> Any:
    """A package index that has one wheel."""
    files = [{"packagetype": "bdist_wheel", "url": "wheel", "filename": "pip-1.whl", "digests": {"sha256": digest}}]

    def answer(address: str, timeout: int) -> io.BytesIO:
        return io.BytesIO(content if address.endswith("/wheel") else json.dumps({"urls": files}).encode())

    return answer


def test_this_environment_works() -> None:
    assert environment.works(Path(sys.executable).parent.parent)


def test_empty_folder_is_no_environment(tmp_path: Path) -> None:
    assert not environment.works(tmp_path)


def test_pip_is_fetched_and_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"a wheel").hexdigest()
    monkeypatch.setattr(environment.urllib.request, "urlopen", index_of(b"a wheel", digest))
    assert environment.fetch_pip(tmp_path).read_bytes() == b"a wheel"
    monkeypatch.setattr(environment.urllib.request, "urlopen", index_of(b"another wheel", digest))
    with pytest.raises(ValueError, match="hash"):
        environment.fetch_pip(tmp_path)


def test_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    assert environment.main(tmp_path) == 2
    assert "make PYTHON=" in capsys.readouterr().err


def test_ways_are_tried_in_turn_until_one_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tried = []

    def way(name: str) -> Any:
        return lambda folder: tried.append(name)

    for name in ("by_venv", "by_wheel", "by_apt"):
        monkeypatch.setattr(environment, name, way(name))
    assert environment.main(tmp_path) == 1
    assert tried == ["by_venv", "by_wheel", "by_apt"]
    assert "python3-venv" in capsys.readouterr().err


def test_missing_browser_is_shouted_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(browser, "CHROMIUM", tmp_path / "chromium")
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    assert browser.main([]) == 0
    said = capsys.readouterr().err
    assert f"THE BROWSER TESTS ARE SKIPPED: there is no {tmp_path / 'chromium'}, and no apt-get" in said
    assert browser.main(["--report"]) == 0
    assert "THE BROWSER TESTS ARE SKIPPED" in capsys.readouterr().err


def test_only_root_installs_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    assert browser.install().endswith("only root may install it: sudo apt-get install chromium")


def test_failed_installation_gives_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 100, stdout="", stderr="E: first\nE: Unable to fetch\n")
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.subprocess, "run", lambda *arguments, **options: failed)
    assert browser.install() == "apt-get update failed: E: Unable to fetch"


def test_reference_pages_are_written_and_then_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "DOCS", tmp_path)
    assert reference.main(["--check"]) == 1
    assert list(tmp_path.iterdir()) == []
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["commands.md", "errors.md"]
    (tmp_path / "errors.md").write_text("old", encoding="utf-8")
    assert reference.main(["--check"]) == 1
    assert "errors.md are not up to date: run make docs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "named"),
    [
        ("24 BMK-460 towing and motor boat", ("BMK-460", "vessel")),
        ("152mm D-20 howitzer", ("D-20", "howitzer")),
        ("'Chaklun' reconnaissance UAV", ("Chaklun", "reconnaissance drone")),
        ("Mi-8 transport helicopter", ("Mi-8", "helicopter")),
        ("GAZ-66 with ZU-23 anti-aircraft gun", None),
        ("T-72B3", None),
        ("Pontoon bridge", None),
    ],
)
def test_a_listed_system_gives_its_name_and_class(system: str, named: tuple[str, str] | None) -> None:
    assert equipment.named(system, equipment.class_nouns()) == named


def test_variants_of_a_curated_name_are_covered() -> None:
    assert equipment.covered("Mi-8MT", {"Mi-8"}) and equipment.covered("122mm D-30", {"D-30"})
    assert not equipment.covered("Mi-14", {"Mi-8"})


def test_the_table_begins_with_the_curated_rows_as_they_are() -> None:
    lines = (equipment.DATA / "equipment.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    curated = list(equipment.curated())
    assert rows[: len(curated)] == curated
    assert [row[0] for row in rows[len(curated) :]] == sorted(row[0] for row in rows[len(curated) :])
