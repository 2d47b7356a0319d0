"""All pictures of docs/redactie.md, in the order in which they are taken."""

from tests.handbook.keeping import keeping
from tests.handbook.writing import writing

PICTURES = writing | keeping
