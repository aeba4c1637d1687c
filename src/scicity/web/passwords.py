"""What a password may not be, beside Django's own rules."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from scicity.access.phrases import Phrase

MOST = 128  # characters: hashing a longer one is work that anybody could have the server do


class AtMost:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return str(Phrase(f"密码最长{MOST}个字符。", f"A password has at most {MOST} characters."))
