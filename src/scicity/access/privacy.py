"""What is kept about people, why, and until when: one list, which the page of it shows and a test
holds against the tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from scicity.platform.phrases import Phrase, phrase


@dataclass(frozen=True)
class Held:
    """`fields`: the personal fields of tables (table.field) that this line accounts for."""

    what: Phrase
    why: Phrase
    until: Phrase
    fields: tuple[str, ...]


HELD = (
    Held(
        phrase("access-privacy-name-e-mail-orcid-id-organisation"),
        phrase("access-privacy-the-account-proposals-and-messages"),
        phrase("access-privacy-you-erase-the-account"),
        ("person.email", "person.name", "person.name_zh", "person.orcid", "person.password"),
    ),
    Held(
        phrase("access-privacy-where-you-are-signed-in-address"),
        phrase("access-privacy-that-nobody-else-signs-in-as"),
        phrase("access-privacy-you-sign-out-twelve-hours-at"),
        (),
    ),
    Held(
        phrase("access-privacy-the-e-mail-of-who-is"),
        phrase("access-privacy-to-send-the-invitation"),
        phrase("access-privacy-who-was-invited-erases-the-account"),
        ("invitation.email",),
    ),
    Held(
        phrase("access-privacy-mail-to-you-its-subject-and"),
        phrase("access-privacy-that-what-did-not-arrive-is"),
        phrase("access-privacy-you-erase-the-account"),
        (),
    ),
    Held(
        phrase("access-privacy-the-note-on-an-arrival"),
        phrase("access-privacy-to-prepare-the-place-and-safety"),
        phrase("access-privacy-you-erase-the-account"),
        ("visit.arrival_note",),
    ),
    Held(
        phrase("access-privacy-personal-answers-in-an-application-to"),
        phrase("access-privacy-that-the-authority-in-charge-decides"),
        phrase("access-privacy-so-many-days-after-its-end"),
        ("sealed.body",),
    ),
    Held(
        phrase("access-privacy-messages-between-you-and-an-authority"),
        phrase("access-privacy-the-same-other-authorities-do-not"),
        phrase("access-privacy-the-same"),
        ("message.text", "objection.text", "objection.reply"),
    ),
    Held(
        phrase("access-privacy-what-was-used-sessions-time-jobs"),
        phrase("access-privacy-figures-that-can-be-checked-counts"),
        phrase("access-privacy-for-good-what-ties-the-pseudonym"),
        (),
    ),
    Held(
        phrase("access-privacy-what-the-api-answered-to-requests"),
        phrase("access-privacy-that-a-repeated-request-is-done"),
        phrase("access-privacy-one-day"),
        ("keptanswer.content",),
    ),
    Held(
        phrase("access-privacy-the-log-pseudonym-operation-and-time"),
        phrase("access-privacy-safety-and-finding-faults"),
        phrase("access-privacy-as-the-operator-rules"),
        (),
    ),
)
