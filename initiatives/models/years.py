"""The years of an initiative, in words."""

from django.utils.translation import gettext as _


class HasYears:
    """What an initiative with a start year, an end year and a freshness says of these."""

    @property
    def years_label(self):
        """What its years are: a period, or only when it ended or began."""
        if self.start_year and self.end_year:
            return _("Periode")
        if self.end_year:
            return _("Tot en met")
        return _("Sinds") if self.freshness.goes_on else _("Begonnen in")

    @property
    def years(self):
        """Its years in words; of an end that was still to come in the source, also of when that source is."""
        years = str(self.start_year or self.end_year or "")
        if self.start_year and self.end_year and self.start_year < self.end_year:
            years = _("%(start)d tot en met %(end)d") % {"start": self.start_year, "end": self.end_year}
        if not self.freshness.is_end_foretold:
            return years
        return _("%(years)s (volgens de bron, stand %(day)s)") % {"years": years, "day": self.as_of_in_words}
