"""Rules that came later, apart from those that an initiative is related to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0009_evidence"),
        ("themes", "0005_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="later_frameworks",
            field=models.ManyToManyField(
                blank=True,
                help_text="Regels die er later bij kwamen of nu gelden. Het initiatief is er niet op gebaseerd.",
                related_name="later_for",
                to="themes.framework",
                verbose_name="latere kaders",
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="frameworks",
            field=models.ManyToManyField(
                blank=True,
                help_text="De regels waar dit initiatief mee samenhangt.",
                related_name="initiatives",
                to="themes.framework",
                verbose_name="kaders",
            ),
        ),
    ]
