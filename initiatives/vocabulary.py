"""What a visitor can filter on: the values of every facet, and the initiatives that have them."""

from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from municipalities.models import Municipality, MunicipalityType
from municipalities.sizes import SizeClass
from themes.models import TargetGroup, Theme

from .choices import CostBand, Evidence, Kind, Status
from .models import Initiative

LEGENDS = {
    "thema": _("Thema"),
    "doelgroep": _("Doelgroep"),
    "status": _("Status"),
    "soort": _("Soort"),
    "onderbouwing": _("Onderbouwing"),
    "gemeente": _("Gemeente"),
    "provincie": _("Provincie"),
    "grootte": _("Grootte van de gemeente"),
    "type": _("Type gemeente"),
    "kosten": _("Kosten"),
    "jaar": _("Begonnen in"),
    "land": _("Land"),
    "tag": _("Trefwoord"),
}
HOME_COUNTRY = "nederland"
YEARS = range(1900, 2101)


class Vocabulary:
    """The words behind the finder, read once each and only when they are needed."""

    @cached_property
    def themes(self):
        """Published themes as (slug, name, parent's slug, initiative), a row for each initiative."""
        fields = ["slug", "name", "parent__slug", "initiatives"]
        return list(Theme.objects.published().order_by("parent_id", "position").values_list(*fields))

    @cached_property
    def municipalities(self):
        """All municipalities as dicts, with a row for each initiative."""
        fields = ["pk", "slug", "name", "population", "province__slug", "province__name", "initiatives"]
        return list(Municipality.objects.order_by("name").values(*fields))

    @cached_property
    def municipality_types(self):
        """Published types as (slug, name, municipality), a row for each municipality."""
        return list(MunicipalityType.objects.published().values_list("slug", "name", "assignments__municipality"))

    @cached_property
    def target_groups(self):
        """Target groups as (slug, name, initiative), a row for each initiative."""
        return list(TargetGroup.objects.values_list("slug", "name", "initiatives"))

    @cached_property
    def tags(self):
        """Tags of published initiatives as (slug, name, initiative), a row for each initiative."""
        tags = Tag.objects.filter(initiative__in=Initiative.objects.published()).order_by("name")
        return list(tags.values_list("slug", "name", "initiative"))

    @cached_property
    def countries(self):
        """The foreign countries of published initiatives, in alphabetical order."""
        named = Initiative.objects.published().exclude(country="").order_by("country")
        return list(named.values_list("country", flat=True).distinct())

    def choices(self, facet):
        """The values of a facet with their labels, in the order of the screen.

        Args: facet, a name from `LEGENDS`.
        Returns: a dict from value to label.
        """
        return getattr(self, f"_{facet}")()

    def _thema(self):
        mains = {slug: name for slug, name, parent, *_rest in self.themes if not parent}
        parts = {(parent, slug): name for slug, name, parent, *_rest in self.themes if parent}
        choices = {}
        for main, name in mains.items():
            choices[main] = name
            choices |= {slug: label for (parent, slug), label in parts.items() if parent == main}
        return choices

    def _gemeente(self):
        return {row["slug"]: row["name"] for row in self.municipalities}

    def _provincie(self):
        return dict(sorted((row["province__slug"], row["province__name"]) for row in self.municipalities))

    def _type(self):
        return {slug: name for slug, name, _municipality in self.municipality_types}

    def _grootte(self):
        return dict(SizeClass.choices)

    def _doelgroep(self):
        return {slug: name for slug, name, _initiative in self.target_groups}

    def _soort(self):
        return dict(Kind.choices)

    def _status(self):
        return dict(Status.choices)

    def _onderbouwing(self):
        return dict(reversed(Evidence.choices))

    def _kosten(self):
        return dict(CostBand.choices)

    def _tag(self):
        return {slug: name for slug, name, _initiative in self.tags}

    def _jaar(self):
        return {str(year): str(year) for year in reversed(YEARS)}

    def _land(self):
        return {HOME_COUNTRY: _("Nederland"), **{slugify(country): country for country in self.countries}}
