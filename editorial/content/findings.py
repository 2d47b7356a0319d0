"""What is wrong in the content as a whole though every record may be loaded: lines for whoever mends the files."""

from themes.thesaurus import undefined_concepts

FINDERS = [undefined_concepts]  # each gives pairs of a code and a sentence, for what is published


def find_all():
    """All lines, such as "azc: Dit begrip heeft geen uitleg."."""
    return [f"{code}: {sentence}" for finder in FINDERS for code, sentence in finder()]
