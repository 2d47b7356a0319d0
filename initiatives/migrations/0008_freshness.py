"""Until when it ran, who checked it, and the day its content changed."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Cast

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
        migrations.AlterField(
            model_name="initiative",
            name="as_of",
            field=core.fields.PartialDateField(
                blank=True,
                help_text="Wanneer het volgens de bron zo was: 2025, 2025-07 of 2025-07-04. Leeg als het niet bekend is.",
                max_length=10,
                validators=[core.partial_dates.validate],
                verbose_name="peildatum",
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="end_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Het jaar waarin het eindigt of eindigde. Leeg als het niet bekend is.",
                null=True,
                verbose_name="tot en met",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_date", ""),
                    models.Q(
                        ("end_date__gte", Cast("end_year", models.CharField())),
                        ("end_date__lt", Cast(F("end_year") + 1, models.CharField())),
                        ("end_year__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="initiative_end_date_is_in_end_year",
                violation_error_message="De einddatum ligt niet in het eindjaar.",
            ),
        ),
    ]
