"""The short relations of an initiative in one statement."""

from sources.linking import collect, rows

from .models import Initiative


def short_links(initiative):
    """What an initiative links to by name only, as far as that is published.

    Returns: a dict from "themes", "target_groups", "tags", "bottlenecks", "asks" and "nearby" (what it
        belongs with) to links, as `sources.linking.collect` gives them.
    """
    return collect(
        rows("themes", initiative.themes.published(), "name", position="position"),
        rows("target_groups", initiative.target_groups.all(), "name", position="position"),
        rows("tags", initiative.tags.all(), "name"),
        rows("bottlenecks", initiative.bottlenecks.published(), "title"),
        rows("asks", initiative.asks.published(), "text", slug="code"),
        rows("nearby", Initiative.objects.published().near(initiative), "title"),
    )
