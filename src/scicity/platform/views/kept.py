"""What somebody wrote while their session ended: kept in the browser's new session, given back to
the same account.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse

from ..phrases import phrase
from .page import KEPT, act, back_of, page, show, waiting
from .tried import typed

COOKIE, SALT = "was", "scicity.kept"
AGE = 30 * 24 * 3600


def remembered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the browser hold, signed, which account it was: only that one gets its words back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "user", None)
        if _sent_again(request, response):
            del request.session[KEPT]
        if user is not None and user.is_authenticated and whose(request) != user.pk:
            response.set_signed_cookie(
                COOKIE,
                str(user.pk),
                salt=SALT,
                max_age=AGE,
                httponly=True,
                samesite="Lax",
                secure=settings.SECURE,
            )
        return response

    return middleware


def _sent_again(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this was the form that had been kept, taken this time."""
    if request.method != "POST" or response.status_code >= 400 or hasattr(request, "just_kept"):
        return False
    user = getattr(request, "user", None)
    held = request.session.get(KEPT) if user is not None and user.is_authenticated else None
    return held is not None and bool(held["path"] == request.path)


def whose(request: HttpRequest) -> int | None:
    """The account that this browser was last signed in with."""
    try:
        return int(request.get_signed_cookie(COOKIE, salt=SALT, max_age=AGE))
    except (KeyError, ValueError, signing.BadSignature):
        return None


def keep(request: HttpRequest) -> bool:
    """Keep what was sent by an account whose session is over.

    False: nobody was signed in here, or it is too much.

    Passwords and codes are never kept; of files only their names are.
    """
    owner = whose(request)
    if owner is None or request.method != "POST":
        return False
    fields = typed(request)
    if not fields:
        return False
    request.session[KEPT] = {
        "of": owner,
        "path": request.path,
        "fields": fields,
        "back": back_of(request, "/"),
        "files": [f.name for _, files in request.FILES.lists() for f in files],
    }
    request.just_kept = True  # type: ignore[attr-defined]
    return True


def signed_out(request: HttpRequest) -> HttpResponse:
    """The answer to a form whose session is over: to sign in, and back to what was written."""
    there = reverse("kept") if keep(request) else back_of(request, "/")
    if request.headers.get("Accept", "").startswith("application/json"):
        told = phrase("platform-kept-you-were-signed-out-sign-in")
        return JsonResponse({"error": str(told), "fields": {}}, status=401)
    return redirect_to_login(there)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is of an earlier session (somebody signed in again in another tab): its
    text is kept.

    Only where the browser says that the form was ours: what another site sends is refused and
    forgotten.
    """
    if request.user.is_authenticated and _ours(request) and keep(request):
        rotate_token(request)
        return redirect("kept")
    return show(request, "platform/refused", status=403)


def _ours(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


@page("signed-in")
def given_back(request: HttpRequest) -> HttpResponse:
    """What was written, to be sent again or thrown away."""
    return show(request, "platform/kept", kept=waiting(request))


@act("signed-in", back="/")
def forget(request: HttpRequest) -> Any:
    request.session.pop(KEPT, None)
    return "/"
