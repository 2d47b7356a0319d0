"""A number and its unit, which a reader sees side by side."""

PERCENT = ("%", "procent")


def without_unit(value, unit):
    """A value as it was typed ("120 deelnemers", "72%"), without the unit that is shown behind it."""
    ends = [unit, *(PERCENT if unit.casefold().startswith(PERCENT) else [])]
    for end in filter(None, ends):
        if value.casefold().endswith(end.casefold()) and len(value) > len(end):
            return value[: -len(end)].rstrip()
    return value
