"""Templates without the indentation that only their authors read."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Loads the templates of DIRS; lines of HTML start at the margin, those of mails stay as they are."""

    def get_contents(self, origin):
        """Return the source of a template, with as many lines as its file; raises TemplateDoesNotExist."""
        source = super().get_contents(origin)
        return INDENTATION.sub("", source) if origin.name.endswith(".html") else source
