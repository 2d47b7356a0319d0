"""Validation before publishing: one rule for the form, the actions, publication and the files of fixtures/."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .form_errors import plain_messages
from .records import State

NO_SOURCE = _("Een gepubliceerd record heeft minstens één bron.")
NO_REASON = _("Schrijf op waarom u dit intrekt. Bezoekers zien deze reden.")


def publish_errors(model, facts):
    """Return the validation errors of a record for the state that it has or gets.

    Args: model, of the record, of any kind; facts, a mapping of the names of fields to values, of a relation to many
        at least whether it has rows. A field that is missing counts as empty; without a `state` it is a draft.
    Returns: a list of (field, sentence); a draft lacks nothing.
    """
    state, rule = facts.get("state"), model.publish_rule
    if state == State.WITHDRAWN and not facts.get("withdrawal_reason"):
        return [("withdrawal_reason", NO_REASON)]
    if state != State.PUBLISHED:
        return []
    has_source = not rule.source or facts.get(rule.source)
    return [*rule.errors(facts), *([] if has_source else [(rule.source, NO_SOURCE)])]


def publication_facts(record):
    """Read the facts of a saved record that `publish_errors()` needs: a mapping; one query for each relation."""
    rule = record.publish_rule
    names = ["state", "withdrawal_reason", *rule.fields, *filter(None, [rule.source])]
    values = {name: getattr(record, name) for name in names}
    return {name: value.exists() if hasattr(value, "exists") else value for name, value in values.items()}


def publish_refusals(record):
    """Why a saved record cannot be published, in plain sentences: the rule above, and what its model says.

    Args: record, in any state; it is left as it is.
    """
    published = copy(record)
    published.state, published.withdrawal_reason = State.PUBLISHED, ""
    errors = publish_errors(type(record), publication_facts(published))
    sentences = [*(sentence for _field, sentence in errors), *record.obstacles()]
    try:
        published.full_clean(exclude={field for field, _sentence in errors})
    except ValidationError as error:
        sentences += plain_messages(error, type(record))
    return sentences
