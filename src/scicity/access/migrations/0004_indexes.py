from typing import override

from django.db import migrations, models


class AddIndexQuietly(migrations.AddIndex):
    """On PostgreSQL without a lock, so that the server before writes on meanwhile."""

    @override
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.add_index(model, self.index, concurrently=True)
        else:
            schema_editor.add_index(model, self.index)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("access", "0003_plans")]
    operations = [
        AddIndexQuietly("session", models.Index(fields=["start"], name="session_start")),
        AddIndexQuietly("session", models.Index(fields=["end"], name="session_end")),
        AddIndexQuietly("safetydeclaration", models.Index(fields=["state"], name="safety_state")),
    ]
