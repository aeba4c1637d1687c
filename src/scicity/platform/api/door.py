"""The API (OpenAPI 3.1): the same services as the pages, behind the same permissions.

A request comes with a session (and its CSRF token) or with `Authorization: Bearer <token>`; a token
does what its scopes allow, never more than its owner may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, override

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from ..errors import Changed, Refused
from ..people import bearer
from ..permissions import allowed
from ..phrases import Both, phrase
from .faults import said


class Problem(Schema):
    """What went wrong, in the language of the request, and which fields are at fault."""

    error: str
    fields: dict[str, str] = Field(default_factory=dict)
    now: dict[str, str] | None = Field(
        default=None,
        description="Of a row that was changed meanwhile: what is there now, by field.",
    )


@dataclass(frozen=True)
class Gate:
    """What an operation asks for: a permission, the model whose key its address gives, and a
    token's scope.
    """

    permission: str
    of: Any
    scope: str
    related: tuple[str, ...] = ()

    def admit(self, request: HttpRequest) -> None:
        """Load the thing and check, before a body is read: what one may not do is not told by how
        it was asked.
        """
        scopes = getattr(request, "scopes", None)
        if scopes is not None and self.scope not in scopes:
            raise PermissionDenied(
                phrase(
                    "platform-door-the-token-lacks-the-scope",
                    scope=Both(self.scope, repr(self.scope)),
                )
            )
        thing = None
        if self.of is not None:
            assert request.resolver_match
            key = str(request.resolver_match.kwargs["pk"])
            rows = (
                self.of.objects.select_related(*self.related) if self.related else self.of.objects
            )
            thing = rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
            if thing is None or not allowed(request.user, self.permission, thing):
                request.hidden = thing is not None  # type: ignore[attr-defined]
                raise Http404
        elif not allowed(request.user, self.permission):
            raise PermissionDenied
        request.thing = thing  # type: ignore[attr-defined]


class Token(HttpBearer):
    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = bearer(token)
        if found is None:
            return None
        request.user = found.person
        request.scopes = set(found.scopes)  # type: ignore[attr-defined]
        self.gate.admit(request)
        return found.person


class Session(SessionAuth):
    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate

    @override
    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        if not request.user.is_authenticated:
            return None
        self.gate.admit(request)
        return request.user


class Api(NinjaAPI):
    """With the edition of what was read or changed as the `ETag`."""

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        answer = super().create_response(
            request, data, status=status, temporal_response=temporal_response
        )
        if (etag := getattr(request, "etag", "")) and answer.status_code == 200:
            answer["ETag"] = f'"{etag}"'
        return answer


api = Api(
    title="scicity",
    version="1",
    urls_namespace="api",
    docs_url=None,
    description="Access to the facilities of a science city.",
)
_STATUS = {401, 403, 404, 409, 422}
PROBLEMS = dict.fromkeys(sorted(_STATUS | {400}), Problem)
CHANGED = dict.fromkeys((412, 428), Problem)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(
        request,
        {
            "error": str(error.phrase),
            "fields": {k: str(v) for k, v in error.fields.items()},
            **({"now": error.now} if isinstance(error, Changed) else {}),
        },
        status=error.status,
    )


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    return _told(request, phrase("platform-door-sign-in-or-send-a-valid"), 401)


@api.exception_handler(Http404)
def missing(request: HttpRequest, _error: Any) -> HttpResponse:
    return _told(request, phrase("platform-door-there-is-nothing-here-for-you"), 404)


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    """Django's own reasons (a missing CSRF token) are for programmers, and stay as they are."""
    told = (
        error.args[0]
        if error.args and error.args[0]
        else phrase("platform-door-you-may-not-do-this")
    )
    return _told(request, told, 403)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields = {
        ".".join(str(p) for p in e["loc"][1:]) or str(e["loc"][0]): said(e) for e in error.errors
    }
    return _told(request, phrase("platform-door-the-request-is-not-valid"), 422, fields)


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: Any) -> HttpResponse:
    told = (
        phrase("platform-door-the-body-of-the-request-is")
        if error.status_code == 400
        else phrase("platform-door-mark", value=Both(error, str(error)))
    )
    return _told(request, told, error.status_code)


def _told(
    request: HttpRequest, text: Any, status: int, fields: dict[str, str] | None = None
) -> HttpResponse:
    return api.create_response(request, {"error": str(text), "fields": fields or {}}, status=status)
