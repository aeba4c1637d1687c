"""What was typed into a form that was refused: the page comes back with it, and with each fault at
its field.

One place for all forms: an action is answered by the page it stood on, and a page that shows a
form again may not hold all of it (a row that is gone, a field that it does not repeat).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import time
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from lxml import html

from ..errors import Refused
from ..phrases import say

TRIED = "tried"  # of a session: a form that was refused
MOST = 1_000_000  # characters; a proposal of ten pages has 40,000
LASTS = 600  # seconds: between an answer and the page that it leads to
SECRET = ("password", "csrfmiddlewaretoken", "secret")
ACCOUNT = "/accounts/"  # whose pages take codes of a second factor
_TEXT = {"text", "search", "email", "url", "tel", "number", "date", "datetime-local", "time"}
_TEXT |= {"month", "week", "color", "range"}
_OWN = {"csrfmiddlewaretoken", "next"}  # of every form, not of what it is about
Fields = list[tuple[str, list[str]]]


def remember(request: HttpRequest, refusal: Refused, there: str) -> None:
    """Keep what was sent until the page to which the answer leads is shown."""
    fields = typed(request)
    if not request.user.is_authenticated or not fields:
        return
    request.session[TRIED] = {
        "at": urlsplit(there).path,
        "path": request.path,
        "fields": fields,
        "faults": {k: str(v) for k, v in refusal.fields.items()},
        "short": str(refusal.phrase),
        "long": str(refusal),
        "when": time(),
    }


def typed(request: HttpRequest) -> Fields:
    """What a form brought, without passwords; nothing where it is too much."""
    sent = [(k, v) for k, v in request.POST.lists() if not any(s in k.lower() for s in SECRET)]
    if request.path.startswith(ACCOUNT):
        return []
    return sent if sum(len(x) for _, v in sent for x in v) <= MOST else []


def given_back(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Put back what was typed: into the page that follows a refusal, or that is one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        if request.method == "POST" and response.status_code in (403, 404, 409, 422, 428):
            held: dict[str, Any] = {"path": request.path, "fields": typed(request)}
        elif request.method == "GET" and response.status_code == 200:
            user = getattr(request, "user", None)
            if user is None or not user.is_authenticated:
                return response
            held = request.session.get(TRIED) or {}
            if not held or held["at"] != request.path:
                return response
            del request.session[TRIED]
            if time() - held["when"] > LASTS:
                return response
        else:
            return response
        if held["fields"]:
            response.content = filled(response.content.decode(), held).encode()
        return response

    return middleware


def filled(page: str, held: dict[str, Any]) -> str:
    """A page with what was typed in its form; what has no field there stands above it."""
    tree = html.document_fromstring(page)
    sent: dict[str, list[str]] = dict(held["fields"])
    followed = "faults" in held  # a page that is itself the refusal tells its own faults
    form = _form(tree, held["path"], sent)
    if form is not None and followed:
        _fill(form, sent)
        if _tell(form, held["faults"]):
            for line in tree.iterfind(".//ul[@class='told']/li"):
                if line.text_content().strip() == held["long"].strip():
                    line.text = held["short"]
    left = [
        x.strip()
        for name, values in sent.items()
        if name not in _OWN | _chosen(form)
        for x in values
        if len(x.strip()) > 3 and not _shown(tree, x)
    ]
    main = tree.find(".//main")
    if not left and not followed:
        return page
    if left and main is not None:
        main.insert(0, _box(left))
    return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def _form(tree: Any, path: str, sent: dict[str, list[str]]) -> Any:
    """The form that was sent: of several to one address, the one that says the same of itself."""
    forms = [
        f
        for f in tree.iter("form")
        if (f.get("method") or "").lower() == "post"
        and urlsplit(f.get("action") or path).path == path
    ]

    def alike(form: Any) -> int:
        names = {e.get("name") for e in form.iter("input", "select", "textarea", "button")}
        hidden = [e for e in form.iter("input") if e.get("type") == "hidden"]
        same = sum(e.get("value") in sent.get(e.get("name"), ()) for e in hidden)
        return 4 * same + len(names & sent.keys())

    return max(forms, key=alike, default=None)


def _chosen(form: Any) -> set[str]:
    """The fields of a form that nobody types into: their values are words of the program."""
    if form is None:
        return set()
    no_text = {"hidden", "checkbox", "radio", "submit"}
    return {
        e.get("name")
        for e in form.iter("button", "select", "input")
        if e.get("name") and (e.tag != "input" or e.get("type") in no_text)
    }


def _fill(form: Any, sent: dict[str, list[str]]) -> None:
    taken = {name: list(values) for name, values in sent.items() if name != "csrfmiddlewaretoken"}
    for e in form.iter("input", "textarea", "select"):
        name, kind = e.get("name"), (e.get("type") or "text").lower()
        if name is None or name == "csrfmiddlewaretoken" or kind in ("file", "password"):
            continue
        if e.tag == "input" and kind in ("checkbox", "radio"):
            _set(e, "checked", (e.get("value") or "on") in sent.get(name, ()))
        elif not taken.get(name):
            continue
        elif e.tag == "select":
            for option in e.iter("option"):
                value = option.get("value", option.text_content().strip())
                _set(option, "selected", value in sent[name])
        elif e.tag == "textarea":
            e.text = "\n" + taken[name].pop(0)  # a first line's end is not part of it
        elif kind in _TEXT or kind == "hidden":
            e.set("value", taken[name].pop(0))
    for around in form.iterancestors("details"):
        around.set("open", "open")
    for inside in form.iter("details"):
        inside.set("open", "open")


def _set(element: Any, name: str, on: bool) -> None:
    if on:
        element.set(name, name)
    elif name in element.attrib:
        del element.attrib[name]


def _tell(form: Any, faults: dict[str, str]) -> bool:
    """Each fault at its field. False: there was none for some of them."""
    found = True
    for name, text in faults.items():
        fields = [e for e in form.iter("input", "select", "textarea") if e.get("name") == name]
        fields = [e for e in fields if e.get("type") != "hidden"]
        if not fields:
            found = False
            continue
        told = html.Element("span", id=f"fault-{name}")
        told.set("class", "fault")
        told.text = text
        told.tail, fields[0].tail = fields[0].tail, None
        fields[0].addnext(told)
        fields[0].set("aria-invalid", "true")
        fields[0].set("aria-describedby", f"fault-{name}")
    return found


def _shown(tree: Any, text: str) -> bool:
    want = " ".join(text.split())
    return any(want in " ".join(x.split()) for x in _texts(tree))


def _texts(tree: Any) -> Iterable[str]:
    yield tree.text_content()
    for e in tree.iter("input", "option"):
        yield e.get("value") or ""


def _box(left: list[str]) -> Any:
    box = html.Element("section")
    box.set("class", "told kept")
    head = html.Element("h2")
    head.text = say("common-what-you-wrote")
    rows = html.Element("ul")
    for text in left:
        row = html.Element("li")
        row.set("class", "typed")
        row.text = text
        rows.append(row)
    box.append(head)
    box.append(rows)
    return box
