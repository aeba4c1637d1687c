"""An OpenID provider in a process of its own, for the single sign-on of the tests: a certified-flow
server with one user.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.urls import include, path

PORT, CLIENT_URL = sys.argv[1:3] if len(sys.argv) > 2 else ("0", "")
FOLDER = Path(tempfile.mkdtemp())


def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


urlpatterns: list = []

if __name__ == "__main__":
    settings.configure(
        DEBUG=False,
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "db.sqlite3"}
        },
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_LOGIN_METHODS={"email"},
        SESSION_COOKIE_NAME="provider",
        CSRF_COOKIE_NAME="provider-csrf",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        ACCOUNT_SIGNUP_FIELDS=["email*", "password1*"],
        IDP_OIDC_PRIVATE_KEY=key(),
        SILENCED_SYSTEM_CHECKS=["account.W001"],
    )
    import django

    django.setup()
    from django.core.management import call_command

    urlpatterns += [
        path("accounts/", include("allauth.urls")),
        path("", include("allauth.idp.urls")),
    ]
    call_command("migrate", verbosity=0)
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    user = User.objects.create_user(
        "single",
        "single@university.example",
        "provider-password",
        first_name="Single",
        last_name="Sign",
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client(id="scicity", name="scicity", skip_consent=True)
    client.set_secret("provider-secret")
    client.set_redirect_uris([f"{CLIENT_URL}/accounts/oidc/sso/login/callback/"])
    client.set_scopes(["openid", "profile", "email"])
    client.set_response_types(["code"])
    client.set_grant_types([Client.GrantType.AUTHORIZATION_CODE])
    client.save()
    call_command("runserver", f"127.0.0.1:{PORT}", "--noreload", "--nothreading", verbosity=0)
    os._exit(0)
