"""Initiatives on the map of the country."""

from municipalities.tiles import TileMap


def counted(selected):
    """How many initiatives of a selection each municipality has: a dict from slug to number.

    An initiative in two municipalities counts in both; one in a municipality that merged counts where that is now.
    """
    return {slug: (found & selected.found).bit_count() for slug, found in selected.catalogue.at.items()}


def map_of(selected, here="", alike=()):
    """The map of a selection, as `municipalities.tiles.TileMap`."""
    return TileMap(counted(selected), here, alike)
