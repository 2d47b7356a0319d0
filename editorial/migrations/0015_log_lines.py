from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0014_addresses_notes_and_presence")]

    operations = [
        migrations.AlterModelOptions(
            name="auditentry",
            options={
                "default_permissions": ["view"],
                "ordering": ["-time", "-pk"],
                "verbose_name": "regel in het logboek",
                "verbose_name_plural": "regels in het logboek",
            },
        ),
    ]
