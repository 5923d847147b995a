"""Reads the reviewed tables beside this file, each once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` ("acts", "english/tokens", "quotes/de", ...) as plain data.

    Raises KeyError where there is no such table: names come from code, never from a user.
    """
    path = files("onrecord.ontology").joinpath(*f"{name}.yaml".split("/"))
    if not path.is_file():
        raise KeyError(name)
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return loaded
