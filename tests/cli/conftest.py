"""A reader that needs no model, and a way to run the command line as a shell would."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import command
from onrecord.records import (
    Article,
    Entity,
    Mention,
    PostLanguage,
    Producer,
    Reading,
    Reason,
    Sentence,
    Span,
    Statement,
    entity_id,
    record_id,
)

Run = Callable[..., Result]

SAID = re.compile(r"“([^”]+)” (said) (\w+ \w+)")
PRODUCER = Producer("fake reader", "1")

PACT = """Ministers meet in Tallinn

The meeting ended late.
“The pact is ready,” said Anna Berg. Nobody else spoke.
“We will send ten trucks,” said Marko Lind.
"""


def fake_read(article: Article, *, language: str | None = None, **_: object) -> Reading:
    """Finds “words” said First Last, and nothing else; an article in French is left unread."""
    code = language or article.language or "en"
    read = "none" if code == "fr" else "full"
    statements, entities, mentions = [], {}, []
    for found in SAID.finditer(article.text) if read == "full" else ():
        content, cue, source = (Span(*found.span(group)) for group in (1, 2, 3))
        speaker = entity_id("PER", found[3])
        entities[speaker] = Entity(speaker, found[3], "PER", (found[3],))
        mentions.append(Mention(source, "name", "PER", speaker))
        post = next(post.index for post in article.posts if post.span.covers(content))
        statements.append(
            Statement(
                id=record_id(article.id, "statement", (source, cue, content)),
                article=article.id,
                post=post,
                source=(source,),
                cue=(cue,),
                content=(content,),
                form="direct",
                act="say",
                attribution="explicit",
                speaker=speaker,
                speaker_name=found[3],
                language=code,
                confidence=0.9,
                why=(Reason("pattern", "words, said, name", 0.9),),
            )
        )
    return Reading(
        article=article,
        producer=PRODUCER,
        languages=tuple(PostLanguage(post.index, code, 0.99, None, read) for post in article.posts),
        sentences=tuple(Sentence(post.span, post.index, code) for post in article.posts),
        mentions=tuple(mentions),
        entities=tuple(entities.values()),
        statements=tuple(statements),
    )


def fake_explain(article: Article, at: Span, **_: object) -> tuple[Reason, ...]:
    """Says which of the fake reader's statements cover the place."""
    covering = [item for item in fake_read(article).statements if any(span.covers(at) for span in item.content)]
    return tuple(reason for item in covering for reason in item.why) or (Reason("nothing", "no words in quotes here"),)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the fake reader in the real one's place."""
    monkeypatch.setattr("onrecord.reading.read", fake_read)
    monkeypatch.setattr("onrecord.reading.explain", fake_explain)
    monkeypatch.setattr("onrecord.reading.PRODUCER", PRODUCER)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `onrecord ARGUMENTS` in an empty folder, with no ONRECORD_* variable set."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"ONRECORD_BOOK": None, "ONRECORD_JSON": None, "ONRECORD_QUIET": None, "NO_COLOR": None})

    def invoke(*arguments: str | Path, **options: object) -> Result:
        return runner.invoke(command, [str(argument) for argument in arguments], **options)

    return invoke


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A text file with two statements."""
    path = tmp_path / "pact.txt"
    path.write_text(PACT, encoding="utf-8")
    return path


@pytest.fixture
def book(run: Run, reader: None, page: Path, tmp_path: Path) -> Path:
    """A record book with that text in it."""
    path = tmp_path / "book.db"
    result = run("add", page, "--book", path, "--date", "2024-05-06")
    assert result.exit_code == 0, result.output
    return path
