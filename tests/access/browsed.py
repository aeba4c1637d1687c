"""A hand at a real browser, by the mouse or by the keyboard alone; it counts its steps as `Hand`
does.

By keyboard a thing is reached with Tab; then it takes one key, one text or one choice. What lies
in a part of the page that is folded away takes one step more, to unfold it.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime

from playwright.sync_api import Locator

from tests.access.serving import Site, Someone

MOST_TABS = 600


class BrowsedHand:
    """The same few things that `tests.access.hand.Hand` does.

    `keys`: by the keyboard alone.
    """

    def __init__(self, chromium, site: Site, email: str, language: str, keys: bool) -> None:
        self.url, self.keys, self.steps = site.url, keys, 0
        self.someone = Someone(chromium, site, email.partition("@")[0], language)
        self.page, self.say = self.someone.page, self.someone.say
        self.page.on("dialog", self._sure)

    def _sure(self, dialog) -> None:
        self.steps += 1
        dialog.accept()

    def go(self, path: str) -> None:
        self._came(self.page.goto(self.url + path))

    def _came(self, answer) -> None:
        assert answer is None or answer.status == 200, (answer.url, answer.status, self.text[:600])

    @contextmanager
    def _led(self):
        with self.page.expect_navigation():
            yield
        self.page.wait_for_load_state()

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("main").split())

    def _unfold(self, thing: Locator) -> None:
        """Open what the thing lies in, from the outside in."""
        folded = thing.locator("xpath=ancestor::details[not(@open)]")
        for _ in range(folded.count()):
            head = folded.first.locator("xpath=./summary")
            if thing.is_visible():
                return
            self._act(head, "Enter")

    def _reach(self, thing: Locator) -> None:
        """Tab on until the thing has the focus, as somebody does who has no mouse."""
        element = thing.element_handle()
        for _ in range(MOST_TABS):
            if element.evaluate("e => document.activeElement === e"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {thing} on {self.page.url}")

    def _act(self, thing: Locator, key: str) -> None:
        self.steps += 1
        if self.keys:
            self._reach(thing)
            self.page.keyboard.press(key)
        else:
            thing.click()

    def click(self, zh: str, en: str = "", to: str = "") -> None:
        """Follow the link that says so; of several, the one that leads `to`."""
        words = self.say(zh, en or zh)
        link = self.page.locator(f"a[href*='{to}']" if to else "a").filter(has_text=words).first
        self._unfold(link)
        with self._led():
            self._act(link, "Enter")

    def fill(self, name: str, value: str) -> None:
        """Type into a field, or choose in a list."""
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("e => e.type")
        if field.input_value() == value:
            return
        self._unfold(field)
        self.steps += 1
        if not self.keys:
            field.select_option(value) if kind == "select-one" else field.fill(value)
            return
        self._reach(field)
        if kind == "select-one":
            self._choose(field, value)
        elif kind == "datetime-local":
            self._type_moment(datetime.fromisoformat(value))
        else:
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.insert_text(value)
        assert field.input_value() == value, (name, field.input_value(), value)

    def _choose(self, field: Locator, value: str) -> None:
        values = field.locator("option").evaluate_all("all => all.map(o => o.value)")
        gap = values.index(value) - values.index(field.input_value())
        for _ in range(abs(gap)):
            self.page.keyboard.press("ArrowDown" if gap > 0 else "ArrowUp")

    def _type_moment(self, moment: datetime) -> None:
        """In the order of the browser's own language; the year is the part that does not end by
        itself.
        """
        keys = self.page.keyboard
        keys.type(f"{moment:%m%d%Y}")
        keys.press("ArrowRight")
        keys.type(f"{moment:%I%M}{'AP'[moment.hour >= 12]}")

    def tick(self, name: str, value: str = "", on: bool = True) -> None:
        boxes = f"main [name='{name}']" + (f"[value='{value}']" if value else "")
        box = self.page.locator(boxes).first
        if box.is_checked() == on:
            return
        self._unfold(box)
        if self.keys and box.evaluate("e => e.type") == "radio":
            self.steps += 1
            self._reach(self.page.locator(f"main [name='{name}']").first)
            self.page.keyboard.press("Space")
            while not box.is_checked():
                self.page.keyboard.press("ArrowDown")
        else:
            self._act(box, "Space")

    def press(self, zh: str, en: str = "", action: str = "") -> None:
        """Press the button that says so, in the form that posts to `action` where several do."""
        words = re.compile(rf"^\s*{re.escape(self.say(zh, en or zh))}\s*$")
        form = f"form[action*='{action}']" if action else "form"
        button = self.page.locator(f"{form} button").filter(has_text=words).first
        self._unfold(button)
        with self._led():
            self._act(button, "Enter")
