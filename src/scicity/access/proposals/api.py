"""Proposals, their versions and invitations over the API."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpRequest

from scicity.platform.api import types
from scicity.platform.api.route import route

from ..models import (
    Call,
    Invitation,
    Proposal,
)
from ..reading import Limit, Offset
from . import edited, members, versions
from . import schemas as s
from . import services as proposals
from .views import visible


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.pk,
        "code": proposal.code,
        "call_id": proposal.call_id,
        "title": proposal.title,
        "abstract": proposal.abstract,
        "answers": proposal.answers,
        "set_aside": proposal.set_aside,
        "state": proposal.state,
        "version": proposal.version,
        "submitted_version": proposal.submitted_version,
        "parts": list(proposal.parts.all()),
        "members": [
            {"name": m.person.shown, "role": m.role}
            for m in proposal.members.select_related("person")
        ],
    }


@route("GET", "/proposals", "proposal.list", s.ProposalList)
def proposal_list(request: HttpRequest, offset: Offset = 0, limit: Limit = 50) -> Any:
    rows = visible(request.user).order_by("-id")
    return {"count": rows.count(), "items": list(rows[offset : offset + limit])}


@route("POST", "/proposals", "signed-in", s.ProposalOut, scope="proposals")
def proposal_begin(request: HttpRequest, data: s.BeginIn) -> Any:
    call = Call.objects.filter(pk=data.call_id).first()
    if call is None:
        raise Http404
    return _proposal(proposals.begin(request.user, call, data.title))


@route(
    "GET", "/proposals/{pk}", "proposal.view", s.ProposalOut, of=Proposal, edits=edited.PROPOSALS
)
def proposal_get(request: HttpRequest, thing: Proposal) -> Any:
    return _proposal(thing)


@route(
    "PATCH",
    "/proposals/{pk}",
    "proposal.edit",
    s.ProposalOut,
    of=Proposal,
    scope="proposals",
    edits=edited.PROPOSALS,
)
def proposal_save(request: HttpRequest, thing: Proposal, data: s.DraftIn) -> Any:
    parts = {int(k): v for k, v in data.parts.items()} if data.parts is not None else None
    return _proposal(
        proposals.save_draft(
            request.user,
            thing,
            data.version,
            title=data.title,
            abstract=data.abstract,
            answers=data.answers,
            parts=parts,
        )
    )


@route(
    "POST", "/proposals/{pk}/submit", "proposal.submit", types.Done, of=Proposal, scope="proposals"
)
def proposal_submit(request: HttpRequest, thing: Proposal, sure: bool = False) -> Any:
    """Hand in.

    Of a proposal that was judged and changed since, 409 says what that undoes: send it again with
    `?sure=true`.
    """
    return proposals.submit(request.user, thing, sure)


@route(
    "POST", "/proposals/{pk}/reopen", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_reopen(request: HttpRequest, thing: Proposal) -> Any:
    """Take a submitted proposal back to change it, while the call is open."""
    return proposals.reopen(request.user, thing)


@route("GET", "/proposals/{pk}/versions", "proposal.versions", list[s.VersionOut], of=Proposal)
def proposal_versions(request: HttpRequest, thing: Proposal) -> Any:
    """The versions that were handed in, newest first, each with what differs from the one
    before.
    """
    kept = versions.submitted(thing)
    return [
        {
            "number": r.number,
            "submitted_at": r.submitted_at,
            "content": r.content,
            "differences": [
                {"field_zh": d.field.zh, "field_en": d.field.en, "old": d.old, "new": d.new}
                for d in (versions.differences(thing, o.content, r.content) if o else [])
            ],
        }
        for r, o in zip_longest(kept, kept[1:])
    ]


@route(
    "POST", "/proposals/{pk}/withdraw", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_withdraw(request: HttpRequest, thing: Proposal) -> Any:
    return proposals.withdraw(request.user, thing)


@route(
    "POST", "/proposals/{pk}/clone", "proposal.edit", s.ProposalOut, of=Proposal, scope="proposals"
)
def proposal_clone(request: HttpRequest, thing: Proposal, data: s.CloneIn) -> Any:
    call = Call.objects.filter(pk=data.call_id).first()
    if call is None:
        raise Http404
    return _proposal(proposals.clone(request.user, thing, call, data.resubmit))


@route(
    "POST", "/proposals/{pk}/members", "proposal.edit", s.InviteOut, of=Proposal, scope="proposals"
)
def proposal_invite(request: HttpRequest, thing: Proposal, data: s.InviteIn) -> Any:
    """Ask somebody to join: `added` only once they say yes.

    The code is for who has no account yet.
    """
    invitation, code = members.invite(request.user, thing, data.email, data.role)
    return {"id": invitation.pk, "added": False, "code": code}


@route("GET", "/invitations", "invitation.list", list[s.InvitationOut])
def invitation_list(request: HttpRequest) -> Any:
    person: Any = request.user
    return [
        {
            "id": i.pk,
            "proposal": i.proposal.code,
            "role": i.role,
            "expires_at": i.expires_at,
            "invited_by": i.invited_by.name if i.invited_by else "",
        }
        for i in members.pending(person)
    ]


@route(
    "POST",
    "/invitations/{pk}/accept",
    "invitation.own",
    types.Done,
    of=Invitation,
    scope="proposals",
)
def invitation_accept(request: HttpRequest, thing: Invitation) -> Any:
    return members.accept(request.user, thing)


@route(
    "POST",
    "/invitations/{pk}/decline",
    "invitation.own",
    types.Done,
    of=Invitation,
    scope="proposals",
)
def invitation_decline(request: HttpRequest, thing: Invitation) -> Any:
    members.decline(request.user, thing)
    return {"state": "declined"}


@route(
    "POST",
    "/invitations/{pk}/renewal",
    "invitation.renew",
    s.InviteOut,
    of=Invitation,
    scope="proposals",
    related=("proposal__call__facility",),
)
def invitation_renew(request: HttpRequest, thing: Invitation) -> Any:
    """Ask once more, with a new code and a new term; the code of before is of no use any more."""
    invitation, code = members.renew(request.user, thing)
    return {"id": invitation.pk, "added": False, "code": code}


@route(
    "POST",
    "/proposals/{pk}/comments",
    "proposal.comment",
    types.Done,
    of=Proposal,
    scope="proposals",
)
def proposal_comment(request: HttpRequest, thing: Proposal, data: s.TextIn) -> Any:
    proposals.comment(request.user, thing, data.text)
    return thing
