"""Wrong passwords are counted where they come from, so that a stranger's never keep an owner out
elsewhere.

A device from which somebody signed in before, or set a new password by mail, is known to their
account by a cookie, and counts its own attempts. All other attempts count by account and address,
by address over all accounts, and, far above what one address can reach, by account over all
addresses: then a known device, a passkey or the mail still leads in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from scicity.platform.models import Person

MOST = 5  # accounts that one device is known to
AGE = 180 * 86400  # seconds that a device is known
_SALT = "scicity.known-device"


def _known(request: HttpRequest) -> dict[str, str]:
    """The accounts (by pseudonym) that know the device, each with the device's mark there."""
    try:
        held = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE, ""), salt=_SALT, max_age=AGE
        )
    except signing.BadSignature:
        return {}
    return dict(held)


def _device(request: HttpRequest, login: str) -> str:
    known = _known(request)
    key = (
        Person.objects.filter(email=login).values_list("key", flat=True).first() if known else None
    )
    return known.get(key, "") if key else ""


def _counters(request: HttpRequest, login: str) -> list[tuple[str, str]]:
    """The limits (of settings.ACCOUNT_RATE_LIMITS) that an attempt must keep to, each with what it
    counts.
    """
    if device := _device(request, login):
        return [("attempt_device", f"{login} {device}")]
    origin = ratelimit.get_ip(request)
    return [
        ("attempt_address", origin),
        ("attempt_origin", f"{login} {origin}"),
        ("attempt_account", login),
    ]


def count(request: HttpRequest, login: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt before the password is looked at; None where a limit is reached.

    A right password takes it back.
    """
    used: list[ratelimit.SingleRateLimitUsage] = []
    for action, key in _counters(request, login.lower()):
        one = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if one is None:
            ratelimit.RateLimitUsage(used).rollback()  # what is refused is no guess
            return None
        used += one.usage
    return ratelimit.RateLimitUsage(used)


def owner_is_here(sender: Any, request: HttpRequest, user: Any, **_more: Any) -> None:
    """Who set a new password by mail owns the account: its counts begin anew, and the device is
    known to it.
    """
    for action, key in _counters(request, user.email):
        if action != "attempt_address":
            ratelimit.clear(request, app="allauth.account", action=action, key=key)
    request.owner = user  # type: ignore[attr-defined]


def remembered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Make a device known to whoever is signed in on it.

    The cookie opens nothing: it only counts apart.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        person: Any = getattr(request, "owner", None) or getattr(request, "user", None)
        if person is None or not person.is_authenticated:
            return response
        known = _known(request)
        if person.key not in known:
            kept = dict([*known.items()][-(MOST - 1) :]) | {person.key: secrets.token_urlsafe(12)}
            response.set_cookie(
                settings.DEVICE_COOKIE,
                signing.dumps(kept, salt=_SALT),
                max_age=AGE,
                secure=settings.SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return middleware
