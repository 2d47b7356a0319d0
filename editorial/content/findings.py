"""What is wrong in the content as a whole though every record may be loaded: lines for whoever mends the files."""

from themes.frameworks.checks import all_framework_errors

FINDERS = [all_framework_errors]  # each gives pairs of a code and a sentence, for what is published


def find_all():
    """All lines, such as "JUR-01: Er staat niet bij wat dit van gemeenten vraagt."."""
    return [f"{code}: {sentence}" for finder in FINDERS for code, sentence in finder()]
