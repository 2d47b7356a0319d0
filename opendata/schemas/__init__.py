"""The one description of every public record: its fields, and how it is read from the database.

Import this only where it is needed: pydantic takes memory of each worker, and most never need it.
"""

from .kinds import KINDS, Kind

__all__ = ["KINDS", "Kind"]
