"""The style sheet and the templates: contrasts by WCAG 2.2 AA in light and dark, and nothing that could load or run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord.web

HOME = Path(onrecord.web.__file__).parent
CSS = (HOME / "static/onrecord.css").read_text("utf-8")
TEMPLATES = sorted((HOME / "templates").glob("*.html"))
SCRIPTS = sorted((HOME / "static").glob("*.js"))

#: Text colour, ground, lowest contrast: 4.5 for text, 3 for lines that carry a meaning.
PAIRS = [
    ("ink", "paper", 4.5),
    ("ink", "raised", 4.5),
    ("ink", "content", 4.5),
    ("ink", "content-deep", 4.5),
    ("ink", "cue", 4.5),
    ("ink", "source", 4.5),
    ("ink", "linked", 4.5),
    ("ink", "hit", 4.5),
    ("ink", "notice", 4.5),
    ("muted", "paper", 4.5),
    ("muted", "raised", 4.5),
    ("link", "paper", 4.5),
    ("link", "raised", 4.5),
    ("link", "notice", 4.5),
    ("link", "linked", 4.5),
    ("link-visited", "paper", 4.5),
    ("link-visited", "raised", 4.5),
    ("accent", "paper", 4.5),
    ("paper", "ink", 4.5),
    ("paper", "link", 4.5),
    ("rule-strong", "paper", 3.0),
    ("rule-strong", "raised", 3.0),
    ("focus", "paper", 3.0),
    ("content-line", "content", 3.0),
    ("content-line", "content-deep", 3.0),
    ("cue-line", "cue", 3.0),
    ("source-line", "source", 3.0),
    ("ink", "act", 4.5),
    ("ink", "party", 4.5),
    ("act-line", "act", 3.0),
    ("act-line", "party", 3.0),
    ("act-line", "paper", 3.0),
]


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "lowest"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str, lowest: float) -> None:
    given = colours(scheme)
    lighter, darker = sorted((luminance(given[text]), luminance(given[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= lowest


def test_the_dark_scheme_has_every_colour() -> None:
    light = colours("light")
    assert set(re.findall(r"--([\w-]+): #", CSS.split("prefers-color-scheme: dark")[1].split("}")[0])) == set(light)


def test_every_property_that_is_used_is_set() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


def test_the_style_sheet_loads_nothing_and_respects_the_reader() -> None:
    assert "url(" not in CSS and "@import" not in CSS and "@font-face" not in CSS
    for wish in ("prefers-color-scheme: dark", "prefers-reduced-motion: reduce", "@media print", ":focus-visible"):
        assert wish in CSS


def test_roles_differ_by_more_than_colour() -> None:
    styles = [
        re.search(rf"\.mark\.{role} \{{[^}}]*text-decoration-style: (\w+)", CSS)
        for role in ("source", "cue", "content")
    ]
    assert [style[1] for style in styles if style] == ["double", "dotted", "solid"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_escape_everything_and_hold_no_code(template: Path) -> None:
    source = template.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", source)
    assert re.findall(r"<script[^>]*>", source) in ([], ['<script type="module" src="/static/onrecord.js">'])
    assert not re.search(r'(?:href|src|action)="(?!/|#|\{\{)', source), "addresses are ours, or checked"
    assert not re.search(r"=\{\{|=\{%", source), "attributes stand in quotes"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_write_text_and_no_html(script: Path) -> None:
    source = script.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|https?:", source)
    assert len(source) < 20_000
