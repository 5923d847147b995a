"""The tables of this folder: word lists and signatures that are data, each checked for its shape when it is read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

#: table -> the keys it must have and the type of each
SHAPES: dict[str, dict[str, type]] = {
    "charsets": {"labels": dict, "refused": list, "guessed": list},
    "markup": {"breaks": list, "silent": list},
    "media": {"signatures": list, "suffixes": dict},
    "metadata": dict.fromkeys(("published", "modified", "title", "author", "publisher", "language"), list),
    "months": {"names": dict, "short": dict},
    "networks": {"refused": list, "translated": list},
    "paywall": {"phrases": dict},
}


@cache
def table(name: str) -> dict[str, Any]:
    """The table `data/NAME.yaml`, read once; a table of another shape than SHAPES says is a ValueError."""
    import yaml

    rows = yaml.safe_load(files("onrecord.sources").joinpath("data", f"{name}.yaml").read_text("utf-8"))
    shape = SHAPES[name]
    if not isinstance(rows, dict) or rows.keys() != shape.keys():
        raise ValueError(f"sources/data/{name}.yaml must have exactly the keys {', '.join(shape)}")
    for key, kind in shape.items():
        if not isinstance(rows[key], kind):
            raise ValueError(f"sources/data/{name}.yaml: {key} must be a {kind.__name__}")
    return rows
