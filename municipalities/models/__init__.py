"""Who: provinces, municipalities and what lies in them, types of municipality, and who was interviewed."""

from .classification import Consultation, MunicipalityType, TypeAssignment
from .municipality import Municipality, MunicipalityName, Place
from .province import Province, ProvinceName

__all__ = [
    "Consultation",
    "Municipality",
    "MunicipalityName",
    "MunicipalityType",
    "Place",
    "Province",
    "ProvinceName",
    "TypeAssignment",
]
