"""The licence of what the editors write."""

LICENCE_NAME = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_IN_FULL = f"{LICENCE_NAME} ({LICENCE_ADDRESS})"
