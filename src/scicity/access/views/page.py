"""How a page is declared: with its permission, the thing it is about, and what to do when a rule says no."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from ..errors import Invalid, Refused
from ..models import Person
from ..phrases import Phrase
from ..rules import allowed

View = Callable[..., Any]
KEPT = "kept"  # of a session: a form that was sent after the one before ended


def page(permission: str, of: Any = None, methods: tuple[str, ...] = ("GET",), related: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Declare a page. `of` is the model whose `pk` the address gives; the view gets the row itself.

    Who may not is sent to log in, or told that there is nothing here: whether it exists is not said.
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
                return render(request, "access/refused.html", status=403)
            args = (thing,) if of is not None else ()
            return view(request, *args, **kwargs)
        run.rule, run.of = permission, of  # type: ignore[attr-defined]
        guarded = require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(run)
        guarded.methods = methods
        return guarded
    return declare


def act(permission: str, of: Any = None, back: str = "") -> Callable[[View], View]:
    """Declare an action: POST only. What it returns is said to the person (a Phrase) or where to go (an address).

    When a rule refuses, its reason is said, and nothing has changed.
    """
    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                result = view(request, *args, **kwargs)
            except Refused as refusal:
                if request.headers.get("Accept", "").startswith("application/json"):
                    return JsonResponse({"error": str(refusal), "fields": {k: str(v) for k, v in refusal.fields.items()}}, status=refusal.status)
                messages.error(request, str(refusal))
                return redirect(back_of(request, back))
            if isinstance(result, HttpResponse):
                return result
            if isinstance(result, Phrase):
                messages.success(request, str(result))
                return redirect(back_of(request, back))
            return redirect(result or back_of(request, back))
        return page(permission, of, ("POST",))(run)
    return declare


def back_of(request: HttpRequest, otherwise: str) -> str:
    """The page of ours on which a form stood."""
    there = request.POST.get("next") or request.headers.get("Referer", "")
    if there and url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        return there
    return otherwise or reverse("home")


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What was written before a session ended, kept for the account that is signed in."""
    held: dict[str, Any] | None = request.session.get(KEPT) if request.user.is_authenticated else None
    return held if held and held["of"] == request.user.pk else None


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of access, or of the room that the template's name begins with."""
    context["unread"] = request.user.notifications.filter(read_at=None).count() if request.user.is_authenticated else 0
    context["kept_for"] = waiting(request) is not None
    context["may"] = lambda permission, thing=None: allowed(request.user, permission, thing)
    return render(request, f"{template if '/' in template else f'access/{template}'}.html", context, status=status)


# --- reading what was typed ------------------------------------------------------------------------------------------

def number(request: HttpRequest, name: str, needed: bool = True) -> Decimal | None:
    text = request.POST.get(name, "").strip().replace(",", "")
    if not text and not needed:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise Invalid("须为数字。", "That is not a number.", {name: Phrase("须为数字", "must be a number")})
    return value


def whole(request: HttpRequest, name: str, default: int | None = None) -> int:
    text = request.POST.get(name, "").strip()
    if not text and default is not None:
        return default
    if not text.lstrip("-").isdigit() or len(text) > 12:
        raise Invalid("须为整数。", "That is not a whole number.", {name: Phrase("须为整数", "must be a whole number")})
    return int(text)


def seen(request: HttpRequest) -> int | None:
    """The version of a proposal that stood on the page from which somebody judges."""
    return whole(request, "version") if request.POST.get("version") else None


def when(request: HttpRequest, name: str, zone: str, needed: bool = True) -> datetime | None:
    """A local time of a facility as an instant. A time that the clock skips or shows twice is refused with the reason."""
    text = request.POST.get(name, "").strip()
    if not text and not needed:
        return None
    return moment_in(text, zone, name)


def moment_in(text: str, zone: str, name: str = "time") -> datetime:
    try:
        naive = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid("时间格式不对。", f"{text!r} is not a time like 2026-03-01 08:00.", {name: Phrase("形如 2026-03-01 08:00", "like 2026-03-01 08:00")}) from error
    if not 1970 < naive.year < 2200:
        raise Invalid("年份不合理。", "The year is out of range.", {name: Phrase("年份", "year")})
    if naive.tzinfo is not None:
        return naive
    there = naive.replace(tzinfo=ZoneInfo(zone))
    if there.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        raise Invalid("当地时钟跳过了这一时刻。", "The clock skips this time there (daylight saving).", {name: Phrase("不存在", "does not exist")})
    return there


def day_in(request: HttpRequest, name: str, needed: bool = True) -> date | None:
    text = request.POST.get(name, "").strip()
    if not text and not needed:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("日期格式不对。", f"{text!r} is not a day like 2026-03-01.", {name: Phrase("形如 2026-03-01", "like 2026-03-01")}) from error
    if not 1990 <= day.year < 2100:
        raise Invalid("年份不合理。", "The year is out of range.", {name: Phrase("年份", "year")})
    return day


def the_day(request: HttpRequest, name: str) -> date:
    """A day that is needed."""
    day = day_in(request, name)
    assert day is not None
    return day


def person_by_email(request: HttpRequest, name: str = "email") -> Person:
    """Somebody by their whole address. A partial one finds nobody."""
    person = Person.objects.filter(email=request.POST.get(name, "").strip().lower(), is_active=True).first()
    if person is None:
        raise Invalid("没有使用此邮箱的账号。", "Nobody has this e-mail address.", {name: Phrase("须为完整邮箱", "the whole address")})
    return person


def chosen(request: HttpRequest, name: str, model: Any, rows: Any = None) -> Any:
    value = request.POST.get(name, "")
    found = (rows if rows is not None else model.objects).filter(pk=value).first() if value.isdigit() and len(value) < 19 else None
    if found is None:
        raise Invalid("请从列表中选择。", "Choose from the list.", {name: Phrase("请选择", "choose one")})
    return found

