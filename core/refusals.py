"""Errors that say to an editor why something cannot be done."""


class Refused(Exception):
    """Something that cannot be done; carries `reasons`, one or more sentences for an editor."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = [str(reason) for reason in reasons]

    def __str__(self):
        return " ".join(self.reasons)
