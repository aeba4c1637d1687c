"""What templates may use: two languages, addresses, times in the facility's zone."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from jinja2 import Environment

from scicity.access import words
from scicity.access.units import ACCESS_UNITS
from scicity.platform.phrases import CATALOGUE, Both, chinese, either, say
from scicity.platform.roles import MEMBERS, PANEL_ROLES, ROLES
from scicity.registry import here
from scicity.web.compact import Compact


def moment(value: datetime | None, zone: str = "", form: str = "%Y-%m-%d %H:%M") -> str:
    """A time in a facility's zone (else the city's), with its offset told once by `zone_shown`."""
    return "" if value is None else value.astimezone(ZoneInfo(zone or here().zone)).strftime(form)


def zone_shown(zone: str) -> str:
    offset = datetime.now(ZoneInfo(zone)).strftime("%z")
    return f"{zone} (UTC{offset[:3]}:{offset[3:]})"


def left(until: datetime) -> str:
    """The time that remains, in words."""
    seconds = int((until - timezone.now()).total_seconds())
    if seconds <= 0:
        return say("web-jinja-closed")
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    if days:
        return say("web-jinja-d-h-left", days=days, hours=hours)
    return say("web-jinja-h-min-left", hours=hours, minutes=minutes)


def amount(value: Decimal | float | None) -> str:
    if value is None:
        return "–"
    number = Decimal(str(value)).normalize()
    return number_format(
        number.quantize(Decimal(1)) if number == number.to_integral() else number,
        force_grouping=True,
    )


def event_words(event: Any) -> str:
    """What an event did, in words: which action on which kind of thing."""
    action = words.ACTIONS.get(event.verb.rpartition(" ")[2], Both(event.verb, event.verb))
    thing = words.THINGS.get(event.model, Both(event.model, event.model))
    return either(
        f"{action.zh}{thing.zh} {event.object_id}", f"{thing.en} {event.object_id} {action.en}"
    )


def plain(value: Decimal | float | None) -> str:
    """An amount as a form shows it to be changed: 100, never 1E+2."""
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def valued(value: Any) -> str:
    """A value of the history in words: times as times, truth as yes or no, nothing as nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("common-yes") if value else say("common-no")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", value):
        return moment(datetime.fromisoformat(value))
    return str(value)[:60]


def money(minor: float | None) -> str:
    """An amount in minor units of the city's currency, with its sign."""
    own = here().currency
    amount = minor or 0
    sign = "-" if amount < 0 else ""
    return f"{sign}{own.symbol}{abs(amount) / own.minor:,.{own.digits}f}"


def currency() -> str:
    """The name of the city's currency, as labels say it."""
    name = here().currency.name
    return either(name.zh, name.en)


def enterprise_number() -> str:
    """What an enterprise's number is called in the city's country."""
    held = here().identifier
    return either(held.name.zh, held.name.en) if held else say("web-jinja-enterprise-number")


def picked(record: Any, name: str) -> str:
    """A field in two languages: `picked(call, 'title')` is title_zh or title_en."""
    first, second = (f"{name}_zh", f"{name}_en") if chinese() else (f"{name}_en", f"{name}_zh")
    return getattr(record, first) or getattr(record, second)


@lru_cache(maxsize=4096)
def url(name: str, *args: object) -> str:
    """The address of a page. A page asks for dozens, nearly all the same as the last one did."""
    return reverse(name, args=args)


def environment(**options: Any) -> Environment:
    env = Environment(
        **{
            **options,
            "extensions": [Compact],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "auto_reload": False,
        }
    )
    env.globals.update(
        url=url,
        static=static,
        say=say,
        either=either,
        SPOKEN=settings.LANGUAGES,
        asked_language=get_language,
        language_name=lambda code: CATALOGUE.languages()[code],
        chinese=chinese,
        moment=moment,
        left=left,
        amount=amount,
        plain=plain,
        valued=valued,
        words=words,
        event_words=event_words,
        money=money,
        home_zone=lambda: here().zone,
        currency=currency,
        enterprise_number=enterprise_number,
        major=lambda x: x * here().currency.minor,
        picked=picked,
        zone_shown=zone_shown,
        now=timezone.now,
        ROLES=ROLES,
        MEMBERS=MEMBERS,
        PANEL_ROLES=PANEL_ROLES,
        ACCESS_UNITS=ACCESS_UNITS,
        simulated=settings.ORIGIN == "simulated",
        messages=messages.get_messages,
    )
    return env


def for_django(request: HttpRequest) -> dict[str, Any]:
    """The same for the few templates of Django's own engine: the account pages."""
    return {"asked_language": get_language(), "simulated": settings.ORIGIN == "simulated"}
