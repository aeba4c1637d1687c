"""What each edit form of people shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Organisation, Person
from scicity.platform.phrases import phrase, verbatim

from ..shown import texts

MAIL_SAID = {
    "each": phrase("access-me-each-message"),
    "digest": phrase("access-me-a-daily-digest"),
    "none": phrase("access-me-none"),
}


def profile(row: Person, person: Person) -> Lines:
    return {
        **texts(
            row,
            name=phrase("access-me-name"),
            name_zh=phrase("access-me-name-in-chinese"),
            orcid=verbatim("ORCID iD"),
        ),
        "organisation": Line(
            phrase("access-me-organisation"),
            str(row.organisation_id or ""),
            {"": "–", **{str(o.pk): str(o) for o in Organisation.objects.filter(retired_at=None)}},
        ),
        "language": Line(
            phrase("access-me-language-of-letters"), row.language, {"zh": "中文", "en": "English"}
        ),
        "mail": Line(phrase("access-me-e-mail"), row.mail, MAIL_SAID),
    }


PROFILE = Shown(profile)
