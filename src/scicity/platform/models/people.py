"""People, where they work, what they may do, and what they were trained for."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from scicity.platform import roles
from scicity.platform.models.history import SetUp, Tracked, TrackedRows
from scicity.platform.phrases import chinese, either


class Organisation(SetUp):
    """A home institution.

    `ror` is its Research Organization Registry id, `credit_code` its unified social credit code.
    """

    rights = True
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    ror = models.CharField(max_length=9, blank=True)
    credit_code = models.CharField(max_length=18, blank=True, default="", db_default="")
    kind = models.CharField(
        max_length=20,
        default="academic",
        choices=[(k, k) for k in ("academic", "industry", "clinical", "public")],
    )

    class Meta:
        app_label = "access"
        constraints = (
            models.UniqueConstraint(
                fields=["ror"], condition=~models.Q(ror=""), name="organisation_ror_once"
            ),
        )
        ordering = ("name_en",)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


def person_key() -> str:
    return "p" + secrets.token_hex(8)


class People(BaseUserManager.from_queryset(TrackedRows)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser, Tracked):
    """Somebody with an account.

    `key` is the pseudonym under which the ledger knows them; it outlives an erasure.
    """

    rights = True
    personal = frozenset({"email", "name", "name_zh", "orcid", "password"})
    untracked = frozenset({"last_login", "password"})

    key = models.CharField(max_length=17, unique=True, default=person_key, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(
        max_length=2, default="zh", choices=[("zh", "中文"), ("en", "English")]
    )
    mail = models.CharField(
        max_length=8,
        default="each",
        choices=[("each", "each"), ("digest", "digest"), ("none", "none")],
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True)
    calendar_key = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)
    objects = People()

    class Meta:
        app_label = "access"

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return (self.name_zh or self.name) if chinese() else self.name

    def get_full_name(self) -> str:
        return self.shown

    @cached_property
    def grants(self) -> frozenset[tuple[str, int | None]]:
        """Roles that hold now, with the facility (None: the whole city). Read once a request."""
        now = timezone.now()
        held = self.role_grants.filter(
            models.Q(until=None) | models.Q(until__gt=now), since__lte=now
        )
        return frozenset(held.values_list("role", "facility_id"))

    def holds(self, role: str, facility_id: int | None = None) -> bool:
        return (role, facility_id) in self.grants or (
            role in roles.CITY_WIDE and (role, None) in self.grants
        )

    def facilities_as(self, *wanted: str) -> set[int]:
        return {f for role, f in self.grants if role in wanted and f is not None}

    @cached_property
    def is_staff(self) -> bool:
        return any(role in roles.STAFF + roles.CITY_WIDE for role, _ in self.grants)


class RoleGrant(Tracked):
    rights = True
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=24, choices=[(r, r) for r in roles.ROLES])
    facility = models.ForeignKey("Facility", null=True, blank=True, on_delete=models.CASCADE)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "access"
        constraints = (
            models.UniqueConstraint(
                fields=["person", "role", "facility"],
                name="role_once",
                condition=models.Q(until=None),
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                name="city_role_once",
                condition=models.Q(until=None, facility=None),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=roles.CITY_WIDE, facility=None)
                | (~models.Q(role__in=roles.CITY_WIDE) & models.Q(facility__isnull=False)),
                name="role_place",
            ),
        )


class ApiToken(Tracked):
    """A key for programs. Only its SHA-256 is kept."""

    rights = True
    untracked = frozenset({"last_used", "digest", "warned_at"})
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "access"
