"""What a password may not be, beside Django's own rules."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from scicity.platform.phrases import phrase

MOST = 128  # characters: hashing a longer one is work that anybody could have the server do


class AtMost:
    def validate(self, password: str, _user: Any = None) -> None:
        if len(password) > MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return str(phrase("web-passwords-a-password-has-at-most-characters", most=MOST))
