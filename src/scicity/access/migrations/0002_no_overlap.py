"""The database itself refuses two bookings, or two sessions, of one unit that overlap.

PostgreSQL has exclusion constraints. SQLite has none: triggers do the same there, inside the
writer's transaction.
"""

from django.db import migrations

_LIVE = "NEW.state <> 'cancelled'"
TABLES = (
    ("access_booking", "slot_taken", 32),
    ("access_session", "session_taken", 400),
)  # longest, in days


def forward(apps, editor):
    for table, name, days in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist (int8range(unit_id,"
                " unit_id, '[]') WITH &&, tstzrange(start, \"end\") WITH &&) WHERE (state <>"
                " 'cancelled')"
            )
            continue
        for event, which in (("INSERT", ""), ("UPDATE", 'OF unit_id, start, "end", state')):
            editor.execute(
                f"CREATE TRIGGER {name}_{event.lower()}_length BEFORE {event} {which} ON {table}"
                f' WHEN julianday(NEW."end") - julianday(NEW.start) > {days} BEGIN SELECT'
                f" RAISE(ABORT, 'constraint {name}'); END"
            )
            editor.execute(
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} {which} ON {table} WHEN"
                f" {_LIVE} AND EXISTS (SELECT 1 FROM {table} o WHERE o.unit_id = NEW.unit_id AND"
                " o.state <> 'cancelled' AND o.id IS NOT NEW.id AND o.start < NEW.\"end\" AND"
                f" o.\"end\" > NEW.start AND o.start > datetime(NEW.start, '-{days} days')) BEGIN"
                f" SELECT RAISE(ABORT, 'constraint {name}'); END"
            )


def backward(apps, editor):
    for table, name, _ in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            continue
        for event in ("insert", "update"):
            editor.execute(f"DROP TRIGGER {name}_{event}")
            editor.execute(f"DROP TRIGGER {name}_{event}_length")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
