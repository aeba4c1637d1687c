from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "scicity.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from scicity.platform import mails, outbox, people, permissions, verbs, worker

        from . import letters, rules, tables
        from .facilities import covering
        from .facilities import services as facilities
        from .instruments import services as bookings
        from .people import services as held
        from .review import conflicts

        permissions.declare(rules.PERMISSIONS)
        for kind in rules.OWNED:
            permissions.facilities_of.register(kind, rules.whose)
        verbs.explain_rules(tables.RULES)
        worker.EVERY_ROUND.append(bookings.mark_missed)
        outbox.UNITS.append(facilities.registered_units)
        outbox.COVERS.append(covering.covers)
        mails.REASONS.update(letters.REASONS)
        mails.NEEDLESS.append(letters.needless)
        mails.DELIVERED.append(letters.delivered)
        people.LEAVING.append(held.may_leave)
        people.FORGETTING.append(held.forget)
        people.HOLDING.append(held.held_of)
        people.MOVING.append(conflicts.moved)
