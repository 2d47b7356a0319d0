"""Initiatives on the map of the country."""

from municipalities.tiles import TileMap


def map_of(selection, focus="", alike=()):
    """The map of a selection, with the number of its initiatives in each municipality.

    An initiative in two municipalities counts in both; one in a municipality that merged counts where that is now.

    Args: selection, an `InitiativeSelection`; focus and alike, the slugs to mark.
    Returns: a `municipalities.tiles.TileMap`.
    """
    by_municipality, matching = selection.catalogue.by_municipality, selection.matching
    return TileMap({slug: keys.count_in(matching) for slug, keys in by_municipality.items()}, focus, alike)
