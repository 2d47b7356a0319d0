"""All scenes of docs/redactie.md, in the order in which they run: each goes on where the one before it ended."""

from .editing_scenes import editing
from .managing_scenes import managing

SCENES = editing | managing
