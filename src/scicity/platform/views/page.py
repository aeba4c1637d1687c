"""How a page is declared: with its permission, the thing it is about, and what to do when a rule
says no.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import engines
from django.urls import resolve, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from ..clock import Ambiguous
from ..editions import Reading, Shown, reading
from ..errors import Changed, Invalid, Refused, Unread
from ..models import Person
from ..permissions import allowed
from ..phrases import Phrase, phrase
from ..typed import moment_typed, number_typed
from ..verbs import outcome
from .tried import remember

View = Callable[..., Any]
KEPT = "kept"  # of a session: a form that was sent after the one before ended


def page(
    permission: str,
    of: Any = None,
    methods: tuple[str, ...] = ("GET",),
    related: tuple[str, ...] = (),
    edits: Shown | None = None,
) -> Callable[[View], View]:
    """Declare a page. `of` is the model whose `pk` the address gives; the view gets the row itself.
    A form of it that changes the row declares what it shows of it (`edits`): a save on another
    edition is answered with both texts. Without `of` that row is the one who is signed in.

    Who may not is sent to log in, or told that there is nothing here: whether it exists is not
    said.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            thing = None
            if of is not None:
                rows = of.objects.select_related(*related) if related else of.objects
                thing = get_object_or_404(rows, pk=kwargs.pop("pk"))
            if not allowed(request.user, permission, thing):
                if not request.user.is_authenticated and request.method == "GET":
                    return redirect_to_login(request.get_full_path())
                if not request.user.is_authenticated and request.method == "POST":
                    from .kept import signed_out  # its own pages are declared here

                    return signed_out(request)
                if of is not None:
                    request.hidden = True  # type: ignore[attr-defined]
                    raise Http404
                return render(request, "platform/refused.html", status=403)
            args = (thing,) if of is not None else ()
            try:
                if edits is None or request.method != "POST":
                    return view(request, *args, **kwargs)
                given, row = request.POST.get(edits.field), thing or _own(request)
                if given != edits.edition(
                    row, request.user
                ):  # told before anything else that may be wrong; the transaction looks again
                    return stale(
                        request,
                        edits,
                        row,
                        Reading(
                            Unread() if given is None else Changed({}),
                            edits.lines(row, request.user),
                        ),
                    )
                with reading(edits, row, given, request.user) as told:
                    answer: HttpResponse = view(request, *args, **kwargs)
                return answer if told.refusal is None else stale(request, edits, row, told)
            except Ambiguous as asked:
                return _ask(request, asked)

        run.rule, run.of, run.edits = permission, of, edits  # type: ignore[attr-defined]
        guarded = require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(run)
        guarded.methods = methods
        return guarded

    return declare


def _own(request: HttpRequest) -> Any:
    """The row of the one who is signed in, as it is in the database."""
    return get_user_model().objects.get(pk=request.user.pk)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def stale(request: HttpRequest, edits: Shown, thing: Any, told: Reading) -> HttpResponse:
    """Both texts side by side: what is there now, and what was typed, to be put together and saved
    on what is there now.
    """
    assert told.refusal is not None
    if _by_script(request):
        return JsonResponse({"error": str(told.refusal), "fields": {}}, status=told.refusal.status)
    fresh = type(thing).objects.get(pk=thing.pk)
    rows, rest = [], []
    skipped = {"csrfmiddlewaretoken", edits.field}
    for name, line in told.lines.items():
        if name in skipped:
            continue
        sent = request.POST.getlist(name)
        now = [line.now] if isinstance(line.now, str) else list(line.now)
        if line.options and not sent:
            sent = [""]  # a box that is not ticked is not sent
        if [_typed(x) for x in sent] == [_typed(x) for x in now] or not (sent or "".join(now)):
            rest += [(name, x) for x in sent]
        else:
            rows.append(
                (
                    name,
                    line,
                    line.said(line.now),
                    sent,
                    line.said(tuple(sent)),
                    isinstance(line.now, tuple),
                )
            )
    rest += [
        (k, v)
        for k, values in request.POST.lists()
        if k not in told.lines and k not in skipped
        for v in values
    ]
    messages.get_messages(request).used = True  # the same reason is on the page
    return show(
        request,
        "platform/stale",
        status=told.refusal.status,
        rows=rows,
        rest=rest,
        field=edits.field,
        edition_now=edits.edition(fresh, request.user),
        back=back_of(request, "/"),
        files=[f.name for _, files in request.FILES.lists() for f in files],
    )


def _typed(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def edition(request: HttpRequest) -> Callable[..., SafeString]:
    """For templates: the hidden field that says which edition of a row a form shows, by the name of
    the form's address. Without a row it is the one who is signed in.
    """

    def field(name: str, thing: Any = None) -> SafeString:
        view: Any = resolve(reverse(name, args=[] if thing is None else [thing.pk])).func
        edits: Shown = view.edits
        thing = thing or _own(request)
        if request.method == "POST" and edits.field in request.POST and outcome.get() != "kept":
            read = request.POST[
                edits.field
            ]  # found wrong and not saved: it is still the edition that was opened
        else:
            # what a form was about may have been changed in memory by a save that was refused
            row = thing if request.method == "GET" else type(thing).objects.get(pk=thing.pk)
            read = edits.edition(row, request.user)
        return format_html('<input type="hidden" name="{}" value="{}">', edits.field, read)

    return field


def act(
    permission: str, of: Any = None, back: str = "", edits: Shown | None = None
) -> Callable[[View], View]:
    """Declare an action: POST only.

    What it returns is said to the person (a Phrase) or where to go (an address).

    When a rule refuses, its reason is said, and nothing has changed.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                result = view(request, *args, **kwargs)
            except Refused as refusal:
                if _by_script(request):
                    return JsonResponse(
                        {
                            "error": str(refusal),
                            "fields": {k: str(v) for k, v in refusal.fields.items()},
                        },
                        status=refusal.status,
                    )
                messages.error(request, str(refusal))
                there = back_of(request, back)
                remember(request, refusal, there)
                return redirect(there)
            if isinstance(result, HttpResponse):
                return result
            if isinstance(result, Phrase):
                messages.success(request, str(result))
                return redirect(back_of(request, back))
            return redirect(result or back_of(request, back))

        return page(permission, of, ("POST",), edits=edits)(run)

    return declare


def _ask(request: HttpRequest, asked: Ambiguous) -> HttpResponse:
    """A local time that was there twice: the same form comes again, with the question which of the
    two is meant.
    """
    if request.headers.get("Accept", "").startswith("application/json"):
        told = phrase("platform-page-the-clock-showed-this-time-twice").fill(
            a=asked.choices[0].isoformat(), b=asked.choices[1].isoformat()
        )
        return JsonResponse({"error": str(told), "fields": {asked.name: str(told)}}, status=422)
    sent = [
        (k, v)
        for k, values in request.POST.lists()
        if k not in (asked.name, "csrfmiddlewaretoken")
        for v in values
    ]
    if "next" not in request.POST:
        sent.append(("next", back_of(request, "")))
    return show(
        request,
        "platform/ambiguous",
        status=422,
        name=asked.name,
        choices=asked.choices,
        fields=sent,
    )


def back_of(request: HttpRequest, otherwise: str) -> str:
    """The page of ours on which a form stood."""
    there = request.POST.get("next") or request.headers.get("Referer", "")
    if there and url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        return there
    return otherwise or reverse("home")


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What was written before a session ended, kept for the account that is signed in."""
    held: dict[str, Any] | None = (
        request.session.get(KEPT) if request.user.is_authenticated else None
    )
    return held if held and held["of"] == request.user.pk else None


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page: `template` is its room and its name, without the ending.

    TypeError: a value has the name of something that every template has, and would hide it.
    """
    had: dict[str, Any] = engines["jinja2"].env.globals  # type: ignore[attr-defined]
    if hidden := context.keys() & had.keys():
        raise TypeError(f"{template}: what all pages have is hidden by {sorted(hidden)}")
    context["unread"] = (
        request.user.notifications.filter(read_at=None).count()
        if request.user.is_authenticated
        else 0
    )
    context["kept_for"] = waiting(request) is not None
    context["edition"] = edition(request)
    context["may"] = lambda permission, thing=None: allowed(request.user, permission, thing)
    return render(
        request,
        f"{template}.html",
        context,
        status=status,
    )


# --- reading what was typed -----------------------------------------------------------------------


def number(request: HttpRequest, name: str, needed: bool = True) -> Decimal | None:
    text = request.POST.get(name, "").strip()
    return None if not text and not needed else number_typed(text, name)


def whole(request: HttpRequest, name: str, default: int | None = None) -> int:
    text = request.POST.get(name, "").strip()
    if not text and default is not None:
        return default
    if not text.lstrip("-").isdigit() or len(text) > 12:
        raise Invalid(
            phrase("platform-page-that-is-not-a-whole-number"),
            {name: phrase("platform-page-must-be-a-whole-number")},
        )
    return int(text)


def seen(request: HttpRequest) -> int | None:
    """The version of a proposal that stood on the page from which somebody judges."""
    return whole(request, "version") if request.POST.get("version") else None


def when(request: HttpRequest, name: str, zone: str, needed: bool = True) -> datetime | None:
    """A local time of a facility as an instant, in UTC.

    One that the clock skips is refused with the reason; one that it shows twice is asked for.
    """
    text = request.POST.get(name, "").strip()
    if not text and not needed:
        return None
    return moment_typed(text, zone, name)


def day_in(request: HttpRequest, name: str, needed: bool = True) -> date | None:
    text = request.POST.get(name, "").strip()
    if not text and not needed:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            phrase("platform-page-is-not-a-day-like-2026", text=repr(text)),
            {name: phrase("common-like-2026-03-01")},
        ) from error
    if not 1990 <= day.year < 2100:
        raise Invalid(phrase("common-the-year-is-out-of-range"), {name: phrase("common-year")})
    return day


def the_day(request: HttpRequest, name: str) -> date:
    """A day that is needed."""
    day = day_in(request, name)
    assert day is not None
    return day


def person_by_email(request: HttpRequest, name: str = "email") -> Person:
    """Somebody by their whole address. A partial one finds nobody."""
    person = Person.objects.filter(
        email=request.POST.get(name, "").strip().lower(), is_active=True
    ).first()
    if person is None:
        raise Invalid(
            phrase("platform-page-nobody-has-this-e-mail-address"),
            {name: phrase("platform-page-the-whole-address")},
        )
    return person


def chosen(request: HttpRequest, name: str, model: Any, rows: Any = None) -> Any:
    value = request.POST.get(name, "")
    found = (
        (rows if rows is not None else model.objects).filter(pk=value).first()
        if value.isdigit() and len(value) < 19
        else None
    )
    if found is None:
        raise Invalid(phrase("common-choose-from-the-list-2"), {name: phrase("common-choose-one")})
    return found
