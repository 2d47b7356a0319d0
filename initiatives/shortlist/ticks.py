"""The button at an example that puts it on the visitor's list, or takes it off."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.fragments import Fragment

from .shortlist import CODE, Shortlist

TICK = Fragment("initiatives/shortlist/_tick.html")


def tick(shortlist, code, name):
    """The button of one example, inside the form of `_tick_form.html`.

    Args: shortlist, a Shortlist, or "" on a page that has none; code and name, of the example.
    Returns: HTML; empty when an address cannot have the code.
    """
    shortlist = shortlist or Shortlist()
    if not CODE.fullmatch(code):
        return SafeString()
    is_chosen = code in shortlist
    can_change = is_chosen or not shortlist.is_full
    return TICK.render(
        code=code,
        name=name if can_change else _("%(name)s (de lijst is vol)") % {"name": name},
        type="submit" if can_change else "button",
        change="eraf" if is_chosen else "erbij",
        pressed="true" if is_chosen else "false",
    )
