"""Every route against every role.

The addresses come from the router itself; the table in the docs is made here.
"""

from __future__ import annotations

import os
from pathlib import Path

DOC = Path(__file__).parents[2] / "docs" / "permissions.md"
HEAD = """# Permissions

Every address of the site and of the API against every role. \
What a route allows is declared at the route; this table is made
from the router and the rules with `python -m tests.access.matrix`, \
and a test compares both with what the server answers.

The object is one of the simulated light source: \
a proposal of *PI* and *co-proposer* under review by a panel on which *reviewer*,
*chair* and *secretary* sit, or a session, booking or visit of the same people. \
*researcher* has no part in it; *office
elsewhere* is the user office of another facility, whose unit the light source's call asks for; \
*researcher* is invited to the
proposal and has not answered. A line of a run log is one that *PI* wrote; \
a mail is one to *PI* about the light source. \
An output is one that *PI* claimed and the light source confirmed; a conflict is a reviewer's. \
*builder* and *controller* are on the team of the simulated project. \
*applicant* has a case that waits
for *customs* and *health*; *park* had a step in it before. ● may, · may not.

"""


def personas():
    from scicity.access import demo
    from scicity.platform import people, roles
    from scicity.platform.models import Organisation, Person
    from scicity.platform.verbs import verb

    world = demo.found()
    p = world.people
    with verb.opened("test", None):
        elsewhere = Person.objects.create_user(
            "elsewhere@demo.example",
            "x",
            name="Else Where",
            organisation=Organisation.objects.first(),
        )
        people.grant_role(p["city"], elsewhere, roles.USER_OFFICE, another(p["city"]))
    return {
        "anonymous": None,
        "researcher": p["visitor"],
        "PI": p["lin"],
        "co-proposer": p["zhou"],
        "data only": p["data"],
        "reviewer": p["reviewer1"],
        "chair": p["chair"],
        "secretary": p["secretary"],
        "scientist": p["scientist"],
        "safety": p["safety"],
        "office": p["office"],
        "director": p["director"],
        "city office": p["city"],
        "auditor": p["auditor"],
        "office elsewhere": elsewhere,
        "builder": p["builder"],
        "controller": p["controller"],
        "applicant": p["firm"],
        "customs": p["customs"],
        "health": p["health"],
        "park": p["park"],
    }


def another(city):
    """A facility elsewhere in the city, with a unit of its own."""
    from scicity.access.facilities import services as facilities
    from scicity.access.models import Facility

    far = Facility.objects.filter(path="elsewhere").first() or facilities.set_up(
        city, path="elsewhere", name_zh="别处", name_en="Elsewhere", kind="instruments"
    )
    if not far.units.exists():
        facilities.add_unit(city, far, code="far", name_zh="远", name_en="Far")
    return far


def objects():
    """One object of each model, all about the light source and the same people."""
    from django.utils import timezone

    from scicity.access import models as m
    from scicity.access.allocation import plans
    from scicity.access.demo import found
    from scicity.access.instruments import services as bookings
    from scicity.access.proposals import members
    from scicity.platform import mails
    from scicity.platform import models as pm
    from scicity.platform import people as people_service
    from scicity.platform.verbs import verb

    world = found()
    lin = world.people["lin"]
    item = m.PanelProposal.objects.get(panel__facility__path="ssrf", done=False)
    session = m.Session.objects.get(unit__path="ssrf/demo-mx", state="scheduled")
    with verb.opened("test", None):
        token, _ = people_service.make_token(lin, "t", ["read"])
        shipment = m.Shipment(session=session, content="x")
        shipment.save()
        attachment = m.Attachment(
            proposal=item.proposal, question="plan", name="a.pdf", size=4, digest="0" * 64
        )
        from django.core.files.base import ContentFile

        attachment.file.save("a.pdf", ContentFile(b"%PDF"), save=False)
        attachment.save()
        fault = bookings.report_fault(lin, world.units["ssrf/demo-mx"], "x")
        kept = m.YearlyReturn(
            facility=world.facilities["ssrf"],
            year=2026,
            name="x.xlsx",
            digest="1" * 64,
            sent_by=lin,
        )
        kept.save()
        assignment = m.Assignment.objects.filter(
            item=item, reviewer=world.people["reviewer1"]
        ).first()
        if assignment is None:
            assignment = m.Assignment(item=item, reviewer=world.people["reviewer1"])
            assignment.save()
        form, _ = m.FormVersion.objects.get_or_create(
            template=world.calls["ssrf"].form.template, number=9
        )
        link = m.OutputLink.objects.filter(proposal=world.proposals["ssrf"]).order_by("-id").first()
        plan = plans.draw_up(world.people["office"], world.cycles["ssrf"], enqueue=False)
        grant = m.Grant.objects.filter(unit__facility__path="ssc").first()
        invited = m.Invitation.objects.filter(
            proposal=item.proposal, person=world.people["visitor"]
        ).first()
        if invited is None:
            invited, _ = members.invite(lin, item.proposal, world.people["visitor"].email)
        unit = another(world.people["city"]).units.get()
        offer = m.CallUnit.objects.filter(unit=unit).first() or m.CallUnit(
            call=world.calls["ssrf"], unit=unit, capacity=0, wanted=5, state="asked"
        )
        offer.save()
        letter_mail = mails.post(
            "notice", lin.email, "zh", "x", "x", {world.facilities["ssrf"].pk}, person=lin
        )
        pm.Mail.objects.filter(pk=letter_mail.pk).update(failed_at=timezone.now(), reason="x")
        entry = m.LogEntry.objects.filter(session=session).first() or m.LogEntry(
            session=session, by=lin, text="x"
        )
        entry.save()
        share, _ = m.Share.objects.get_or_create(
            call=world.calls["ssrf"], programme="matrix", defaults={"permille": 1}
        )
        profile, _ = m.DowntimeProfile.objects.get_or_create(facility=world.facilities["ssrf"])
        conflict, _ = m.Conflict.objects.get_or_create(
            proposal=item.proposal, person=world.people["reviewer2"], reason="same-organisation"
        )
    refused = pm.OutboxRecord.objects.create(
        stream="shots",
        row={"unit": "sulf/demo-target", "shot": "none"},
        withdraw=True,
        refused_at=timezone.now(),
        reason="x",
    )
    services = of_services(world)
    from scicity.construction import models as b

    milestone = b.Milestone.objects.get(project__code="demo-laser", code="foundations")
    return {
        **services,
        b.Project: milestone.project,
        b.Milestone: milestone,
        b.Evidence: milestone.evidence.first(),
        b.Risk: b.Risk.objects.first(),
        b.Plan: b.Plan.objects.first(),
        m.Call: world.calls["ssrf"],
        m.Facility: world.facilities["ssrf"],
        m.FormVersion: form,
        m.Proposal: item.proposal,
        m.ProposalPart: item.proposal.parts.get(),
        m.Attachment: attachment,
        m.Panel: item.panel,
        m.PanelProposal: item,
        m.Assignment: assignment,
        m.Letter: m.Letter.objects.filter(proposal=world.proposals["ssrf"]).first(),
        m.Session: session,
        m.Visit: m.Visit.objects.get(session=session, person=lin),
        m.Shipment: shipment,
        m.LogEntry: entry,
        pm.Mail: letter_mail,
        m.Unit: world.units["nfps/demo-nmr"],
        m.Booking: m.Booking.objects.get(unit__path="nfps/demo-nmr", state="booked"),
        m.Waiting: m.Waiting.objects.get(unit__path="nfps/demo-nmr"),
        m.Fault: fault,
        m.Grant: grant,
        m.OutputLink: link,
        m.Output: m.Output.objects.get(identifier="10.5072/scicity.demo.1"),
        m.Share: share,
        m.DowntimeProfile: profile,
        m.Course: world.facilities["ssrf"].courses.first(),
        m.FormTemplate: form.template,
        m.RunPeriod: world.cycles["ssrf"].periods.first(),
        m.RateCard: m.RateCard.objects.filter(unit__path="nfps/demo-nmr").first(),
        pm.Organisation: lin.organisation,
        m.Invitation: invited,
        m.CallUnit: offer,
        m.Conflict: conflict,
        m.RunCycle: world.cycles["ssrf"],
        pm.RoleGrant: pm.RoleGrant.objects.get(facility__path="ssrf", role="safety"),
        m.YearlyReturn: kept,
        m.Plan: plan,
        pm.ApiToken: token,
        pm.OutboxRecord: refused,
    }


def of_services(world):
    """A case for two authorities, its step at customs, a batch that is not published, and the
    registers.
    """
    from scicity.parkservices import models as c
    from scicity.parkservices.services import batches, moving, registers
    from scicity.platform.verbs import verb

    p = world.people
    firm = c.Enterprise.objects.get(code="demo-cell")
    form = {
        "enterprise": firm.code,
        "goods": "blood",
        "bsl": "2",
        "purpose": "research",
        "quantity": "100",
        "unit": "mL",
        "months": "6",
        "origin": "x",
        "storage": "yes",
        "traced": "yes",
        "contact": "x",
    }
    draft = moving.draft(p["firm"], c.Service.objects.get(code="special-goods"))
    document = moving.attach(p["firm"], draft, "plan", "plan.pdf", b"%PDF")
    case = moving.submit(p["firm"], draft, form)
    moving.answer(p["park"], case.stages.get(done_at=None), {"complete": "accept"})
    settle = {
        "enterprise": firm.code,
        "person_name": "x",
        "id_number": "x",
        "degree": "doctor",
        "role": "lead",
        "salary_ratio": "3",
        "patents": "9",
        "paid": "60",
        "attested": "yes",
    }
    talent = c.Service.objects.get(code="talent-settlement")
    other = moving.submit(p["firm"], moving.draft(p["firm"], talent), settle)
    moving.answer(p["talent"], other.stages.get(done_at=None), {"verified": "confirmed"})
    batch = batches.gather(p["talent"], talent, [other.stages.get(done_at=None)])
    incubator = c.Enterprise.objects.get(code="demo-incubator")
    if not firm.tenancies.exists():
        registers.settle_tenant(p["park"], incubator, firm, case.submitted_at.date())
    objection = c.Objection(case=case, by=p["lin"], text="x")
    note = c.CreditNote(enterprise=firm, points=-5, why="x")
    with verb.opened("test", None):
        objection.save()
        note.save()
        contest = c.Contest(note=note, by=p["firm"], text="x")
        contest.save()
    return {
        c.Objection: objection,
        c.CreditNote: note,
        c.Contest: contest,
        c.Parcel: c.Parcel.objects.first(),
        c.Service: case.service,
        c.Version: case.version,
        c.Case: case,
        c.Stage: case.stages.get(lane="customs"),
        c.Document: document,
        c.Batch: batch,
        c.Enterprise: firm,
        c.Tenancy: firm.tenancies.first(),
        c.Authority: c.Authority.objects.get(code="customs"),
        c.Officer: c.Officer.objects.filter(authority__code="customs").first(),
    }


def routes():
    """(method, address with its object's key left open, permission, model, view's name) of every
    page and operation of ours.
    """
    from django.urls import get_resolver
    from django.urls.resolvers import URLPattern

    from scicity.access.api import api

    found = []

    def walk(patterns, before):
        for entry in patterns:
            address = before + str(entry.pattern).lstrip("^").rstrip("$").replace("\\Z", "")
            if isinstance(entry, URLPattern):
                view = entry.callback
                if hasattr(view, "rule"):
                    method = "GET" if "GET" in view.methods else "POST"
                    found.append(
                        (method, "/" + address.replace("<int:pk>", "{pk}"), view.rule, view.of)
                    )
            else:
                walk(entry.url_patterns, address)

    walk(get_resolver().url_patterns, "")
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                run = operation.view_func
                found.append((operation.methods[0], f"/api/v1{prefix}{path}", run.rule, run.of))
    return sorted(set(found), key=lambda r: (r[1].startswith("/api"), r[1], r[0]))


def table():
    from scicity.platform.models import Person
    from scicity.platform.permissions import allowed

    who, things = personas(), objects()
    from django.contrib.auth.models import AnonymousUser

    people = {
        n: AnonymousUser() if p is None else Person.objects.get(pk=p.pk) for n, p in who.items()
    }
    rows = []
    for method, address, rule, model in routes():
        rows.append(
            (method, address, rule, [allowed(p, rule, things.get(model)) for p in people.values()])
        )
    return list(people), rows


def document() -> str:
    names, rows = table()
    lines = [
        HEAD + "| route | permission | " + " | ".join(names) + " |",
        "|---|---|" + "---|" * len(names),
    ]
    lines += [
        f"| `{m} {a}` | {r} | " + " | ".join("●" if x else "·" for x in cells) + " |"
        for m, a, r, cells in rows
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.access.site"
    import django

    django.setup()
    from django.core.management import call_command

    from tests.access.conftest import simulated

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    simulated()
    DOC.write_text(document(), "utf-8")
