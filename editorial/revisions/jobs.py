"""Daily job for all that is planned: publications, withdrawals, municipal mergers and news."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import TimedJob

from . import scheduling


def apply_schedule():
    """Run what is due, when nobody requested a page since; returns that in words."""
    published, sent_back, withdrawn = scheduling.run()
    text = _("gepubliceerd: %(published)d, teruggestuurd: %(sent_back)d, van de site af: %(withdrawn)d")
    return text % {"published": published, "sent_back": sent_back, "withdrawn": withdrawn}


JOBS = [TimedJob("apply_schedule", gettext_lazy("Uitvoeren wat gepland is"), timedelta(days=1), apply_schedule)]
