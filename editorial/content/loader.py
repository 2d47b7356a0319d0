"""Bringing the files into the database: all of it or nothing, and never over an editor's change."""

from collections import Counter
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

from core.generation import content_change
from core.merging import merges_of
from core.publishing import publish_errors
from core.records import Publishable, State
from editorial.revisions.history.links import record_links, shown_links
from editorial.revisions.history.recording import record_rows
from editorial.revisions.snapshot import take_many
from initiatives.models import Bundle, Initiative, OldAddress
from search import index
from sources.models import Publication

from . import findings
from .files import FileRecord, read_kind
from .fingerprints import Fingerprints, LoadOutcome
from .kinds import KINDS, ContentKind
from .media import store_files
from .site_texts import load_site
from .supplements import Supplements
from .values import as_now, empty, from_file, many_fields, part_model, plain_fields, prefetches


class WrittenRow(NamedTuple):
    """A record of a file that was written: its kind, itself, its values as in a snapshot, and its row."""

    kind: ContentKind
    record: FileRecord
    values: dict
    instance: models.Model


class Loader:
    """One run over all files; use `load()`.

    counts: the number of records per outcome. retained: what editors changed. changed: the rows that were written.
    site: what became of the texts of the site. errors, notices and contradictions: what a check found, see `findings`.
    """

    def __init__(self, folder, kinds=KINDS):
        self.folder = folder
        self.kinds = kinds
        self.counts = Counter()
        self.retained = []
        self.errors = []
        self.notices = []
        self.contradictions = {}
        self.ids = {}
        self.rows = {}
        self.on_site = {}
        self.links = {}
        self.fingerprints = Fingerprints(folder)
        self.site = ""
        self.changed, self.new = [], set()

    def load(self):
        """Load every kind; returns self, with `counts` per outcome and `retained`, what editors changed.

        Raises: ContentError; the caller's transaction must then roll back.
        """
        files = {kind.name: self._read(kind) for kind in self.kinds}
        self.links = {model: shown_links(model) for model in (Bundle, Publication)}
        changed = [row for kind in self.kinds for row in self._rows(kind, *files[kind.name])]
        for row in changed:
            self._save_relations(*row)
        self.fingerprints.save(self.kinds, changed, self.ids)
        self._load_supplements(changed)
        self._record_links(changed)
        self.site = load_site(self.folder)
        self._index(changed)
        self.changed = changed
        return self

    def _record_links(self, changed):
        """Record what bundles, and sources that went off the site, did to examples that stayed on it."""
        for kind, _record, _values, row in changed:
            is_gone = kind.model is Publication and row.state == State.WITHDRAWN
            if kind.model is Bundle or is_gone:
                record_links(row, self.links[kind.model][row.pk], self.on_site)

    def _load_supplements(self, changed):
        """Load what a dump has beside its records; what it does not know the history of gets its first line here."""
        written = {(row.kind.name, row.record.key) for row in changed}
        folder = self.folder if self.fingerprints.is_dump else None
        supplements = Supplements(folder, self.ids, written, written & self.new)
        keys = {row.instance.pk for row in changed if row.kind.model is Initiative}
        record_rows(self.on_site, keys - supplements.known())
        supplements.load()

    def _index(self, changed):
        """Bring the search up to date; the documents of initiatives hold the names of the other records."""
        if any(row.kind.model is not Initiative for row in changed):
            index.rebuild()
        else:
            index.update(Initiative.objects.filter(pk__in=[row.instance.pk for row in changed]))

    def _read(self, kind):
        """The records of a kind and the values of each: what is wrong in a file shows before the first query."""
        records = read_kind(kind, self.folder)
        values = {key: self._values(kind, record) for key, record in records.items()}
        mirror(kind, values)
        return records, values

    def _rows(self, kind, records, all_values):
        """Create or update the rows of a kind; returns those of which the relations must follow."""
        existing = {getattr(row, kind.key): row for row in kind.model.objects.prefetch_related(*prefetches(kind))}
        if kind.model is Initiative:
            self.on_site = take_many([row.pk for row in existing.values() if row.state == State.PUBLISHED])
        merged = {getattr(row, f"gone_{kind.key}"): key for row, key in merges_of(kind.model)}
        self.ids[kind.model] = merged | {key: row.pk for key, row in existing.items()}
        changed = []
        for key, record in records.items():
            values, instance = all_values[key], existing.get(key)
            outcome = self.fingerprints.outcome(kind, key, values, instance)
            self.counts[outcome] += 1
            self.new |= {(kind.name, key)} if outcome == LoadOutcome.NEW else set()
            if outcome == LoadOutcome.RETAINED:
                self.retained.append(f"{kind.name}: {key}")
            elif outcome != LoadOutcome.UNCHANGED:
                self._check_publishable(kind, record, values)
                instance = self._save(kind, record, values, instance or kind.model())
                changed.append(WrittenRow(kind, record, values, instance))
        self._save_links_within(kind, changed)
        return changed

    def _values(self, kind, record):
        """The record with every field filled, in the form of `snapshot`."""
        filled = self._fill(record, kind.model, record.values, default_state=True)
        unknown = set(record.values) - set(filled)
        for field in many_fields(kind.model):
            filled[field.name] = sorted(self._list(record, field.name, record.values.get(field.name, [])))
            unknown.discard(field.name)
        for name, short in kind.parts.items():
            model, link = part_model(kind.model, name)
            rows = self._list(record, name, record.values.get(name, []))
            rows = [{short: row} if short and isinstance(row, str) else row for row in rows]
            filled[name] = [self._fill(record, model, row, link, name) for row in rows]
            unknown.discard(name)
        if unknown:
            raise record.error(_("dit veld kennen wij niet."), sorted(unknown)[0])
        return as_now(filled)

    def _fill(self, record, model, row, link="", part="", default_state=False):
        if not isinstance(row, dict):
            raise record.error(_("hier hoort een record met velden te staan."), part)
        fields = {field.name: field for field in plain_fields(model, [link])}
        if part and set(row) - set(fields):
            raise record.error(_("dit veld kennen wij niet."), f"{part}.{sorted(set(row) - set(fields))[0]}")
        filled = {}
        for name, field in fields.items():
            try:
                filled[name] = from_file(field, row[name]) if name in row else empty(field)
            except ValueError as error:
                raise record.error(error, f"{part}.{name}" if part else name) from error
        if default_state and "state" in fields and "state" not in row:
            filled["state"] = State.PUBLISHED.value
        return filled

    def _list(self, record, name, value):
        if not isinstance(value, list):
            raise record.error(_("hier hoort een lijst te staan."), name)
        return value

    def _check_publishable(self, kind, record, values):
        """Refuse to write a record that the desk would refuse; a dump says what was on a site as it was."""
        if not issubclass(kind.model, Publishable) or self.fingerprints.is_dump:
            return
        in_a_file = {
            kind.model.publish_rule.source: _("een gepubliceerd record heeft een bron nodig."),
            "municipalities": _("noem een gemeente, of waarom er geen is."),
        }
        for field, sentence in publish_errors(kind.model, self._facts(kind, record, values)):
            raise record.error(in_a_file.get(field, sentence), field)

    def _facts(self, kind, record, values):
        """The values of a record, with the rows that the rule of its kind looks at instead of their keys."""
        facts = dict(values)
        for name in kind.model.publish_rule.fields:
            field = kind.model._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                facts[name] = self._row(field.related_model, self._id(record, field, values[name]))
        return facts

    def _row(self, model, pk):
        if pk is not None and (model, pk) not in self.rows:
            self.rows[model, pk] = model.objects.get(pk=pk)
        return self.rows.get((model, pk))

    def _save(self, kind, record, values, instance):
        """Save the columns; links to records of the same kind follow in `_save_links_within`."""
        before = instance.slug if kind.model is Initiative and instance.state != State.DRAFT else ""
        for field in plain_fields(kind.model):
            if not isinstance(field, models.ForeignKey):
                setattr(instance, field.name, values[field.name])
            elif field.related_model is not kind.model:
                setattr(instance, field.attname, self._id(record, field, values[field.name]))
        self._write(record, instance)
        if before:
            OldAddress.objects.redirect_from(before, instance)
        self.ids[kind.model][record.key] = instance.pk
        return instance

    def _save_links_within(self, kind, changed):
        """Save the links to records of the same kind, now that each has a row."""
        fields = [field for field in plain_fields(kind.model) if field.related_model is kind.model]
        for row in changed if fields else ():
            for field in fields:
                setattr(row.instance, field.attname, self._id(row.record, field, row.values[field.name]))
            self._write(row.record, row.instance)

    def _save_relations(self, kind, record, values, instance):
        for field in many_fields(kind.model):
            if isinstance(field, TaggableManager):
                instance.tags.set(values[field.name])
            else:
                getattr(instance, field.name).set([self._id(record, field, key) for key in values[field.name]])
        for name in kind.parts:
            self._save_parts(kind, record, values, instance, name)

    def _save_parts(self, kind, record, values, instance, name):
        model, link = part_model(kind.model, name)
        model.objects.filter(**{link: instance}).delete()
        for row in values[name]:
            part = model(**{link: instance})
            for field in plain_fields(model, [link]):
                foreign = isinstance(field, models.ForeignKey)
                value = self._id(record, field, row[field.name], name) if foreign else row[field.name]
                setattr(part, field.attname, value)
            self._write(record, part, name)

    def _id(self, record, field, key, part=""):
        if key is None or (key == "" and field.null):
            return None
        place = ".".join(name for name in (part, field.name) if name)
        if key == "":
            raise record.error(_("dit veld mag niet leeg zijn."), place)
        try:
            return self.ids[field.related_model][key]
        except (KeyError, TypeError) as error:
            raise record.error(_("‘%s’ bestaat niet.") % key, place) from error

    def _write(self, record, instance, part=""):
        """Save a row; the slow checks, which explain what is wrong, run only when the database refuses it."""
        foreign = [f.name for f in instance._meta.concrete_fields if isinstance(f, models.ForeignKey)]
        try:
            instance.clean_fields(exclude=foreign)
            instance.clean()
            try:
                with transaction.atomic():
                    instance.save()
            except IntegrityError:
                instance.full_clean()
                raise
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            field = "" if field == NON_FIELD_ERRORS else field
            raise record.error(messages[0], ".".join(name for name in (part, field) if name)) from error


def mirror(kind, all_values):
    """Add a symmetrical relation that is written in one record to the other one."""
    for field in many_fields(kind.model):
        if not getattr(field.remote_field, "symmetrical", False):
            continue
        for key, values in all_values.items():
            for other in values[field.name]:
                if other in all_values and key not in all_values[other][field.name]:
                    all_values[other][field.name] = sorted([*all_values[other][field.name], key])


def load(folder, check_only=False, kinds=KINDS):
    """Load all content in one transaction.

    Args: folder, the path of the fixtures; check_only, whether to roll it all back afterwards; kinds, what to load.
    Returns: the `Loader`, with what happened and, when it only checks, what an editor should look at.
    Raises: ContentError when a record is wrong; the database is then as it was.
    """
    with content_change():
        loader = Loader(folder, kinds).load()
        index.ensure()
        store_files(loader.changed, folder, check_only)
        if check_only:
            loader.errors, loader.notices = list(findings.errors()), list(findings.notices())
            loader.contradictions = findings.contradictions()
        transaction.set_rollback(check_only)
    return loader
