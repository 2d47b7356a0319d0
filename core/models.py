"""The generation of the content: one row that every change of what visitors see moves on."""

from django.db import models


class Generation(models.Model):
    """One row, with the number of the last change to what visitors see.

    due: when that next changes by itself, in microseconds.
    """

    number = models.BigIntegerField(default=0)
    due = models.BigIntegerField(null=True)

    def __str__(self):
        return str(self.number)
