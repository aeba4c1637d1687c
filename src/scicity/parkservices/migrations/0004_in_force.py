"""Versions that were kept before two people were needed stay in force from the day that they were
given.
"""

from django.db import migrations


def forward(apps, editor):
    version, approval = apps.get_model("cases", "Version"), apps.get_model("cases", "Approval")
    for held in version.objects.filter(approval=None):
        approval.objects.create(version=held, at=held.made_at, since=held.valid_from)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_consent")]
    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
