"""Checks the rules of the house that no other tool knows; prints what breaks them and exits with 1.

    python scripts/check_layout.py

Imports go one way, modules and functions stay short, no name says nothing, and each package's `__all__` is sorted and
complete. Standard library only.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "onrecord"

#: Each layer imports from those before it and from itself. Names that share a line do not import one another.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors", "records"),
    ("ontology",),
    ("knowledge",),
    ("sources",),
    ("language",),
    ("extract",),
    ("resolve",),
    ("reading",),
    ("store",),
    ("export",),
    ("cli", "web"),
)
RANKS = {name: rank for rank, names in enumerate(ORDER) for name in names}

#: The one place where a face starts the other: `onrecord serve` runs the pages.
DOORS = {(("cli", "serve"), "web")}

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
EMPTY_NAMES = ("helper", "helpers", "manager", "misc", "util", "utils")
CHECKED = ("src", "tests", "scripts", "benchmarks", "training")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Prints every fault of the repository."""
    faults = list(faults_of(ROOT))
    for fault in faults:
        print(fault)
    print(f"Layout: {len(faults) or 'no'} faults.", file=sys.stderr)
    return 1 if faults else 0


def faults_of(root: Path) -> Iterator[str]:
    """Every fault of the repository at `root`, as path:line: words."""
    for folder in CHECKED:
        for path in sorted((root / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            tree = ast.parse(source, str(path))
            shown = path.relative_to(root).as_posix()
            faults = [*size_faults(tree, source), *name_faults(tree, path.stem)]
            if folder == "src":
                module = module_name(path.relative_to(root / "src"))
                faults += [
                    *import_faults(tree, module),
                    *export_faults(tree, module, is_package=path.name == "__init__.py"),
                ]
            yield from (f"{shown}:{line}: {words}" for line, words in faults)


def module_name(path: Path) -> tuple[str, ...]:
    """The dotted name of a file below src, in parts: onrecord/cli/add.py is ("onrecord", "cli", "add")."""
    parts = path.with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def size_faults(tree: ast.Module, source: str) -> Iterator[tuple[int, str]]:
    """Modules and functions that are too long."""
    lines = source.count("\n")
    if lines > LONGEST_MODULE:
        yield 1, f"the module has {lines} lines; at most {LONGEST_MODULE}"
    for node in ast.walk(tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.lineno, f"function {node.name} has {length} lines; at most {LONGEST_FUNCTION}"


def name_faults(tree: ast.Module, stem: str) -> Iterator[tuple[int, str]]:
    """Names that say nothing of what is in them."""
    if stem in EMPTY_NAMES:
        yield 1, f"the module's name says nothing: {stem}"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name.lower().endswith(EMPTY_NAMES):
            yield node.lineno, f"the class's name says nothing: {node.name}"


def import_faults(tree: ast.Module, module: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Imports that go the wrong way; those inside functions and for type checking count too."""
    if len(module) < 2:
        return  # the package's own front, which names everything and loads it late
    layer = module[1]
    if layer not in RANKS:
        yield 1, f"the layer {layer} is not in ORDER"
        return
    for line, imported in imported_layers(tree):
        if imported not in RANKS:
            yield line, f"the layer {imported} is not in ORDER"
        elif imported != layer and RANKS[imported] >= RANKS[layer] and (module[1:], imported) not in DOORS:
            yield line, f"{layer} must not import {imported}"


def imported_layers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The layers of our own that a module imports, with the line; relative imports are named as such."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "." * node.level
            continue
        elif isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            names = [f"{PACKAGE}.{alias.name}" for alias in node.names if is_module(alias.name)]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith(f"{PACKAGE}."))


def is_module(name: str) -> bool:
    """Whether `from onrecord import NAME` imports a layer and not one of the names of the package's front."""
    return name in RANKS or (ROOT / "src" / PACKAGE / name).is_dir()


def export_faults(tree: ast.Module, module: tuple[str, ...], *, is_package: bool) -> Iterator[tuple[int, str]]:
    """An `__all__` that is missing in a package, unsorted, or not the list of what there is."""
    listed = exported_names(tree)
    passed_on = names_passed_on(tree, ".".join(module))
    offered = passed_on | names_defined(tree)
    if listed is None:
        if is_package and passed_on:
            yield 1, "the package offers names and has no __all__"
        return
    if listed != sorted(listed, key=sort_key) or len(set(listed)) != len(listed):
        yield 1, "__all__ is not sorted"
    if is_package:
        for name in sorted(offered - set(listed)):
            yield 1, f"__all__ lacks {name}"
    for name in sorted(set(listed) - offered - {"__version__"}):
        yield 1, f"__all__ names {name}, which is not here"


def exported_names(tree: ast.Module) -> list[str] | None:
    """The names in `__all__`, or None where there is none."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            return list(ast.literal_eval(value)) if value is not None else None
    return None


def names_defined(tree: ast.Module) -> set[str]:
    """What a module defines, without what has a leading underscore."""
    names: set[str] = set()
    for node in top_level(tree):
        if isinstance(node, Function | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def names_passed_on(tree: ast.Module, module: str) -> set[str]:
    """What a module imports from ours; not its own submodules, which are there without being offered."""
    return {
        alias.asname or alias.name
        for node in top_level(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE) and node.module != module
        for alias in node.names
    }


def top_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a module, with those under `if TYPE_CHECKING:` (which lazy packages offer too)."""
    for node in tree.body:
        if isinstance(node, ast.If):
            yield from node.body
        else:
            yield node


def sort_key(name: str) -> tuple[int, str]:
    """The order ruff holds `__all__` to: CONSTANTS, Classes, functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name


if __name__ == "__main__":
    sys.exit(main())
