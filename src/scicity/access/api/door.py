"""The API (OpenAPI 3.1): the same services as the pages, behind the same permissions.

A request comes with a session (and its CSRF token) or with `Authorization: Bearer <token>`; a token does what its
scopes allow, never more than its owner may.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from ..errors import Refused
from ..services.people import bearer


class Problem(Schema):
    """What went wrong, in the language of the request, and which fields are at fault."""

    error: str
    fields: dict[str, str] = Field(default_factory=dict)


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = bearer(token)
        if found is None:
            return None
        request.user = found.person
        request.scopes = set(found.scopes)  # type: ignore[attr-defined]
        return found.person


class Session(SessionAuth):
    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        if not request.user.is_authenticated:
            return None
        request.scopes = None  # type: ignore[attr-defined] - a person at the page is not limited by scopes
        return request.user


api = NinjaAPI(title="scicity", version="1", urls_namespace="api", docs_url=None, auth=[Token(), Session()],
               description="Access to the facilities of a science city.")
_STATUS = {401, 403, 404, 409, 422}
PROBLEMS = dict.fromkeys(sorted(_STATUS | {400}), Problem)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"error": str(error.phrase), "fields": {k: str(v) for k, v in error.fields.items()}}, status=error.status)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"error": "Sign in, or send a valid token."}, status=401)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"error": "There is nothing here for you."}, status=404)


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"error": str(error) or "You may not do this."}, status=403)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields = {".".join(str(p) for p in e["loc"][1:]) or str(e["loc"][0]): e["msg"] for e in error.errors}
    return api.create_response(request, {"error": "The request is not valid.", "fields": fields}, status=422)



@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"error": str(error)}, status=error.status_code)
