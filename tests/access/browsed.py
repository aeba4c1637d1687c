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

from scicity.access.accounts import PASSWORD

MOST_TABS = 600


class BrowsedHand:
    """The same few things that `tests.access.hand.Hand` does.

    `keys`: by the keyboard alone.
    """

    def __init__(self, chromium, url: str, email: str, language: str, keys: bool) -> None:
        self.url, self.language, self.keys, self.steps = url, language, keys, 0
        self.context = chromium.new_context(
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            viewport={"width": 1440, "height": 900},
        )
        chosen = "zh-hans" if language == "zh" else "en"
        self.context.add_cookies([{"name": "django_language", "value": chosen, "url": url}])
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.page.on("dialog", self._sure)
        self.page.goto(f"{url}/accounts/login/?next=/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        with self._led():
            self.page.click("main button[type=submit]")

    def _sure(self, dialog) -> None:
        self.steps += 1
        dialog.accept()

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

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
