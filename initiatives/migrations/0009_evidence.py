"""A rung on the evidence ladder counts only when an editor assessed it; until now a rule of the loader chose it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

NOT_ASSESSED = "niet-beoordeeld"


def suggest(apps, schema_editor):
    """What was there, nobody assessed: it becomes a suggestion to editors."""
    rows = apps.get_model("initiatives", "Initiative").objects
    rows.update(suggested_evidence=F("evidence"), evidence=NOT_ASSESSED)


def restore(apps, schema_editor):
    rows = apps.get_model("initiatives", "Initiative").objects
    rows.filter(evidence=NOT_ASSESSED).update(evidence=F("suggested_evidence"))


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0008_freshness"),
        ("sources", "0002_link_checks"),
        ("themes", "0004_theme_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="about_this_place",
            field=models.CharField(
                help_text="En niet over een ander project of over het hele land.",
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Niet bekend")],
                max_length=10,
                verbose_name="gaat het over deze plaats?",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="assessed_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Vult het portaal zelf in. Op de site staat: de redactie.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beoordeeld door",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="assessed_on",
            field=models.DateField(
                blank=True, help_text="Vult het portaal zelf in.", null=True, verbose_name="beoordeeld op"
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="assessment_publication",
            field=models.ForeignKey(
                blank=True,
                help_text="De bron waarop de beoordeling rust. Openbaar.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessed_initiatives",
                to="sources.publication",
                verbose_name="beoordeeld op basis van",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="assessment_reason",
            field=models.CharField(
                blank=True, help_text="Waarom u dit kiest, in één zin. Openbaar.", max_length=300, verbose_name="waarom"
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="counted_by_other",
            field=models.CharField(
                help_text="Bijvoorbeeld een onderzoeksbureau of een universiteit.",
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Niet bekend")],
                max_length=10,
                verbose_name="deed een ander dat dan wie het uitvoert?",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="document_seen",
            field=models.CharField(
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Niet bekend")],
                help_text="Een inhoudsopgave, een samenvatting of een bericht erover telt niet.",
                max_length=10,
                verbose_name="hebben wij het stuk zelf gelezen?",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="hindering_bottlenecks",
            field=models.ManyToManyField(
                blank=True,
                help_text="De knelpunten die het moeilijker maken.",
                related_name="hindered_initiatives",
                to="themes.bottleneck",
                verbose_name="loopt tegen knelpunten aan",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="stopping_bottlenecks",
            field=models.ManyToManyField(
                blank=True,
                help_text="De knelpunten waardoor het stopte.",
                related_name="stopped_initiatives",
                to="themes.bottleneck",
                verbose_name="is gestopt door knelpunten",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="suggested_evidence",
            field=models.CharField(
                choices=[
                    ("niet-beoordeeld", "Nog niet beoordeeld"),
                    ("ervaring", "Ervaring"),
                    ("cijfers", "Cijfers"),
                    ("onderzocht", "Onderzocht"),
                    ("effect-vergeleken", "Effect vergeleken"),
                ],
                default="niet-beoordeeld",
                help_text="Volgt uit een vaste regel of uit een bestand: niemand heeft het beoordeeld. Niet op de site.",
                max_length=20,
                verbose_name="suggestie voor de onderbouwing",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="was_compared",
            field=models.CharField(
                help_text="Met de tijd ervoor, of met een plek die het niet heeft.",
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Niet bekend")],
                max_length=10,
                verbose_name="is het vergeleken met een situatie zonder dit initiatief?",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="was_counted",
            field=models.CharField(
                help_text="Aantallen, of een meting zoals een enquête.",
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Niet bekend")],
                max_length=10,
                verbose_name="is er geteld of gemeten?",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("inzet", "Inzet: plekken, geld of mensen"),
                    ("bereik", "Bereik: wie er meededen"),
                    ("uitkomst", "Uitkomst: wat er veranderde"),
                    ("reactie", "Reactie: van buren, bezoekers of media"),
                ],
                help_text="Alleen een uitkomst staat op de site onder ‘Wat het opleverde’.",
                max_length=10,
                verbose_name="soort resultaat",
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="evidence",
            field=models.CharField(
                choices=[
                    ("niet-beoordeeld", "Nog niet beoordeeld"),
                    ("ervaring", "Ervaring"),
                    ("cijfers", "Cijfers"),
                    ("onderzocht", "Onderzocht"),
                    ("effect-vergeleken", "Effect vergeleken"),
                ],
                default="niet-beoordeeld",
                help_text="Hoe goed wij weten wat het oplevert. Vul dan ook de velden hieronder in.",
                max_length=20,
                verbose_name="onderbouwing",
            ),
        ),
        migrations.RunPython(suggest, restore),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence", "niet-beoordeeld"),
                    models.Q(
                        models.Q(("assessment_reason", ""), _negated=True),
                        ("about_this_place__in", ["ja", "nee", "onbekend"]),
                        ("assessed_on__isnull", False),
                        ("assessment_publication__isnull", False),
                        ("counted_by_other__in", ["ja", "nee", "onbekend"]),
                        ("document_seen__in", ["ja", "nee", "onbekend"]),
                        ("was_compared__in", ["ja", "nee", "onbekend"]),
                        ("was_counted__in", ["ja", "nee", "onbekend"]),
                    ),
                    _connector="OR",
                ),
                name="initiative_assessment_is_complete",
                violation_error_message="Een beoordeling heeft een bron, een reden, een dag en vijf antwoorden.",
            ),
        ),
    ]
