"""Models of provinces, municipalities and their places, types, reorganisations and interviews."""

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
