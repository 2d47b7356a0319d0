"""The long texts of an initiative, each named once; tests/initiatives/test_prose.py checks every use."""

STORY = ["situation", "approach", "support", "lessons", "conditions"]  # in Markdown, each under its own heading
PROSE_FIELDS = [*STORY, "status_reason"]  # also the sentences about the status
LONG_TEXTS = [*PROSE_FIELDS, "cost_note", "internal_note"]  # too long to read for a list
