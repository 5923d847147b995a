"""Reads the reviewed tables beside this file, each once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(_SafeLoader):  # type: ignore[misc]  # which of the two it is follows from how PyYAML was built
    """YAML in which only true and false are truth values: in lists of words "on", "off" and "no" are words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in _SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"(?:true|false)$"), list("tf"))


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
