"""Who came in, what was asked and what was refused, in the log; unusual use is told to auditors.

The log never holds a name, an address of mail, a password, a token or what was typed: persons stand
with their pseudonym.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from scicity.platform.phrases import phrase
from scicity.platform.verbs import outcome

from .attempts import owner_is_here
from .telemetry import count

requests = logging.getLogger("scicity.requests")
security = logging.getLogger("scicity.security")
REFUSALS, UNUSUAL, SPAN = {401, 403, 429}, 30, 600  # seconds


def noted(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A line for each request: its route and not its address, which may hold a key.

    Refusals stand in the security log as well.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        outcome.set("")
        response = get_response(request)
        bad, each = (
            response.status_code in REFUSALS or getattr(request, "hidden", False),
            requests.isEnabledFor(logging.INFO),
        )
        if bad or each:
            match, person = (
                request.resolver_match,
                getattr(getattr(request, "user", None), "key", ""),
            )
            told = {
                "method": request.method,
                "route": match.route if match else "",
                "status": response.status_code,
            }
            if bad:
                refused("refused", person, get_adapter().get_client_ip(request), **told)
            if each:
                requests.info(
                    "request",
                    extra={
                        **told,
                        "ms": round((time.perf_counter() - began) * 1000, 1),
                        "person": person,
                    },
                )
        return response

    return middleware


def refused(what: str, person: str, address: str, **more: Any) -> None:
    """Note a refusal; the thirtieth of one person, or of one address without an account, within ten
    minutes is unusual use, and auditors are told.
    """
    security.info(what, extra={"person": person, **more})
    count(what)
    who = person or address
    key = f"refused-{who}-{int(time.time() / SPAN)}"
    kept = caches["own"]
    kept.add(key, 0, SPAN)
    try:
        times = kept.incr(key)
    except ValueError:  # it was dropped between the two: a new count begins
        return
    if times == UNUSUAL:
        security.warning("unusual use", extra={"person": person, "refusals": times})
        count("unusual use")
        _tell_auditors(person)


def _tell_auditors(person: str) -> None:
    from scicity.platform import roles
    from scicity.platform.models import Person
    from scicity.platform.notices import tell

    who = (
        phrase("web-watch-the-account", person=person)
        if person
        else phrase("web-watch-an-address-without-an-account")
    )
    auditors = Person.objects.filter(role_grants__role=roles.AUDITOR, role_grants__until=None)
    tell(
        auditors,
        phrase(
            "web-watch-unusual-use-was-refused-times-within",
            who=who,
            unusual=UNUSUAL,
        ),
        "/history/",
    )


def watch_accounts() -> None:
    """Who signed in, who failed to, and what was changed about a second factor: in the log, by
    pseudonym.
    """
    from allauth.account.signals import password_reset
    from allauth.mfa.signals import authenticator_added, authenticator_removed
    from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

    def told(what: str) -> Callable[..., None]:
        def tell(sender: Any, user: Any = None, **_more: Any) -> None:
            security.info(what, extra={"person": getattr(user, "key", "")})

        return tell

    def failed(sender: Any, request: HttpRequest | None = None, **_more: Any) -> None:
        refused("failed to sign in", "", get_adapter().get_client_ip(request) if request else "")

    def left(sender: Any, request: HttpRequest | None = None, **_more: Any) -> None:
        if request is not None:
            request.signed_out = True  # type: ignore[attr-defined]

    password_reset.connect(owner_is_here, dispatch_uid="scicity owner is here")
    user_login_failed.connect(failed, weak=False, dispatch_uid="scicity failed to sign in")
    user_logged_out.connect(left, weak=False, dispatch_uid="scicity left")
    for signal, what in (
        (user_logged_in, "signed in"),
        (user_logged_out, "signed out"),
        (authenticator_added, "second factor added"),
        (authenticator_removed, "second factor removed"),
    ):
        signal.connect(told(what), weak=False, dispatch_uid=f"scicity {what}")
    _ways_in()


def _ways_in() -> None:
    """Every way to act as somebody, come or gone, is in the chain: addresses of mail, accounts
    elsewhere, second factors.
    """
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount
    from django.db.models.signals import post_delete, post_save, pre_save

    from scicity.platform.models.history import Change, note

    kept = {
        EmailAddress: ("email", "verified", "primary"),
        SocialAccount: ("provider", "uid"),
        Authenticator: ("type",),
    }
    personal = frozenset({"email", "uid"})

    def before(sender: Any, instance: Any, **_more: Any) -> None:
        instance._before = (
            sender._base_manager.filter(pk=instance.pk).values(*kept[sender]).first()
            if instance.pk
            else None
        )

    def changed(sender: Any, instance: Any, created: bool, raw: bool = False, **_more: Any) -> None:
        old = getattr(instance, "_before", None) or dict.fromkeys(kept[sender])
        fields = {
            n: (old[n], getattr(instance, n))
            for n in kept[sender]
            if old[n] != getattr(instance, n)
        }
        if fields and not raw:
            _told(sender, instance, "create" if created else "change", fields)

    def gone(sender: Any, instance: Any, **_more: Any) -> None:
        _told(sender, instance, "delete", {n: (getattr(instance, n), None) for n in kept[sender]})

    def _told(sender: Any, instance: Any, verb: str, fields: dict[str, tuple[Any, Any]]) -> None:
        note(
            [
                Change(
                    sender._meta.model_name,
                    str(instance.pk),
                    "",
                    verb,
                    {"user": (None, instance.user_id), **fields},
                    personal,
                )
            ],
            instance.user,
            "account",
        )

    for model in kept:
        pre_save.connect(before, sender=model, weak=False, dispatch_uid=f"before {model.__name__}")
        post_save.connect(
            changed, sender=model, weak=False, dispatch_uid=f"changed {model.__name__}"
        )
        post_delete.connect(gone, sender=model, weak=False, dispatch_uid=f"gone {model.__name__}")
