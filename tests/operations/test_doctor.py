"""The doctor finds what is wrong with an installation, and says what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from scicity.operations.doctor import examine
from scicity.platform.models import OutboxRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(settings, tmp_path):
    settings.STATE, settings.LEDGER, settings.CITY_LEDGER = (
        tmp_path / "state",
        tmp_path / "ledger",
        tmp_path / "ledger",
    )
    settings.STATE.mkdir()
    OutboxRecord.objects.all().delete()
    return settings


def found(level):
    return {f.what: f for f in examine() if f.level == level}


@pytest.mark.asvs("14.1.5")
def test_a_new_installation_has_nothing_bad(well):
    assert found("bad") == {}
    assert all(f.mend for f in examine() if f.level != "ok")


@pytest.mark.asvs("6.4.1", "14.1.5")
def test_a_key_that_others_can_read_is_bad(well):
    (well.STATE / "seal.key").write_text("x")
    (well.STATE / "seal.key").chmod(0o644)
    assert found("bad")["seal.key"].mend.startswith("chmod 600")


def test_records_that_nobody_delivers_are_bad(well):
    OutboxRecord.objects.create(stream="shots", row={}, made_at=timezone.now() - timedelta(hours=1))
    assert "start the worker" in found("bad")["outbox"].mend


def test_a_city_that_cannot_be_read_is_bad_and_the_rest_is_examined(well, tmp_path):
    well.CITY = tmp_path / "nowhere"
    assert "mend the files" in found("bad")["city"].mend
    assert "ledger" in {f.what for f in examine()}


def test_a_folder_without_backups_is_bad(well, tmp_path):
    assert {f.what: f for f in examine(tmp_path / "none")}["backups"].level == "bad"
