"""Second factors: their secrets encrypted in the database, a code never taken twice, and a second
use told.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from scicity.platform import mails
from scicity.platform.keys import sealed, unsealed
from scicity.platform.phrases import phrase

security = logging.getLogger("scicity.security")
SEALED = "gAAAA"  # how a Fernet token begins, and no secret of a factor does
AGAIN = phrase("web-factors-a-code-of-your-authenticator-program")


class Factors(DefaultMFAAdapter):
    """Keeps the secrets of authenticator programs and recovery codes encrypted."""

    def encrypt(self, text: str) -> str:
        return sealed(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. What was kept before secrets were encrypted is read as it is."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        opened = unsealed(encrypted_text)
        if opened is None:  # the key is gone: a secret that nobody has, so that no code is right
            security.error("a second factor cannot be read: the key that sealed it is gone")
            return secrets.token_hex(40).translate(str.maketrans("0189", "ABCD")).upper()
        return opened


class _Once:
    """A code of a program counts once for as long as it would be right, on a clock half a minute
    off too.
    """

    user: Any
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        key = self._mark(self.cleaned_data["code"])
        if cache.get(key) == "used":
            self._again(key)
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            cache.set(key, "used", app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1))
        return code

    def _mark(self, code: str) -> str:
        told = hashlib.sha256(f"{self.user.pk}:{normalize_user_code(code)}".encode())
        return f"scicity-code-{told.hexdigest()}"

    def _again(self, key: str) -> None:
        security.warning("a used code was given again", extra={"person": self.user.key})
        if cache.add(f"{key}-told", "", app_settings.TOTP_PERIOD * 10):
            subject = phrase("web-factors-a-code-was-used-twice")
            chinese = self.user.language == "zh"
            said = (subject.zh, AGAIN.zh) if chinese else (subject.en, AGAIN.en)
            mails.post(
                "notice",
                self.user.email,
                self.user.language,
                said[0],
                f"{said[1]}\n\n{mails.full('/accounts/2fa/')}\n",
                person=self.user,
            )


class CodeForm(_Once, AuthenticateForm):  # type: ignore[misc]
    """Signing in with a code."""


class CodeAgainForm(_Once, ReauthenticateForm):  # type: ignore[misc]
    """Confirming with a code who one is."""
