"""The language of a request, and the rule that a page without a rule is nobody's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.generic import RedirectView
from django_ratelimit.core import is_ratelimited

from scicity.parkservices.models import Officer
from scicity.platform.phrases import phrase

Get = Callable[[HttpRequest], HttpResponse]
# pages of the libraries that we mount, which guard themselves; everything else declares its rule
GUARDED_ELSEWHERE = ("allauth.", "django.contrib.staticfiles", "ninja.")


def wanted(asked: str) -> str:
    """The one of our languages that an Accept-Language header prefers (RFC 9110: weights from 0 to
    1); else the city's first.
    """
    best, language = 0.0, str(settings.LANGUAGE_CODE)
    for part in asked.lower().split(","):
        name, _, weight = part.strip().partition(";")
        value = weight.strip().removeprefix("q=")
        share = float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value) else float(not weight)
        for code, _ in settings.LANGUAGES:
            if name.strip().split("-")[0] == code[:2] and share > best:
                best, language = share, str(code)
    return language


def language(get_response: Get) -> Get:
    """As chosen, else as the browser asks, else as the city speaks first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = wanted(request.headers.get("Accept-Language", ""))
        translation.activate(chosen)
        response = get_response(request)
        response.headers.setdefault("Content-Language", "zh" if chosen == "zh-hans" else chosen)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )  # no page asks for these
        if getattr(
            request, "signed_out", False
        ):  # what the browser holds of the pages goes with the session
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


class DenyByDefault:
    """Refuses a view that declares no rule.

    The rules themselves are applied where the view is declared.
    """

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        if not declared(view):
            raise PermissionDenied(
                f"{view.__module__}.{getattr(view, '__name__', view)} declares no rule"
            )


def declared(view: Any) -> bool:
    """Whether a view says who may see it.

    A redirection shows nothing: where it leads is what is guarded.
    """
    view = getattr(view, "func", view)  # the API binds its own pages with functools.partial
    return (
        hasattr(view, "rule")
        or getattr(view, "__module__", "").startswith(GUARDED_ELSEWHERE)
        or getattr(view, "view_class", None) is RedirectView
    )


deny_by_default = DenyByDefault


def limited(get_response: Get) -> Get:
    """Refuses whoever asks too often, by account or else by address, with 429 and when to come
    again.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        known = (
            request.user.is_authenticated
        )  # a token is looked up later: whoever sends one counts by address
        key = f"u{request.user.pk}" if known else get_adapter().get_client_ip(request)
        rate = settings.RATES[
            "known" if known or "Authorization" in request.headers else "anonymous"
        ]
        if rate and is_ratelimited(
            request, group="all", key=lambda _group, _request: key, rate=rate, increment=True
        ):
            words = phrase("web-middleware-too-many-requests-try-again-in")
            if request.path.startswith("/api/"):
                return JsonResponse(
                    {"error": str(words), "fields": {}}, status=429, headers={"Retry-After": "60"}
                )
            return HttpResponse(
                str(words),
                status=429,
                content_type="text/plain; charset=utf-8",
                headers={"Retry-After": "60"},
            )
        return get_response(request)

    return middleware


def second_factor(get_response: Get) -> Get:
    """Leads staff and officers who have no second factor yet to where one is set up; nothing else
    is open to them until then.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if (
            settings.SECOND_FACTOR
            and person.is_authenticated
            and not request.path.startswith(("/accounts/", "/static/", "/health/", "/ready/"))
            and not Authenticator.objects.filter(user=person).exists()
            and (person.is_staff or Officer.objects.filter(person=person).exists())
        ):
            messages.warning(
                request,
                str(phrase("web-middleware-set-up-a-second-factor-first")),
            )
            return redirect("mfa_index")
        return get_response(request)

    return middleware
