"""All pictures of docs/redactie.md, in the order in which they are taken."""

from .keeping import keeping
from .writing import writing

PICTURES = writing | keeping
