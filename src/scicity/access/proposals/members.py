"""Who is on a proposal: asked, and on it by their own yes alone.

Before that nothing follows: no access, no conflict.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Mail, Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, phrase
from scicity.platform.verbs import locked, verb

from ..letters import post_invitation
from ..models import Invitation, Proposal, ProposalMember
from ..review.conflicts import look_again

VALID = timedelta(days=30)
MOST_WAITING = 20  # of one proposal
MOST_RENEWED = 5
MOST_TO_ONE = 3  # of one inviter to one person, over all proposals: nobody is flooded with messages


def pending(person: Person) -> list[Invitation]:
    """What awaits somebody's yes or no."""
    return list(
        Invitation.objects.filter(
            person=person, accepted_by=None, declined_at=None, expires_at__gt=timezone.now()
        )
        .exclude(proposal__state__in=("withdrawn", "closed"))
        .select_related("proposal__call__facility", "invited_by")
        .order_by("-id")
    )


@verb
def invite(
    actor: Person, proposal: Proposal, email: str, role: str = roles.CO_PROPOSER
) -> tuple[Invitation, str]:
    """Ask somebody by their exact address.

    Who has an account says yes or no there; for a stranger there is a code, told once.

    There is a code in both cases, so that nobody learns who has an account; that of an account is
    of use to its owner alone. Refused: who is on it already, who said no, and more invitations than
    anybody needs.
    """
    email = email.strip().lower()
    if role not in (roles.CO_PROPOSER, roles.DATA_ONLY):
        raise Invalid(
            phrase("access-members-choose-co-proposer-or-data-access"),
            {"role": phrase("common-needed-2")},
        )
    if "@" not in email or " " in email or len(email) > 254:
        raise Invalid(
            phrase("access-members-give-the-whole-e-mail-address"),
            {"email": phrase("access-members-the-whole-address")},
        )
    proposal = locked(Proposal, proposal.pk)
    if email == actor.email:
        raise Refused(phrase("access-members-you-are-on-the-proposal-already"))
    person = Person.objects.filter(email=email, is_active=True).first()
    if person is not None and proposal.members.filter(person=person).exists():
        raise Refused(phrase("access-members-this-person-is-on-the-proposal"))
    return _ask(actor, proposal, email, person, role)


def _ask(
    actor: Person,
    proposal: Proposal,
    email: str,
    person: Person | None,
    role: str,
    renewed: bool = False,
) -> tuple[Invitation, str]:
    now = timezone.now()
    earlier = proposal.invitations.filter(email=email).first()
    if earlier is not None and earlier.declined_at:
        raise Refused(phrase("access-members-they-said-no"))
    if (
        earlier is not None
        and earlier.accepted_by_id is None
        and earlier.expires_at > now
        and not renewed
    ):
        raise Refused(phrase("access-members-this-address-was-invited-already"))
    waiting = Invitation.objects.filter(
        accepted_by=None, declined_at=None, expires_at__gt=now
    ).exclude(pk=earlier.pk if earlier else None)
    if waiting.filter(proposal=proposal).count() >= MOST_WAITING:
        raise Refused(
            phrase("access-members-invitations-await-an-answer-already", most_waiting=MOST_WAITING),
        )
    if waiting.filter(email=email, invited_by=actor).count() >= MOST_TO_ONE:
        raise Refused(
            phrase("access-members-this-person-has-not-answered-your"),
        )
    code = secrets.token_urlsafe(12)
    invitation = earlier or Invitation(proposal=proposal, email=email)
    invitation.role, invitation.person, invitation.invited_by, invitation.accepted_by = (
        role,
        person,
        actor,
        None,
    )
    invitation.digest = hashlib.sha256(code.encode()).hexdigest()
    invitation.made_at, invitation.expires_at = now, now + VALID
    invitation.save()
    Mail.objects.filter(invitation=invitation, sent_at=None).delete()  # with a code that is no more
    if person is None:
        post_invitation(invitation, code)
    else:
        tell(
            [person],
            phrase("access-members-asks-you-to-join-proposal-say").fill(
                n=Both(actor.name_zh or actor.name, actor.name), c=proposal.code
            ),
            "/invitations/",
            due=invitation.expires_at,
            zone=proposal.call.facility.zone,
        )
    return invitation, code


@verb
def renew(actor: Person, invitation: Invitation) -> tuple[Invitation, str]:
    """Ask once more: a new code and a new term, and a mail.

    The code of before is of no use any more.

    Refused: it was answered; it was renewed as often as anybody needs.
    """
    invitation = locked(Invitation, invitation.pk)
    if invitation.accepted_by_id or invitation.declined_at:
        raise Refused(phrase("access-members-this-invitation-was-answered"))
    if invitation.proposal.state in ("withdrawn", "closed"):
        raise Refused(phrase("access-members-this-proposal-is-over"))
    if invitation.renewed >= MOST_RENEWED:
        raise Refused(
            phrase("access-members-it-was-renewed-times-already", most_renewed=MOST_RENEWED)
        )
    person = (
        invitation.person or Person.objects.filter(email=invitation.email, is_active=True).first()
    )
    renewed, code = _ask(
        actor,
        locked(Proposal, invitation.proposal_id),
        invitation.email,
        person,
        invitation.role,
        renewed=True,
    )
    renewed.renewed += 1
    renewed.save()
    return renewed, code


@verb
def accept_invitation(actor: Person, code: str) -> Proposal:
    """Take up the place that a code stands for.

    One that was made for an account is of no use to others.
    """
    invitation = (
        Invitation.objects.select_for_update()
        .filter(digest=hashlib.sha256(code.strip().encode()).hexdigest())
        .first()
    )
    if invitation is None:
        raise Refused(phrase("access-members-the-code-is-wrong-used-or"))
    return _accepted(actor, invitation)


@verb
def accept(actor: Person, invitation: Invitation) -> Proposal:
    """One's own yes: from now on one is on the proposal, with what follows from it."""
    return _accepted(actor, locked(Invitation, invitation.pk))


def _accepted(actor: Person, invitation: Invitation) -> Proposal:
    proposal = locked(Proposal, invitation.proposal_id)
    if (
        invitation.expires_at < timezone.now()
        or invitation.accepted_by_id
        or invitation.declined_at
        or (invitation.person_id not in (None, actor.pk))
    ):
        raise Refused(phrase("access-members-the-code-is-wrong-used-or"))
    if proposal.state in ("withdrawn", "closed"):
        raise Refused(phrase("access-members-this-proposal-is-over"))
    mine = proposal.members.filter(person=actor).first()
    if invitation.role == roles.PI:
        _lead(proposal, mine)
    elif mine is not None:
        raise Refused(phrase("access-members-you-are-on-the-proposal-already"))
    else:
        ProposalMember(proposal=proposal, person=actor, role=invitation.role).save()
    invitation.accepted_by = actor
    invitation.save()
    tell(
        [
            m.person
            for m in proposal.members.exclude(person=actor)
            .exclude(role=roles.DATA_ONLY)
            .select_related("person")
        ],
        phrase("access-members-said-yes-to-the-invitation-of").fill(
            n=Both(actor.name_zh or actor.name, actor.name), c=proposal.code
        ),
        f"/proposals/{proposal.pk}/",
    )
    look_again(actor, [m.person for m in proposal.members.select_related("person")])
    return proposal


@verb
def decline(actor: Person, invitation: Invitation) -> Invitation:
    """One's own no. It stands: the same proposal cannot ask again."""
    invitation = locked(Invitation, invitation.pk)
    if invitation.accepted_by_id:
        raise Refused(phrase("access-members-you-said-yes-to-this-already"))
    invitation.declined_at = invitation.declined_at or timezone.now()
    invitation.save()
    return invitation


@verb
def take_back(actor: Person, proposal: Proposal, invitation: Invitation) -> None:
    """An invitation that nobody answered is gone."""
    invitation = locked(Invitation, invitation.pk)
    if invitation.proposal_id != proposal.pk or invitation.accepted_by_id or invitation.declined_at:
        raise Refused(phrase("access-members-this-invitation-was-answered"))
    invitation.delete()


@verb
def remove_member(actor: Person, proposal: Proposal, member: ProposalMember) -> None:
    proposal = locked(Proposal, proposal.pk)
    if member.role == roles.PI:
        raise Refused(phrase("access-members-the-principal-investigator-cannot-be-removed"))
    if proposal.state != "draft" and member.person_id != actor.pk:
        raise Refused(phrase("access-members-nobody-is-removed-after-submission"))
    member.delete()


def earlier_collaborators(person: Person, proposal: Proposal) -> list[Person]:
    """People from one's earlier proposals who are not on this one: offered by name, since one knows
    them.
    """
    asked = proposal.invitations.exclude(person=None).filter(Q(accepted_by=None)).values("person")
    return list(
        Person.objects.filter(proposals__members__person=person, is_active=True)
        .exclude(pk__in=proposal.members.values("person"))
        .exclude(pk__in=asked)
        .exclude(pk=person.pk)
        .distinct()
        .order_by("name")[:12]
    )


@verb
def change_pi(actor: Person, proposal: Proposal, person: Person) -> Invitation:
    """Ask another of its members to lead a proposal: they do once they say yes."""
    proposal = locked(Proposal, proposal.pk)
    if not proposal.members.filter(person=person).exists():
        raise Refused(phrase("access-members-the-new-principal-investigator-must-be"))
    if proposal.members.filter(person=person, role=roles.PI).exists():
        raise Refused(phrase("access-members-this-person-leads-it-already"))
    return _ask(actor, proposal, person.email, person, roles.PI)[0]


def _lead(proposal: Proposal, new: ProposalMember | None) -> None:
    if new is None:
        raise Refused(phrase("access-members-the-new-principal-investigator-must-be"))
    old = proposal.members.get(role=roles.PI)
    old.role = roles.CO_PROPOSER
    old.save()
    new.role = roles.PI
    new.save()
