"""The worker process: what it gives is what reading in this process gives, and it can always be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import ParseError
from onrecord.sources import isolation
from onrecord.sources.isolation import isolated_feed, isolated_page
from onrecord.sources.limits import Limits
from onrecord.sources.page import read_page

ADDRESS = "https://harbour.example/news/wall"
NEWS = {
    "@type": "NewsArticle",
    "headline": "Wall",
    "datePublished": "2026-03-24T18:05:00+01:00",
    "author": {"name": "Maria Lund"},
}


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    yield
    isolation._worker.stop()


def test_page_is_the_same_as_in_this_process(make_page: Callable[..., str]) -> None:
    markup = make_page(json_ld=NEWS)
    assert isolated_page(markup, ADDRESS, Limits()) == read_page(markup, ADDRESS, Limits(), datetime.now(UTC))


def test_errors_come_through_with_code_and_detail(make_page: Callable[..., str]) -> None:
    blog = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"articleBody": f"Update {number}."} for number in range(3)]}
    with pytest.raises(ParseError) as caught:
        isolated_page(make_page(json_ld=blog), ADDRESS, Limits(max_entries=2))
    assert caught.value.code == "P016" and caught.value.detail == {"limit": 2}
    with pytest.raises(ParseError) as caught:
        isolated_feed("no feed", None, Limits())
    assert caught.value.code == "P007"


def test_one_process_reads_page_after_page(make_page: Callable[..., str]) -> None:
    isolated_page(make_page(), None, Limits())
    assert isolation._worker._process is not None
    first = isolation._worker._process.pid
    isolated_page(make_page(), None, Limits())
    assert isolation._worker._process.pid == first


def test_process_is_renewed_after_its_jobs(make_page: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "JOBS_PER_PROCESS", 1)
    isolated_page(make_page(), None, Limits())
    assert isolation._worker._process is not None
    first = isolation._worker._process.pid
    isolated_page(make_page(), None, Limits())
    assert isolation._worker._process.pid != first


def test_page_that_takes_too_long_is_killed_and_the_next_is_read(make_page: Callable[..., str]) -> None:
    isolated_page(make_page(), None, Limits())
    slow = make_page(body="<p>" + "The wall, he said, will be rebuilt. " * 20_000 + "</p>")
    with pytest.raises(ParseError) as caught:
        isolated_page(slow, None, Limits(max_seconds=0.001))
    assert caught.value.code == "P010"
    assert "0.001 seconds" in str(caught.value)
    assert isolated_page(make_page(), None, Limits()).text.startswith("The council")


def test_worker_that_dies_costs_one_page(make_page: Callable[..., str]) -> None:
    isolated_page(make_page(), None, Limits())
    process = isolation._worker._process
    assert process is not None
    slow = make_page(body="<p>" + "The wall, he said, will be rebuilt. " * 30_000 + "</p>")
    killer = threading.Timer(0.05, process.kill)
    killer.start()
    with pytest.raises(ParseError) as caught:
        isolated_page(slow, None, Limits(max_seconds=300))
    killer.join()
    assert caught.value.code == "P004"
    assert isolated_page(make_page(), None, Limits()).text.startswith("The council")


def test_worker_that_died_between_pages_is_replaced(make_page: Callable[..., str]) -> None:
    isolated_page(make_page(), None, Limits())
    process = isolation._worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert isolated_page(make_page(), None, Limits()).text.startswith("The council")


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory of a process can be held to a cap on Linux only"
)
def test_page_that_needs_too_much_memory_is_refused(make_page: Callable[..., str]) -> None:
    isolated_page(make_page(), None, Limits())
    large = make_page(body="<p>x</p>" * 200_000)
    with pytest.raises(ParseError) as caught:
        isolated_page(large, None, Limits(max_memory=60_000_000, max_seconds=300))
    assert caught.value.code == "P004"


def test_threads_share_the_worker(make_page: Callable[..., str]) -> None:
    texts: list[str] = []
    pages = [
        make_page(body=f"<p>{'Page number ' + str(number) + ' has its own words, she said. '}</p>" * 12)
        for number in range(6)
    ]
    threads = [
        threading.Thread(target=lambda page=page: texts.append(isolated_page(page, None, Limits()).text))
        for page in pages
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {int(text.split()[2]) for text in texts} == set(range(6))


def test_worker_ends_with_its_parent_and_needs_no_main_guard(make_page: Callable[..., str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(make_page(), encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('a module of the working folder was loaded')")
    script = tmp_path / "script" / "reader.py"
    script.parent.mkdir()
    script.write_text(
        textwrap.dedent(
            """
            import sys
            from onrecord.sources import isolation, load

            for article in load(sys.argv[1]):
                print(isolation._worker._process.pid, article.text.split()[1])
            """
        )
    )
    source = str(Path(onrecord.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run(
        [sys.executable, str(script), str(page)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    pid, word = done.stdout.split()
    assert word == "council"
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
