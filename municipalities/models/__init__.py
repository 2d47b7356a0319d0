"""Who: provinces, municipalities and what lies in them, types of municipality, and who was interviewed."""

from .classification import Consultation, MunicipalityType, TypeAssignment
from .municipality import Municipality, MunicipalityName, Place
from .province import Province, ProvinceName
from .reorganisation import NewMunicipality, Reorganisation, ReorganisationPart

__all__ = [
    "Consultation",
    "Municipality",
    "MunicipalityName",
    "MunicipalityType",
    "NewMunicipality",
    "Place",
    "Province",
    "ProvinceName",
    "Reorganisation",
    "ReorganisationPart",
    "TypeAssignment",
]
