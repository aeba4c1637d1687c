"""Pages speak to people: no raw identifiers, no times of machines, nothing untranslated, plural
forms right; by walking the simulated city in both languages.
"""

from __future__ import annotations

import html
import re

import pytest
from django.apps import apps
from django.test import Client

from scicity.access.words import THINGS
from scicity.platform.models import Person, Tracked
from tests.access import matrix

pytestmark = pytest.mark.django_db

# technical by their nature: names of permissions and of rules, processes and tables as their
# authors drew them, what was mailed in the recipient's language
PASSED = (
    "/permissions/",
    "/services/{pk}/",
    "/services/new/",
    "/registers/authorities/",
    "/mail/",
    "/notices/",
    "/letters/{pk}/",
    "/studio/",
    "/city/",
    "/projects/",
    "/refused/",
)
STATES = (
    "finished",
    "booked",
    "infeasible",
    "feasible",
    "academic",
    "clinical",
    "biological-1",
    "radioactive",
    "user-office",
    "instrument-scientist",
    "co-proposer",
    "data-only",
    "longtext",
)
FAULTS = {
    "a value of the program": re.compile(r"\b(?:True|False|None|null|undefined)\b(?! yet|\.)"),
    "a machine's time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"),
    "an identifier": re.compile(r"(?<![/\w])[a-z]+_[a-z_]+\b(?!\.)"),
    "a verb of the program": re.compile(r"\b[a-z]+\.[a-z_-]+ (?:change|create|delete)\b"),
}
IN_CHINESE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(STATES)})(?![\w/.@-])")
PLURAL = re.compile(
    r"\b1 (?:reviews|people|proposals|days|records|links|drafts|hours|minutes|bookings|sessions)\b"
)


def spoken(page: str) -> list[str]:
    """What a page says, line by line; not what is marked as code, nor what somebody typed."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<(script|style|svg|code|textarea)\b.*?</\1>", " ", main, flags=re.DOTALL)
    main = re.sub(
        r"</?(?:td|th|div|p|li|tr|h\d|option|label|button|summary|legend|br)\b[^>]*>", "\n", main
    )
    return [
        line
        for x in html.unescape(re.sub(r"<[^>]+>", "", main)).split("\n")
        if (line := re.sub(r"\s+", " ", x).strip())
    ]


@pytest.mark.full
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_speaks_to_people(city, language):
    who, things = matrix.personas(), matrix.objects()
    wrong = set()
    for name in (
        "anonymous",
        "PI",
        "reviewer",
        "chair",
        "scientist",
        "office",
        "director",
        "city office",
        "auditor",
        "applicant",
        "customs",
        "park",
    ):
        client = Client(headers={"accept-language": language})
        if who[name] is not None:
            client.force_login(
                Person.objects.get(pk=who[name].pk),
                backend="django.contrib.auth.backends.ModelBackend",
            )
        for method, address, _, model in matrix.routes():
            if (
                method != "GET"
                or address.startswith("/api")
                or "<" in address
                or any(
                    address == x or (x.count("/") == 2 and address.startswith(x)) for x in PASSED
                )
            ):
                continue
            thing = things.get(model)
            answer = client.get(address.replace("{pk}", str(thing.pk if thing else 1)))
            if (
                answer.status_code != 200
                or "html" not in answer.get("Content-Type", "")
                or "<main" not in (page := answer.content.decode())
            ):
                continue
            for line in spoken(page):
                found = [what for what, pattern in FAULTS.items() if pattern.search(line)]
                if language == "zh" and IN_CHINESE.search(line):
                    found.append("an untranslated state")
                if language == "en" and PLURAL.search(line):
                    found.append("a plural of one")
                wrong |= {(what, address, line[:120]) for what in found}
    assert not wrong, "\n".join(map(str, sorted(wrong)))


def test_whatever_the_history_tells_of_has_a_name():
    unnamed = [
        m._meta.model_name
        for m in apps.get_models()
        if issubclass(m, Tracked)
        and m._meta.app_label == "access"
        and m._meta.model_name not in THINGS
    ]
    assert len(unnamed) < 20, unnamed
