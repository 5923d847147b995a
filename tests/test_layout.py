"""The rules of the house hold, and the checker that holds them can see what breaks them."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import onrecord

ROOT = Path(__file__).resolve().parent.parent

#: What `import onrecord` must not load.
HEAVY = (
    "alembic",
    "click",
    "fastapi",
    "lxml",
    "numpy",
    "onnxruntime",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
    "yaml",
)

MOST_SECONDS_TO_IMPORT = 0.3


def load_script(name: str) -> ModuleType:
    path = ROOT / "scripts" / f"{name}.py"
    specification = importlib.util.spec_from_file_location(name, path)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


layout = load_script("check_layout")


def test_repository_keeps_the_rules() -> None:
    assert list(layout.faults_of(ROOT)) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("onrecord.records", "import onrecord.store", "records must not import store"),
        ("onrecord.records", "from onrecord.errors import UsageError", "records must not import errors"),
        ("onrecord.extract.cues", "from onrecord.resolve.names import fold", "extract must not import resolve"),
        ("onrecord.web.pages", "from onrecord.cli import talk", "web must not import cli"),
        ("onrecord.sources.text", "from onrecord import reading", "sources must not import reading"),
        ("onrecord.store.book", "def open():\n    import onrecord.export", "store must not import export"),
        ("onrecord.store.book", "from . import tables", "the layer . is not in ORDER"),
        ("onrecord.novelties.first", "x = 1", "the layer novelties is not in ORDER"),
    ],
)
def test_import_against_the_order_is_seen(module: str, source: str, fault: str) -> None:
    faults = layout.import_faults(ast.parse(source), tuple(module.split(".")))
    assert [words for _, words in faults] == [fault]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("onrecord.web.pages", "from onrecord.store import RecordBook"),
        ("onrecord.cli.serve", "from onrecord.web import create_app"),
        ("onrecord.cli.app", "from onrecord import __version__"),
        ("onrecord.store.book", "import onrecord.store.tables"),
        ("onrecord.sources.page", "import trafilatura"),
        ("onrecord", "import onrecord.reading"),
    ],
)
def test_import_along_the_order_is_fine(module: str, source: str) -> None:
    assert list(layout.import_faults(ast.parse(source), tuple(module.split(".")))) == []


def test_long_modules_and_functions_are_seen() -> None:
    body = "    x = 1\n" * 60
    source = f"def long():\n{body}" + "y = 2\n" * 440
    faults = [words for _, words in layout.size_faults(ast.parse(source), source)]
    assert faults == ["the module has 501 lines; at most 500", "function long has 61 lines; at most 60"]


def test_empty_names_are_seen() -> None:
    faults = layout.name_faults(ast.parse("class BookManager: pass\nclass Book: pass"), "utils")
    assert [words for _, words in faults] == [
        "the module's name says nothing: utils",
        "the class's name says nothing: BookManager",
    ]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('__all__ = ["read", "Span"]\nclass Span: ...\ndef read(): ...', "__all__ is not sorted"),
        ('__all__ = ["Span"]\nclass Span: ...\ndef read(): ...', "__all__ lacks read"),
        ('__all__ = ["Span"]\n', "__all__ names Span, which is not here"),
        ("from onrecord.store.book import RecordBook", "the package offers names and has no __all__"),
    ],
)
def test_wrong_list_of_exports_is_seen(source: str, fault: str) -> None:
    assert [words for _, words in layout.export_faults(ast.parse(source), ("onrecord", "store"), is_package=True)] == [
        fault
    ]


def test_private_names_need_no_listing() -> None:
    source = '__all__ = ["LIMIT", "Span", "read"]\nLIMIT = 1\nclass Span: ...\ndef read(): ...\ndef _inner(): ...'
    assert list(layout.export_faults(ast.parse(source), ("onrecord", "store"), is_package=True)) == []


def test_every_public_name_of_the_package_can_be_had() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert dir(onrecord) == onrecord.__all__
    assert not hasattr(onrecord, "novelty")


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import json, sys, onrecord; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(run_python(program))
    assert [name for name in HEAVY if name in loaded] == []


def test_importing_the_package_is_quick() -> None:
    # The processor's time and not the clock's: other programs on this machine must not fail the test.
    program = "import time; start = time.process_time(); import onrecord; print(time.process_time() - start)"
    assert min(float(run_python(program)) for _ in range(5)) <= MOST_SECONDS_TO_IMPORT


def run_python(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout
