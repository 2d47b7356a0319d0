"""Current counts of the collection, so that no page states a figure that is out of date."""

from dataclasses import dataclass

from .choices import InitiativeKind
from .finder.catalogue import catalogue


@dataclass(frozen=True)
class Collection:
    """Number of published initiatives, and how many of them are proposals and foreign examples."""

    total: int
    proposals: int
    foreign: int


def collection():
    """The counts of now, the same as the finder gives for all initiatives and for these kinds."""
    kinds = [InitiativeKind.PROPOSAL, InitiativeKind.FOREIGN]
    return Collection(len(catalogue().everything), *(len(catalogue().any_of("soort", [kind])) for kind in kinds))
