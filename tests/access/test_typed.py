"""Numbers are read by one rule in every form; what could mean two things is asked for, never
guessed.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.access.models import CallUnit, Proposal
from scicity.platform.errors import Invalid
from scicity.platform.typed import number_typed
from tests.access.test_trust import at_page


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33.4", "33.4"),
        ("1,200", "1200"),
        ("1,234,567.89", "1234567.89"),
        ("1 200", "1200"),
        ("1\u202f200.5", "1200.5"),
        (" 7 ", "7"),
        ("-0.5", "-0.5"),
        ("+3", "3"),
        (".5", "0.5"),
        ("１２．５", "12.5"),
        ("1e3", "1000"),
    ],
)
def test_what_is_plain_is_read(text, value):
    assert number_typed(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "33,4",
        "1,20",
        "1,2345",
        "1.234,5",
        "12,34,567",
        "1,200,5",
        ",5",
        "3,",
        "三",
        "1 20",
        "NaN",
        "Infinity",
        "1_000",
        "0x10",
        "",
        "1e9999",
        "--1",
    ],
)
def test_what_is_ambiguous_or_no_number_is_refused(text):
    with pytest.raises(Invalid):
        number_typed(text)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_what_the_site_writes_it_reads(value):
    assert number_typed(f"{value:,f}") == value
    assert number_typed(f"{value:f}") == value


@pytest.mark.django_db
def test_no_form_takes_a_comma_for_nothing(city):
    """33,4 asked for is neither 334 nor 33.4: it is asked again, and what was typed stays on the
    page.
    """
    draft = Proposal.objects.filter(
        state="draft", call__facility__path="ssrf", members__person=city.people["lin"]
    ).first()
    unit = draft.call.offers.filter(state="agreed").first().unit
    told = at_page(
        city.people["lin"],
        f"/proposals/{draft.pk}/edit/",
        title="t",
        units=unit.pk,
        **{f"amount-{unit.pk}": "33,4"},
    )
    assert told.status_code == 422
    assert not draft.parts.filter(unit=unit, amount=334).exists()
    call = city.calls["ssrf"]
    told = at_page(
        city.people["office"], f"/calls/{call.pk}/shares/", programme="x", percent="33,4"
    ).content.decode()
    assert "two ways" in told
    assert not call.shares.filter(programme="x").exists()
    offer = CallUnit.objects.filter(call=call).first()
    fields = {
        "code": call.code,
        "title_zh": "x",
        "title_en": "x",
        "cycle": call.cycle_id,
        "form": call.form_id,
        "opens_at": "2026-01-01T00:00",
        "closes_at": "2027-01-01T00:00",
    }
    told = at_page(
        city.people["office"],
        f"/calls/{call.pk}/edit/",
        **fields,
        **{f"capacity-{offer.unit_id}": "1,20"},
    )
    assert told.status_code == 422
    offer.refresh_from_db()
    assert offer.capacity != 120


@pytest.mark.django_db
def test_an_amount_is_shown_as_it_can_be_sent_again(city):
    """A hundred is 100 in a form, not 1E+2."""
    call = city.calls["ssrf"]
    offer = CallUnit.objects.filter(call=call).first()
    CallUnit.objects.filter(pk=offer.pk).update(capacity=Decimal("300.00"))
    page = at_page(city.people["office"], f"/calls/{call.pk}/edit/").content.decode()
    assert f'name="capacity-{offer.unit_id}" value="300"' in page or 'value="300"' in page
    assert "E+" not in page
