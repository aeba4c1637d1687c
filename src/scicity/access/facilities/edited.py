"""What each edit form of facilities shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import phrase

from ..models import (
    Facility,
)
from ..shown import texts


def letters(row: Facility, person: Person) -> Lines:
    return texts(
        row,
        letter_zh=phrase("common-letter-in-chinese"),
        letter_en=phrase("common-letter-in-english"),
    )


LETTERS = Shown(letters)
