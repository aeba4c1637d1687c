"""Applications that the simulation makes up are ones that the services take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from scicity.parkservices import demo
from scicity.parkservices.models import Case, Enterprise, Permit, Service
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("left", ["0.001", "15.625", "7.813", "3"])
def test_a_permit_is_drawn_on_in_the_thousandths_it_is_kept_in(city, left):
    """However often half of the rest was taken, what is asked next can be taken too."""
    with verb.opened("test", None):
        Permit.objects.create(
            number="P-1",
            case=Case.objects.exclude(code=None).first(),
            enterprise=Enterprise.objects.get(code="demo-cell"),
            goods="cells",
            quantity=Decimal(250),
            unit="kg",
            left=Decimal(left),
            valid_from=date(2020, 1, 1),
            valid_until=date(2100, 1, 1),
        )
    drawing = [
        s
        for s in Service.objects.all()
        if (v := s.in_force(timezone.now().date()))
        and any(f.kind == "permit" or f.id == "permit" for f in v.process.start)
    ]
    assert drawing
    for service in drawing:
        case = demo.Acting(city, seed=7).apply(service, timezone.now())
        assert case is not None
        assert case.state != "draft"
