"""The table in which the processes count wrong logins together, and the second factors under a Dutch name."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0009_versions"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.RunPython(make_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[],
            options={
                "verbose_name": "tweede stap",
                "verbose_name_plural": "tweede stappen",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("mfa.authenticator",),
        ),
    ]
