"""Letters and invitations, put into the mail."""

from __future__ import annotations

from datetime import datetime

from scicity.platform.mails import deadline, full, post
from scicity.platform.models import Mail
from scicity.platform.phrases import Both, phrase
from scicity.platform.verbs import verb

from .models import Invitation, Letter

ANSWERED = "the invitation was answered"
REASONS = {ANSWERED: phrase("access-mails-the-invitation-was-answered")}


def post_letter(letter: Letter, language: str = "") -> Mail:
    """Send a letter as it was written, with where to read on."""
    body = f"{letter.body.rstrip()}\n\n{full(f'/proposals/{letter.proposal_id}/')}\n"
    return post(
        "letter",
        letter.to.email,
        language or letter.to.language,
        letter.subject,
        body,
        {letter.proposal.call.facility_id},
        person=letter.to,
        letter=letter,
    )


def post_invitation(invitation: Invitation, code: str) -> Mail:
    """Ask a stranger: in both languages, with the way in.

    Who has an account is told as everybody is.
    """
    who, proposal = invitation.invited_by, invitation.proposal
    zone = proposal.call.facility.zone
    name = Both((who.name_zh or who.name) if who else "", who.name if who else "")
    way = full(f"/invitations/?code={code}")
    zh = "\n".join(
        [
            f"{name.zh}（{who.email if who else ''}）邀请您加入申请书 {proposal.code}。",
            f"请登录或注册后答复：{way}",
            f"邀请码：{code}",
            deadline(invitation.expires_at, zone, "zh"),
        ]
    )
    en = "\n".join(
        [
            f"{name.en} ({who.email if who else ''}) asks you to join proposal {proposal.code}.",
            f"Sign in or register, then say yes or no: {way}",
            f"Code: {code}",
            deadline(invitation.expires_at, zone, "en"),
        ]
    )
    return post(
        "invitation",
        invitation.email,
        "zh+en",
        f"邀请加入申请书 {proposal.code} · Invitation to proposal {proposal.code}",
        f"{zh}\n\n{en}\n",
        {proposal.call.facility_id},
        invitation=invitation,
    )


def needless(mail: Mail) -> str:
    """Why a mail of access need not be sent any more; empty where it must."""
    asked = mail.invitation
    return ANSWERED if asked is not None and (asked.accepted_by_id or asked.declined_at) else ""


def delivered(mail: Mail, at: datetime) -> None:
    """A letter that went out says so, and how often."""
    if mail.letter_id is None:
        return
    with verb.opened("letter.sent", None):
        letter = Letter.objects.select_for_update().get(pk=mail.letter_id)
        letter.sent_at, letter.times_sent = at, letter.times_sent + 1
        letter.save()
