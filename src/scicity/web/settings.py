"""Django's settings. Everything that differs between installations comes from the environment."""

from __future__ import annotations

import logging
import os
import secrets
import time
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.csp import CSP

from scicity import i18n
from scicity.registry import find_city, here, kept_secret, settle

STATE = Path(os.environ.get("SCICITY_STATE", "var/access")).resolve()
CITY = find_city().resolve()
settle(CITY)
LEDGER = Path(
    os.environ.get("SCICITY_ACCESS_LEDGER") or os.environ.get("SCICITY_LEDGER", "var/ledger")
).resolve()
CITY_LEDGER = Path(
    os.environ.get("SCICITY_CITY_LEDGER") or LEDGER
).resolve()  # what the public pages read; access may owe its records to another
INTAKE = Path(
    os.environ.get("SCICITY_INTAKE") or STATE.parent / "intake"
).resolve()  # what is known of machines just now
PATIENCE = (
    0.4  # seconds that a page waits for figures before it is painted without them and they follow
)
ORIGIN = os.environ.get("SCICITY_ORIGIN") or (
    "simulated" if here().simulated else "real"
)  # 'simulated' for demonstrations: said in ledger, page and report


def _secret() -> str:
    """The signing key: from the environment, or made once and readable by its owner alone."""
    if "SCICITY_SECRET" in os.environ:
        return os.environ["SCICITY_SECRET"]
    return kept_secret(STATE / "secret.key", lambda: secrets.token_urlsafe(48))


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SCICITY_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
SECURE = os.environ.get("SCICITY_HTTPS", "") == "1"
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS] if SECURE else []

INSTALLED_APPS = [
    "scicity.access",
    "scicity.construction",
    "scicity.parkservices",
    "scicity.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks_db",
    "rules",
]
MIDDLEWARE = [
    "scicity.web.watch.noted",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "scicity.web.middleware.language",
    "scicity.portal.ledgers.chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scicity.web.attempts.remembered",
    "scicity.platform.views.kept.remembered",
    "scicity.platform.views.tried.given_back",
    "scicity.web.middleware.limited",
    "scicity.web.middleware.deny_by_default",
    "django.contrib.messages.middleware.MessageMiddleware",
    "scicity.web.middleware.second_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "scicity.web.urls"
WSGI_APPLICATION = "scicity.web.wsgi.application"
_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            *(
                Path(__file__).parents[1] / room / "templates"
                for room in (
                    "platform",
                    "access",
                    "construction",
                    "parkservices",
                    "portal",
                    "studio",
                )
            ),
        ],
        "OPTIONS": {"environment": "scicity.web.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent / "django_templates"],
        "OPTIONS": {
            "context_processors": [*_CONTEXT, "scicity.web.jinja.for_django"],
            "builtins": ["scicity.web.tags"],
        },
    },
]

_SQLITE = f"sqlite:///{STATE / 'access.sqlite3'}"
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", _SQLITE), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # writers queue instead of failing, readers never wait: https://www.sqlite.org/wal.html
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
        ),
    }
elif POOL := int(
    os.environ.get("SCICITY_POOL", "8")
):  # connections of one process; 0: one a thread, for an outer pooler
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": POOL, "timeout": 10}},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{n}", "OPTIONS": options}
    for n, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
] + [{"NAME": "scicity.web.passwords.AtMost"}]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "/accounts/login/", "/", "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new password, a factor added or removed: told by mail
# Wrong passwords (attempts.py): of a device that the account knows, of an address, of an address on
# one account, of all on one account.
ACCOUNT_RATE_LIMITS = {
    "attempt_device": "5/5m/key,30/h/key",
    "attempt_address": "10/m/key,100/h/key",
    "attempt_origin": "5/5m/key,10/h/key",
    "attempt_account": "100/h/key",
}
ACCOUNT_ADAPTER = "scicity.web.accounts.Accounts"
SOCIALACCOUNT_ADAPTER = "scicity.web.accounts.SingleSignOn"
ACCOUNT_FORMS = {"signup": "scicity.web.accounts.SignupForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = (
    False  # an address claimed elsewhere never opens an account here by itself
)
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": (
            [
                {
                    "provider_id": "sso",
                    "name": os.environ.get("SCICITY_OIDC_NAME", "Single sign-on 统一身份认证"),
                    "client_id": os.environ["SCICITY_OIDC_CLIENT"],
                    "secret": os.environ.get("SCICITY_OIDC_SECRET", ""),
                    "settings": {"server_url": os.environ["SCICITY_OIDC_URL"]},
                }
            ]
            if "SCICITY_OIDC_URL" in os.environ
            else []
        ),
        "OAUTH_PKCE_ENABLED": True,
    }
}

# Accounts of staff ask for a second factor: an authenticator program or a passkey. On by default
# where HTTPS is.
SECOND_FACTOR = os.environ.get("SCICITY_SECOND_FACTOR", "1" if SECURE else "0") == "1"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off
MFA_ADAPTER = "scicity.web.factors.Factors"
MFA_FORMS = {
    "authenticate": "scicity.web.factors.CodeForm",
    "reauthenticate": "scicity.web.factors.CodeAgainForm",
}
MFA_TOTP_ISSUER = os.environ.get("SCICITY_NAME", "scicity")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not SECURE
)  # browsers know no other insecure origin than localhost
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("SCICITY_PROXIES", "0")
)  # how many servers of ours stand in front and name the client
# So many requests an address without an account, and an account, may send to one server process;
# empty: no limit.
RATES = {
    "anonymous": os.environ.get("SCICITY_RATE_ANONYMOUS", "1200/m"),
    "known": os.environ.get("SCICITY_RATE_KNOWN", "3000/m"),
}
RATELIMIT_USE_CACHE = "own"

# one truth for all processes: who signs out is out everywhere, at once
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "scicity.platform.views.kept.refused"
CSRF_COOKIE_HTTPONLY = True  # scripts of ours read the token from the form
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
DEVICE_COOKIE = "known"
if SECURE:  # a name that browsers take from this host alone: RFC 6265bis, section 4.1.3.2
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    DEVICE_COOKIE = "__Host-known"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_SSL_REDIRECT, SECURE_REDIRECT_EXEMPT = SECURE, ["^health/$", "^ready/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF, *filter(None, [os.environ.get("SCICITY_OIDC_URL")])],
}
X_FRAME_OPTIONS = "DENY"

# further folders of languages, and of texts that say otherwise than ours
LOCALES = (i18n.LOCALES, *map(Path, filter(None, os.environ.get("SCICITY_LOCALES", "").split(":"))))
_spoken = i18n.Catalogue(LOCALES).languages()
LANGUAGES = [
    ({"zh": "zh-hans"}.get(code, code), _spoken[code])
    for code in dict.fromkeys((*here().languages, *_spoken))
]  # the first: where nobody chose and no browser says
LANGUAGE_CODE = LANGUAGES[0][0]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = STATE / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
PRIVACY_CONTACT = os.environ.get(
    "SCICITY_PRIVACY_CONTACT", ""
)  # whom to write to about personal data
CLAMD = os.environ.get(
    "SCICITY_CLAMD", ""
)  # the antivirus that looks at uploads: host:port, or the path of its socket

# where people open the site: what mails lead to
SITE = os.environ.get("SCICITY_SITE") or (
    ("https" if SECURE else "http")
    + f"://{ALLOWED_HOSTS[0]}"
    + ("" if "SCICITY_HOSTS" in os.environ else ":8000")
)
EMAIL_BACKEND = os.environ.get(
    "SCICITY_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = STATE / "mail"
EMAIL_HOST = os.environ.get("SCICITY_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SCICITY_EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("SCICITY_EMAIL_FROM", "scicity@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# what all processes must see alike (attempts to sign in) lies in the database; what each may keep
# for itself, in memory
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "own": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
logging.Formatter.converter = time.gmtime  # the lines of all machines are in one zone
_LEVEL = os.environ.get("SCICITY_LOG", "WARNING")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"traced": {"()": "scicity.web.telemetry.Traced"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(levelname)s %(name)s %(message)s %(trace_id)s",
            "timestamp": "time",
            "rename_fields": {"levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
        "plain": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%SZ",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["traced"],
            "formatter": os.environ.get("SCICITY_LOG_FORMAT", "plain"),
        }
    },
    "root": {"handlers": ["console"], "level": _LEVEL},
    "loggers": {
        "django.tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "scicity.security": {"level": "INFO" if _LEVEL == "WARNING" else _LEVEL},
    },
}
# security: whether other names under the host's domain speak HTTPS is not for us to say
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",
    "security.W005",
    "security.W021",
    "django_ratelimit.E003",
    "django_ratelimit.W001",
]
