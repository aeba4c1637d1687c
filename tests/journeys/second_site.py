"""What the second city's site shows and does, in a process of its own: settings are one city's.

Prints JSON.

Run with SCICITY_CITY, SCICITY_STATE, SCICITY_ACCESS_LEDGER and SCICITY_CITY_LEDGER set.
"""

from __future__ import annotations

import json
import re
import sys
from collections import deque
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

ONCE = 4  # of so many like addresses (figures, statements, charts) are looked at in a language


def pages() -> dict[str, object]:
    """Every public page that links lead to, in both languages; of like ones the first few."""
    settings.PATIENCE = 120.0
    first = Client().get("/city/").content.decode()
    texts: dict[str, str] = {}
    bad: list[str] = []
    for language in ("en", "zh-hans"):
        visitor, seen, like = (
            Client(headers={"accept-language": language}),
            {"/city/"},
            dict[str, int](),
        )
        ahead = deque(
            [
                "/city/",
                "/city/explore/?metric=transfer_value&scope=heartwood&period=2025&grain=year",
                "/city/explore/?metric=core_hours&scope=wattle&period=2025-04",
            ]
        )
        while ahead:
            address = ahead.popleft()
            answer = visitor.get(address)
            if answer.status_code != 200:
                bad.append(f"{address} {answer.status_code}")
                continue
            if not re.match("text/|image/svg|application/json", answer["Content-Type"]):
                continue
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            # the token of a form is chance: any three letters turn up in one some day
            said = re.sub(r'(?<=csrfmiddlewaretoken" value=")\w+', "", body.decode())
            texts[f"{language} {address}"] = unescape(said)
            for link in map(unescape, re.findall(r'(?:href|src)="(/city/[^"#]*)"', body.decode())):
                kind = link.partition("?")[0] if "?" in link else ""
                if link in seen or "/enter/" in link or (kind and like.get(kind, 0) >= ONCE):
                    continue
                seen.add(link)
                like[kind] = like.get(kind, 0) + 1
                ahead.append(link)
    return {"first": first, "texts": texts, "bad": bad}


def cycle() -> dict[str, object]:
    """A proposal's whole way at the light source, its time from the evening to the noon after by
    the campus's clock.
    """
    from scicity.access import demo
    from scicity.ledger import open_ledger
    from scicity.metrics import figure, metric
    from scicity.platform.outbox import deliver
    from scicity.registry import load_city
    from scicity.reports import scope_of

    world = demo.settle()
    path = demo.of_kind("light-source")
    facility = world.facilities[path]
    zone = ZoneInfo(facility.zone)
    proposal = demo.submitted(
        world, path, "Bright salt", {f"{path}/{demo.played()[0].units[0][0]}": Decimal(6)}
    )
    panel = demo.panel_for(world, path)
    demo.reviewed(world, proposal, panel)
    demo.met(world, panel)
    proposal = demo.accepted(world, proposal)
    day = (datetime.now(zone) - timedelta(days=20)).date()
    start = datetime(day.year, day.month, day.day, 20, tzinfo=zone)
    session = demo.ran(world, proposal, start, 16)
    deliver()
    ledger, city = open_ledger(settings.LEDGER), load_city(settings.CITY)
    told = {}
    for name, period in (
        ("total_beam_time", day),
        ("total_beam_time", day + timedelta(days=1)),
        ("person_visits", day + timedelta(days=1)),
    ):
        f = figure(ledger, metric(name), scope_of(city, path), str(period))
        told[f"{name} {(period - day).days}"] = [
            None if f.value is None else float(f.value),
            f.status,
        ]
    visitor = Client(headers={"accept-language": "en"})
    visitor.force_login(world.people["lin"], "django.contrib.auth.backends.ModelBackend")
    shown = visitor.get(f"/sessions/{session.pk}/")
    return {
        "zone": facility.zone,
        "figures": told,
        "start": f"{start:%Y-%m-%d %H:%M}",
        "status": shown.status_code,
        "page": shown.content.decode(),
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(json.dumps({"pages": pages, "cycle": cycle}[sys.argv[1]]()))
