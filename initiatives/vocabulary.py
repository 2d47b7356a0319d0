"""The words on which a visitor can filter; each list is read once, when it is first needed."""

from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from municipalities.models import Municipality, MunicipalityType
from municipalities.sizes import SizeClass
from themes.models import TargetGroup, Theme

from .choices import CostBand, Evidence, Kind, Status
from .models import Initiative

HOME_COUNTRY = ("nederland", _("Nederland"))


class Vocabulary:
    """All values of all facets with their labels, as they are now."""

    @cached_property
    def themes(self):
        """Published themes; a main theme is followed by its sub-themes."""
        themes = list(Theme.objects.published().select_related("parent"))
        children = {main: [sub for sub in themes if sub.parent_id == main.pk] for main in themes if not main.parent_id}
        return [theme for main, subs in children.items() for theme in (main, *subs)]

    @cached_property
    def municipalities(self):
        """All municipalities, those that merged included, with their province."""
        fields = ["name", "slug", "population", "province__name", "province__slug"]
        return list(Municipality.objects.select_related("province").only(*fields))

    @cached_property
    def municipality_types(self):
        """Published types, as (slug, name, municipality's primary key) for each assignment."""
        rows = MunicipalityType.objects.published().filter(assignments__isnull=False)
        return list(rows.values_list("slug", "name", "assignments__municipality"))

    @cached_property
    def target_groups(self):
        """All target groups, in the editors' order."""
        return list(TargetGroup.objects.all())

    @cached_property
    def tag_links(self):
        """The tags of published initiatives, as (slug, name, initiative's primary key)."""
        tags = Tag.objects.filter(initiative__in=Initiative.objects.published())
        return list(tags.order_by("name").values_list("slug", "name", "initiative"))

    @cached_property
    def initiatives(self):
        """The columns of all published initiatives that are facets."""
        fields = ["kind", "status", "evidence", "band_one_off", "band_yearly", "start_year", "country"]
        return list(Initiative.objects.published().order_by().only(*fields, "unnamed_province_id"))

    def choices(self, facet):
        """The values of a facet with their labels, in the order of the screen.

        Args: facet, the name of a parameter of the finder.
        Returns: a list of (value, label) without doubles.
        """
        return list(dict(getattr(self, f"_{facet}")()).items())

    def _thema(self):
        return [(theme.slug, theme.name) for theme in self.themes]

    def _gemeente(self):
        return [(place.slug, place.name) for place in self.municipalities]

    def _provincie(self):
        return sorted({(place.province.slug, place.province.name) for place in self.municipalities})

    def _type(self):
        return [(slug, name) for slug, name, _municipality in self.municipality_types]

    def _grootte(self):
        return SizeClass.choices

    def _doelgroep(self):
        return [(group.slug, group.name) for group in self.target_groups]

    def _soort(self):
        return Kind.choices

    def _status(self):
        return Status.choices

    def _onderbouwing(self):
        return [choice for choice in reversed(Evidence.choices)]

    def _kosten(self):
        return CostBand.choices

    def _tag(self):
        return [(slug, name) for slug, name, _initiative in self.tag_links]

    def _jaar(self):
        years = {row.start_year for row in self.initiatives if row.start_year}
        return [(str(year), str(year)) for year in sorted(years, reverse=True)]

    def _land(self):
        countries = sorted({row.country for row in self.initiatives if row.country})
        return [HOME_COUNTRY, *((slugify(country), country) for country in countries)]
