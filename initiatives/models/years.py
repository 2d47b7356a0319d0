"""The years of an initiative, in words."""

from django.utils.translation import gettext as _


class HasYears:
    """Start and end year of an initiative in words; needs its freshness."""

    @property
    def years_label(self):
        """Label for its years: a period, or only an end or a beginning."""
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
