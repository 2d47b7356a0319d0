"""Initiatives on the map of the country."""

from municipalities.tiles import TileMap


def map_of(selected, here="", alike=()):
    """The map of a selection, with the number of its initiatives in each municipality.

    An initiative in two municipalities counts in both; one in a municipality that merged counts where that is now.

    Args: selected, an `InitiativeFilter`; here and alike, the slugs to mark.
    Returns: a `municipalities.tiles.TileMap`.
    """
    counts = {slug: (found & selected.found).bit_count() for slug, found in selected.catalogue.at.items()}
    return TileMap(counts, here, alike)
