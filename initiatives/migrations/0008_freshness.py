"""Until when it ran, who checked it, and the day its content changed."""

import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import core.fields
import core.partial_dates


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0007_generation")]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="checked_by_municipality",
            field=models.BooleanField(
                default=False,
                help_text="Of de gemeente zelf zei dat dit klopt. Anders keek de redactie het na.",
                verbose_name="gecontroleerd door de gemeente",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="content_changed_on",
            field=models.DateField(editable=False, null=True, verbose_name="inhoud gewijzigd op"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="end_date",
            field=core.fields.PartialDateField(
                blank=True,
                help_text="Alleen als de bron een maand of dag noemt: 2024-06 of 2024-06-01. Vul dan ook het jaar in.",
                max_length=10,
                validators=[core.partial_dates.validate],
                verbose_name="einddatum",
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="next_check",
            field=models.DateField(
                blank=True,
                help_text="Na deze dag staat het bij de redactie op de lijst ‘te laat met controleren’.",
                null=True,
                verbose_name="volgende controle",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_date", ""),
                    models.Q(
                        (
                            "end_year",
                            django.db.models.functions.comparison.Cast(
                                django.db.models.functions.text.Substr("end_date", 1, 4), models.IntegerField()
                            ),
                        ),
                        ("end_year__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="initiative_end_date_is_in_end_year",
                violation_error_message="De einddatum ligt niet in het eindjaar.",
            ),
        ),
    ]
