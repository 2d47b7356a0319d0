"""The colour and the icon of a theme."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("themes", "0007_language_of_a_synonym"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="awning",
            field=models.CharField(
                blank=True,
                choices=[
                    ("opvang", "rood"),
                    ("huisvesting", "oker"),
                    ("integratie", "groen"),
                    ("arbeidsmigratie", "paars"),
                    ("oekraine", "blauw"),
                    ("ongedocumenteerden", "wijnrood"),
                    ("dwars", "grijs"),
                ],
                help_text="De kleur van de kraam. Leeg: de kleur die bij dit thema hoort, en anders grijs.",
                max_length=20,
                verbose_name="kleur",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="icon",
            field=models.CharField(
                blank=True,
                choices=[
                    ("opvang", "opvang"),
                    ("huisvesting", "huisvesting"),
                    ("integratie", "integratie"),
                    ("arbeidsmigratie", "arbeidsmigratie"),
                    ("oekraine", "Oekraïne"),
                    ("ongedocumenteerden", "ongedocumenteerden"),
                    ("dwars", "dwarsthema"),
                    ("werk", "werk"),
                    ("bestuur", "bestuur"),
                    ("migrantenkinderen", "kinderen"),
                    ("gezin-en-studie", "gezin en studie"),
                    ("gemeente", "gemeente"),
                    ("klok", "klok"),
                    ("regel", "regel"),
                    ("idee", "idee"),
                ],
                help_text="Het plaatje bij het thema. Leeg: het icoon dat bij dit thema hoort, en anders dat van dwarsthema’s.",
                max_length=20,
                verbose_name="icoon",
            ),
        ),
    ]
