"""The pages in a real browser: Debian's chromium, driven by Playwright, on a server on a free loopback port.

Left out, with the reason, where there is no chromium or no Playwright.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from onrecord.records import Reading, entity_id
from onrecord.store import open_book
from onrecord.web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MARAN = entity_id("PER", "Ilse Maran")

#: What a busy machine may take.
PATIENCE_MS = 60_000


@contextmanager
def served(book: Path) -> Iterator[str]:
    """The pages of a book on a free port of this machine."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(book), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="BROWSER TESTS LEFT OUT: Playwright is not installed (pip install playwright)"
    )
    if not CHROMIUM.exists():
        pytest.skip(f"BROWSER TESTS LEFT OUT: there is no {CHROMIUM} (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS), timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def base(book_path: Path) -> Iterator[str]:
    with served(book_path) as address:
        yield address


class Watched:
    """A tab that notes everything that must not happen in it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        context.set_default_timeout(PATIENCE_MS)
        self.base = base
        self.tab: Tab = context.new_page()
        self.faults: list[str] = []
        self.tab.on("console", self._note_console)
        self.tab.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.tab.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.tab.on("request", self._note_request)

    def open(self, path: str) -> Tab:
        self.tab.goto(self.base + path)
        return self.tab

    def _note_console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith(self.base):
            self.faults.append(f"request: {request.url}")


@pytest.fixture
def watch(browser: Browser, base: str) -> Iterator[Callable[..., Watched]]:
    """Opens a watched tab; at the end nothing bad may have happened in it."""
    contexts: list[BrowserContext] = []
    tabs: list[Watched] = []

    def open_tab(base: str = base, **options: Any) -> Watched:
        contexts.append(browser.new_context(**options))
        tabs.append(Watched(contexts[-1], base))
        return tabs[-1]

    yield open_tab
    faults = [fault for tab in tabs for fault in tab.faults]
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def paths(live: Reading) -> list[str]:
    return [
        "/",
        "/search?q=quay",
        "/check?quote=We+will+not+keep+the+northern+quay+closed&said_by=Maran",
        "/events",
        f"/r/{live.events[0].id}",
        f"/r/{live.commitments[0].id}",
        f"/r/{live.disputes[0].id}",
        "/articles",
        "/speakers",
        "/about",
        f"/article/{live.article.id}",
        f"/r/{live.statements[0].id}",
        f"/speaker/{MARAN}",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_loads_nothing_from_elsewhere_and_breaks_no_rule(
    watch: Callable[..., Watched], paths: list[str], scheme: str
) -> None:
    watched = watch(color_scheme=scheme)
    for path in paths:
        tab = watched.open(path)
        assert tab.locator("h1").count() == 1
        ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        channels = [int(part) for part in ground.removeprefix("rgb(").removesuffix(")").split(",")]
        assert (min(channels) > 200) if scheme == "light" else (max(channels) < 60)


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways_on_a_small_screen(
    watch: Callable[..., Watched], paths: list[str], width: int
) -> None:
    watched = watch(viewport={"width": width, "height": 640})
    for path in paths:
        tab = watched.open(path)
        wide, room = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, path


def test_the_shown_text_is_the_articles_text(watch: Callable[..., Watched], live: Reading) -> None:
    tab = watch().open(f"/article/{live.article.id}")
    shown = tab.locator("[data-text]").evaluate_all("found => found.map(one => one.textContent)")
    assert shown == [line for line in live.article.text.splitlines() if line]


def test_the_keyboard_is_enough(watch: Callable[..., Watched]) -> None:
    tab = watch().open("/")
    focused = "document.activeElement.getAttribute('href')"
    tab.keyboard.press("Tab")
    assert tab.evaluate(focused) == "#main"
    tab.keyboard.press("Enter")
    records = tab.locator("[data-item] [data-open]").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        tab.keyboard.press(key)
        assert tab.evaluate(focused) == records[place]
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{records[0]}")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "quick"
    tab.keyboard.type("j/k?")
    assert tab.locator("#quick").input_value() == "j/k?", "keys are letters where one types"
    tab.locator("#quick").fill("quay")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=quay")
    assert tab.locator("#results").inner_text() == "1 statement"


def test_the_keys_are_shown_and_can_be_switched_off(watch: Callable[..., Watched]) -> None:
    tab = watch().open("/")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.get_by_label("Single keys are on").uncheck()
    tab.keyboard.press("Escape")
    assert not tab.locator("#keys").is_visible()
    tab.reload()
    before = tab.evaluate("document.activeElement.outerHTML")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.outerHTML") == before
    tab.keyboard.press("?")
    assert not tab.get_by_label("Single keys are on").is_checked()


def test_focus_can_be_seen(watch: Callable[..., Watched]) -> None:
    tab = watch().open("/")
    for _ in range(4):
        tab.keyboard.press("Tab")
        style, width = tab.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
        )
        assert (style, width) == ("solid", "3px")


def test_copy_as_copies(watch: Callable[..., Watched], live: Reading) -> None:
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    tab = watched.open(f"/r/{live.statements[0].id}")
    for name, start in (("Link to the words", "https://news.example/"), ("Markdown", "> “We will keep")):
        tab.get_by_role("button", name=f"Copy: {name}").click()
        tab.get_by_text("Copied.").wait_for()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == tab.get_by_label(name, exact=True).input_value()
        assert copied.startswith(start)


def test_the_copied_link_highlights_the_words(watch: Callable[..., Watched], live: Reading) -> None:
    """Chromium itself follows the fragment to the marked words of our own page, which has the same text."""
    watched = watch(viewport={"width": 900, "height": 300})
    tab = watched.open(f"/r/{live.statements[7].id}")
    link = tab.get_by_label("Link to the words", exact=True).input_value()
    tab = watched.open(f"/article/{live.article.id}#{link.split('#')[1]}")
    words = tab.get_by_text("40 of 120 cranes need repair")
    # The page's own policy forbids wait_for_function, which evaluates a string.
    end = time.monotonic() + PATIENCE_MS / 1_000
    while not (box := words.bounding_box()) or not 0 <= box["y"] <= 300:
        assert time.monotonic() < end, "the browser did not go to the words"
        tab.wait_for_timeout(100)
    assert tab.evaluate("window.scrollY") > 300


def test_pointing_at_a_record_lights_up_its_words(watch: Callable[..., Watched], live: Reading) -> None:
    tab = watch().open(f"/article/{live.article.id}")
    statement = live.statements[4].id
    tab.locator(f"#r-{statement}").hover()
    assert tab.locator(".mark.linked").all_inner_texts() == ["She", "denied", "that anything had been hidden"]
    tab.locator("h1").hover()
    assert tab.locator(".mark.linked").count() == 0
    tab.locator(f"[data-records='{statement}'].cue").hover()
    assert tab.locator(f"#r-{statement}.linked").count() == 1


def test_everything_works_without_javascript(watch: Callable[..., Watched], live: Reading, paths: list[str]) -> None:
    watched = watch(java_script_enabled=False)
    for path in paths:
        assert watched.open(path).locator("h1").is_visible()
    tab = watched.open("/search")
    tab.locator("#q").fill("cranes")
    tab.locator(".filters button").click()
    tab.wait_for_url("**/search?q=cranes**")
    tab.get_by_role("link", name="Record", exact=True).click()
    tab.wait_for_url("**/r/*")
    assert tab.get_by_label("Markdown", exact=True).is_visible()
    tab.get_by_role("link", name="Read it in the article").click()
    tab.wait_for_url("**/article/*")
    tab.locator(f"#m-{live.statements[7].id}").click()
    assert tab.locator(f"#r-{live.statements[7].id}:target").is_visible()


def test_hostile_text_runs_nothing(
    watch: Callable[..., Watched], with_payload: Callable[[str], Reading], tmp_path: Path
) -> None:
    payloads = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
    bundles = [" ".join(payloads[start::4]) for start in range(4)]
    readings = [with_payload(bundle) for bundle in bundles]
    with open_book(tmp_path / "book.db") as book:
        for reading in readings:
            book.add(reading)
    with served(tmp_path / "book.db") as base:
        watched = watch(base)
        pages = ["/", "/search", "/articles", "/speakers"]
        for reading in readings:
            pages += [f"/article/{reading.article.id}", f"/r/{reading.statements[0].id}"]
        for path in pages:
            tab = watched.open(path)
            tab.wait_for_load_state("load")
            assert tab.evaluate("window.owned") is None
            assert tab.url == base + path
        watched.tab.context.close()


def test_the_policy_stops_what_would_get_through(watch: Callable[..., Watched]) -> None:
    """Proof that the policy is alive: script, style and image put into the page by hand do nothing."""
    watched = watch()
    tab = watched.open("/about")
    tab.evaluate(
        """() => {
            const box = document.createElement('div');
            box.innerHTML = '<img src=x onerror="window.owned=1"><p id=styled style="color: rgb(1, 2, 3)">x</p>';
            document.body.append(box);
            const script = document.createElement('script');
            script.textContent = 'window.owned = 1';
            document.body.append(script);
        }"""
    )
    tab.wait_for_timeout(500)
    assert tab.evaluate("window.owned") is None
    assert tab.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(1, 2, 3)"
    assert any("Content Security Policy" in fault for fault in watched.faults)
    watched.faults.clear()
