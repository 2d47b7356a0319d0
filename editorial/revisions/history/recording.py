"""Writing the public history: in the transaction of what visitors see, so that neither is there without the other.

Changes are numbered in the order in which they are committed, for each holds the generation until then: who read up to
a number missed nothing (`core.generation.content_change`).
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.generation import content_change
from core.records import State
from editorial.revisions import snapshot
from initiatives.models import Initiative

from .models import PublicChange
from .public import public_differences

FACTS = ["kind", "status", "evidence", "band_one_off", "band_yearly", "start_year", "end_year", "end_date", "country"]
FACTS += ["as_of", "as_of_text", "checked_on", "unnamed_province", "main_theme", "title", "summary"]
FACTS += ["themes", "municipalities", "target_groups", "frameworks", "later_frameworks", "tags"]
FACTS += ["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
ADOPTION_FACTS = ["municipality", "publication"]
Kind = PublicChange.Kind


def record_publication(row, before, after, was_public, note=""):
    """Record what a publication changed, if visitors can see it.

    Args: row, of the initiative; before and after, snapshots; was_public, whether it was on the site before; note, what
        visitors read about it.
    """
    is_known = was_public or row.public_changes.exists()
    differences = public_differences(before, after) if is_known else []
    if was_public and not note:
        differences = differences or check_differences(before, after)
        if not differences:
            return
    kind = Kind.CHANGED if was_public else Kind.BACK if is_known else Kind.NEW
    facts = {"before": _facts(row, before) if was_public else None, "after": _facts(row, after)}
    save_changes([PublicChange(initiative=row, kind=kind, note=note, differences=differences, **facts)])


def check_differences(before, after):
    """Public difference of a renewed check, which is news when nothing else changed: a list of one at most.

    Args: before and after, snapshots.
    """
    old, new = _check_in_words(before), _check_in_words(after)
    return [[_("Gecontroleerd"), old or _("nog niet"), new]] if new and old != new else []


def record_confirmation(row, before, confirmed_before):
    """Record that a municipality confirmed an initiative, and that this renewed its check.

    Args: row, of the initiative, as saved; before, its snapshot of before; confirmed_before, the day of the
        confirmation until now, or None.
    """
    after = snapshot.take(row)
    old, new = (date_format(each, "F Y") if each else _("nog niet") for each in (confirmed_before, row.confirmed_on))
    confirmed = [[_("Bevestigd door de gemeente"), old, new]] if old != new else []
    if differences := confirmed + check_differences(before, after):
        facts = {"before": facts_of(before, confirmed_before), "after": _facts(row, after)}
        save_changes([PublicChange(initiative=row, kind=Kind.CHANGED, differences=differences, **facts)])


def record_state(row, was_public):
    """Record that an initiative came on the site or went off it without other content; row, as saved."""
    is_public = row.state == State.PUBLISHED
    if was_public and not is_public:
        record_withdrawal(row)
    elif is_public and not was_public:
        content = snapshot.take(row)
        record_publication(row, content, content, False)


def record_withdrawal(row):
    """Record that an initiative is no longer on the site, with the reason that its address gives."""
    facts = _facts(row, snapshot.take(row))
    save_changes([PublicChange(initiative=row, kind=Kind.GONE, note=row.withdrawal_reason, before=facts)])


def record_rows(before, keys):
    """Record what became of many rows that were written past the revisions, as the content files are.

    Args: before, a dict from the key of each that was on the site to its snapshot; keys, of what may have changed.
    """
    all_rows = Initiative.objects.in_bulk(keys)
    rows = {key: row for key, row in all_rows.items() if row.state == State.PUBLISHED}
    for key in before.keys() & all_rows.keys() - rows.keys():
        record_withdrawal(all_rows[key])
    after = snapshot.take_many(rows)
    known = set(PublicChange.objects.filter(initiative__in=rows).values_list("initiative", flat=True))
    for key, row in rows.items():
        if key in before or key in known:
            record_publication(row, before.get(key, after[key]), after[key], key in before)
    new = [key for key in rows if key not in before and key not in known]
    save_changes(
        [PublicChange(initiative=rows[key], kind=Kind.NEW, after=_facts(rows[key], after[key])) for key in new]
    )


def facts_of(content, confirmed_on=None):
    """The part of a snapshot that the finder selects by, with the day of what a municipality confirmed."""
    adoptions = [snapshot.part_of(part, ADOPTION_FACTS) for part in content.get("adoptions", [])]
    confirmed = {"confirmed_on": confirmed_on and confirmed_on.isoformat()}
    return snapshot.part_of(content, FACTS) | {"adoptions": adoptions} | confirmed


def _check_in_words(content):
    """When an initiative was checked and by whom, as its page says; empty when it never was."""
    fields = ("checked_on", "checked_by_municipality")
    values = {name: Initiative._meta.get_field(name).to_python(content.get(name)) for name in fields}
    if not values["checked_on"]:
        return ""
    row = Initiative(checked_on=values["checked_on"], checked_by_municipality=bool(values["checked_by_municipality"]))
    day = date_format(row.checked_on, "j F Y")
    return _("%(day)s, door %(who)s") % {"day": day, "who": row.freshness.checker}


def _facts(row, content):
    return facts_of(content, row.confirmed_on)


def save_changes(changes):
    """Save public changes under the day of today, after all that came before them."""
    with content_change():
        for change in changes:
            change.on = timezone.localdate()
        PublicChange.objects.bulk_create(changes, batch_size=200)
