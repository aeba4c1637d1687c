"""A version that was kept never changes, and a case never changes its version: the database itself
refuses.
"""

from django.db import migrations

FROZEN = (
    ("version_frozen", "cases_version", "OLD.id IS NOT NULL"),
    (
        "case_version_frozen",
        "cases_case",
        "OLD.version_id IS NOT NULL AND NEW.version_id <> OLD.version_id",
    ),
)


def forward(apps, editor):
    for name, table, when in FROZEN:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION cases_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE"
                f" EXCEPTION 'constraint {name}' USING ERRCODE = 'integrity_constraint_violation';"
                " END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) EXECUTE"
                f" FUNCTION cases_{name}()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} BEGIN SELECT"
                f" RAISE(ABORT, 'constraint {name}'); END"
            )


def backward(apps, editor):
    for name, table, _ in FROZEN:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {table}")
            editor.execute(f"DROP FUNCTION cases_{name}()")
        else:
            editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
