"""How accounts come to be: by e-mail that is verified, or by single sign-on."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm as AllauthSignup
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.functional import lazystr

from scicity.platform.phrases import chinese, phrase
from scicity.platform.verbs import verb

from . import attempts


class SignupForm(AllauthSignup):
    name = forms.CharField(max_length=120, label=lazystr(phrase("web-accounts-name")))
    name_zh = forms.CharField(
        max_length=60, label=lazystr(phrase("web-accounts-name-in-chinese")), required=False
    )
    field_order = ("name", "name_zh", "email", "password1", "password2")


class Accounts(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": lazystr(
            phrase("web-accounts-too-many-failed-attempts-from-here")
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._login_failed_rl_usage = attempts.count(request, credentials.get("email", ""))
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.email = form.cleaned_data["email"].lower()
        user.name = form.cleaned_data.get("name") or user.email.split("@")[0]
        user.name_zh = form.cleaned_data.get("name_zh", "")
        user.language = "zh" if chinese() else "en"
        (
            user.set_password(form.cleaned_data["password1"])
            if form.cleaned_data.get("password1")
            else user.set_unusable_password()
        )
        if commit:
            _save(user)
        return user


class SingleSignOn(DefaultSocialAccountAdapter):
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        with _signing_up():
            return super().save_user(request, sociallogin, form)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = sociallogin.user
        user.email = (data.get("email") or "").lower()
        user.name = (
            data.get("name")
            or " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
            or user.email
        )
        user.language = "zh" if chinese() else "en"
        return user


def _signing_up() -> Any:
    return verb.opened("sign-up", None)


def _save(user: Any) -> None:
    with _signing_up():
        user.save()
