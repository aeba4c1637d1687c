"""A facility's page says how its machine is, and when nothing is heard of it, that."""

from __future__ import annotations

import json
import time

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "lost", "words"),
    [(2, False, "User operation"), (2, True, "beam lost: RF"), (300, False, "no news; last heard")],
)
def test_the_beam_just_now(client, settings, tmp_path, ago, lost, words):
    settings.INTAKE = tmp_path
    at = time.time() - ago
    now = {
        "unit": "ssrf",
        "mode": "user",
        "lost": lost,
        "cause": "RF" if lost else "",
        "since": at - 60,
        "at": at,
        "current": "200.4",
        "current_unit": "mA",
        "simulated": True,
    }
    (tmp_path / "status.json").write_text(
        json.dumps({"ring": {"looked": at, "recorded": at, "added": 3, "fault": "", "now": now}})
    )
    page = client.get("/city/places/ssrf/", headers={"accept-language": "en"}).content.decode()
    assert words in page
    assert "SIMULATED" in page
    assert ("200.4 mA" in page) == (ago < 60)
    assert (
        "Beam just now"
        not in client.get("/city/places/ssc/", headers={"accept-language": "en"}).content.decode()
    )
