"""A hand at a page: it follows links, fills fields and presses buttons that are there, and counts
each as one step.

What a browser would send is what is sent: all fields of the form around a button, with the values
that the page put there. A field that holds the right value already takes no step.
"""

from __future__ import annotations

from django.test import Client
from lxml import html


class Hand:
    def __init__(self, person, language: str) -> None:
        self.client = Client(headers={"accept-language": language})
        self.client.cookies["django_language"] = "zh-hans" if language == "zh" else "en"
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.language, self.steps = language, 0
        self.go("/")

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def go(self, path: str) -> None:
        """Where somebody is led without a step: their first page, or the address in a notice."""
        self._came(self.client.get(path, follow=True), path)

    def _came(self, answer, path: str) -> None:
        assert answer.status_code == 200, (path, answer.status_code, self.text_of(answer))
        self.path = (
            answer.redirect_chain[-1][0] if getattr(answer, "redirect_chain", None) else path
        )
        self.page = html.fromstring(answer.content.decode())
        for choice in self.page.iter(
            "select"
        ):  # as a browser shows it: the first, where none is marked
            options = list(choice.iter("option"))
            if options and not any(o.get("selected") is not None for o in options):
                options[0].set("selected", "selected")

    @staticmethod
    def text_of(answer) -> str:
        return " ".join(html.fromstring(answer.content.decode()).text_content().split())[:600]

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def click(self, zh: str, en: str = "", to: str = "") -> None:
        """Follow the link that says so; of several, the one that leads `to`."""
        words = self.say(zh, en or zh)
        links = [
            a
            for a in self.page.iter("a")
            if words in " ".join(a.text_content().split()) and to in (a.get("href") or "")
        ]
        assert links, f"no link says {words!r} on {self.path}"
        self._unfold(links[0])
        self.steps += 1
        address = links[0].get("href")
        self.go(address if address.startswith("/") else self.path.partition("?")[0] + address)

    def _field(self, name: str):
        found = [e for e in self.page.iter("input", "select", "textarea") if e.get("name") == name]
        assert found, f"there is no field {name!r} on {self.path}"
        return found

    def _unfold(self, thing) -> None:
        """Open what the thing lies in: a step each."""
        for folded in thing.iterancestors("details"):
            if folded.get("open") is None:
                self.steps += 1
                folded.set("open", "")

    def fill(self, name: str, value: str) -> None:
        """Type into a field, or choose in a list."""
        field = self._field(name)[0]
        if field.value == value:
            return
        self._unfold(field)
        self.steps += 1
        field.value = value

    def tick(self, name: str, value: str = "", on: bool = True) -> None:
        box = next(e for e in self._field(name) if not value or e.get("value") == value)
        if box.checked != on:
            self._unfold(box)
            self.steps += 1
            box.checked = on

    def press(self, zh: str, en: str = "", action: str = "") -> None:
        """Press the button that says so, in the form that posts to `action` where several do."""
        words = self.say(zh, en or zh)
        found = [
            (f, b)
            for f in self.page.forms
            for b in f.iter("button")
            if " ".join(b.text_content().split()) == words and action in (f.get("action") or "")
        ]
        assert found, f"no button says {words!r} on {self.path}"
        form, button = found[0]
        self._unfold(button)
        self.steps += 1 + (button.get("data-confirm") is not None)  # and 'are you sure?'
        sent: dict[str, list[str]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        if button.get("name"):
            sent.setdefault(button.get("name"), []).append(button.get("value") or "")
        address = form.get("action") or self.path
        if form.method.upper() == "GET":
            self._came(self.client.get(address, sent, follow=True), address)
        else:
            self._came(
                self.client.post(
                    address, sent, follow=True, headers={"referer": f"http://testserver{self.path}"}
                ),
                address,
            )
