"""Writing the generator's records: a batch of rows with its part of the search index, all of it or nothing."""

from collections import Counter
from contextlib import contextmanager
from itertools import islice
from time import perf_counter
from zlib import crc32

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.utils.text import slugify
from django.utils.translation import gettext as _
from taggit.models import Tag, TaggedItem

from core.generation import content_change, current
from core.records import State
from editorial.content.files import POPULATION_YEAR
from editorial.content.kinds import REFERENCE
from editorial.content.loader import load
from initiatives.models import Citation, Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX
from municipalities.models import Municipality, Province
from search import index
from search.documents import DOCUMENT_SOURCES
from sources.models import Publication
from themes.models import TargetGroup, Theme

from .record import COLUMNS, GeneratedInitiative, RelatedRecords, column_values
from .values import municipality_slug

BATCH = 1000


class NotABenchmark(Exception):
    """This is no installation for generated initiatives; its text is one Dutch line."""


def imported_initiatives():
    """The initiatives that came from the generator."""
    return Initiative.objects.filter(code__startswith=BENCHMARK_PREFIX)


def last_id():
    """The highest id that was imported; 0 when there is none."""
    number = Cast(Substr("code", len(BENCHMARK_PREFIX) + 1), IntegerField())
    return imported_initiatives().aggregate(last=Max(number))["last"] or 0


def ensure_marked():
    """Raises NotABenchmark when the installation is not marked as a benchmark, or has initiatives of its own."""
    if not settings.BENCHMARK:
        raise NotABenchmark(_("Dit is geen proefinstallatie (BENCHMARK=1): hier komen geen proefgegevens in."))
    if Initiative.objects.exclude(code__startswith=BENCHMARK_PREFIX).exists():
        raise NotABenchmark(_("Deze database heeft echte initiatieven: hier komen geen proefgegevens in."))


def import_lines(lines, progress):
    """Import all lines, a batch at a time, after the content that they are related to.

    Args: lines, an iterable of `Line`; progress, called with the number so far after each batch.
    Returns: a dict with `n`, how many were imported, and the seconds that they took: `rows_s` for reading and
        writing them, `analysis_s` for what Python does for the index, `index_s` for what the database does.
    Raises: BrokenLine; the batches before it stay.
    """
    if not Theme.objects.exists():
        load(settings.BASE_DIR / "fixtures", kinds=REFERENCE)
    began, count, remaining = perf_counter(), 0, iter(lines)
    writer = BatchWriter()
    while batch := list(islice(remaining, BATCH)):
        writer.write(batch)
        count += len(batch)
        progress(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds = {"rows_s": perf_counter() - began - sum(writer.seconds.values()), **writer.seconds}
    return {"n": count, **{name: round(value, 2) for name, value in seconds.items()}}


class BatchWriter:
    """Writes batches of lines, with the related records in memory; `seconds` counts the time of the index."""

    def __init__(self):
        municipalities = Municipality.objects.select_related("province").prefetch_related("other_names")
        self.municipalities = {municipality.slug: municipality for municipality in municipalities}
        self.provinces = list(Province.objects.order_by("slug"))
        self.themes = {theme.slug: theme for theme in Theme.objects.select_related("parent")}
        self.groups = {group.slug: group for group in TargetGroup.objects.all()}
        self.tags = {tag.name.lower(): tag for tag in Tag.objects.all()}
        self.content_type = ContentType.objects.get_for_model(Initiative)
        self.seconds = Counter(analysis_s=0.0, index_s=0.0)

    def write(self, lines):
        """Add the initiatives of lines, and their part of the search index, as one change."""
        with content_change():
            records = [self._record(line) for line in lines]
            self._save(records)
            self._link(records)
            source = DOCUMENT_SOURCES[Initiative]
            documents = [(source.kind.key_range[0] + record.pk, source.document(record)) for record in records]
            with self._timed():
                index.write(documents)

    def _record(self, line):
        """A `GeneratedInitiative` with its related records, in the order in which the database gives them."""
        themes = [self.themes[slug] for slug in line.themes]
        groups = {group.pk: group for group in map(self._group, line.target_groups)}.values()
        tags = {tag.pk: tag for tag in map(self._tag, line.tags)}.values()
        return GeneratedInitiative(
            line,
            themes=RelatedRecords(sorted(themes, key=lambda theme: theme.position)),
            municipalities=RelatedRecords([self._municipality(line.municipality)]),
            target_groups=RelatedRecords(sorted(groups, key=lambda group: (group.position, group.name))),
            tags=RelatedRecords(tags),
        )

    def _save(self, records):
        """Write the rows, and set the keys that they got."""
        generation = current()
        insert(Initiative, [field.column for field in COLUMNS.values()], column_values(records, generation))
        keys = dict(imported_initiatives().filter(generation=generation).values_list("code", "pk"))
        for record in records:
            record.pk = keys[record.code]

    def _link(self, records):
        for relation in ("themes", "municipalities", "target_groups"):
            field = Initiative._meta.get_field(relation)
            columns = [field.m2m_column_name(), field.m2m_reverse_name()]
            insert(field.remote_field.through, columns, pairs(records, relation))
        tags = [(key, tag, self.content_type.pk) for key, tag in pairs(records, "tags")]
        insert(TaggedItem, ["object_id", "tag_id", "content_type_id"], tags)
        source_key = shared_source().pk
        citations = [(record.pk, source_key, "") for record in records]
        insert(Citation, ["initiative_id", "publication_id", "heading"], citations)

    def _municipality(self, name):
        slug = municipality_slug(name)
        if slug not in self.municipalities:
            self.municipalities[slug] = self._new_municipality(name, slug)
        return self.municipalities[slug]

    def _new_municipality(self, name, slug):
        """A municipality that CBS does not know (any more), somewhere, with some people."""
        number = crc32(slug.encode())
        municipality = Municipality.objects.create(
            code=f"GM{9000 + Municipality.objects.filter(code__startswith='GM9').count()}",
            slug=slug,
            name=name,
            official_name=name,
            province=self.provinces[number % len(self.provinces)],
            population=15_000 + number % 60_000,
            population_year=POPULATION_YEAR,
        )
        index.update(Municipality.objects.filter(pk=municipality.pk))
        return municipality

    def _group(self, name):
        slug = slugify(name)
        if slug not in self.groups:
            self.groups[slug] = TargetGroup.objects.create(slug=slug, name=name[0].upper() + name[1:], position=99)
        return self.groups[slug]

    def _tag(self, name):
        if name.lower() not in self.tags:
            self.tags[name.lower()] = Tag.objects.create(name=name)
        return self.tags[name.lower()]

    @contextmanager
    def _timed(self):
        """Count the time of the database apart from the time of Python."""
        durations = []

        def wrapper(execute, *args):
            began = perf_counter()
            try:
                return execute(*args)
            finally:
                durations.append(perf_counter() - began)

        began = perf_counter()
        with connection.execute_wrapper(wrapper):
            yield
        self.seconds["index_s"] += sum(durations)
        self.seconds["analysis_s"] += perf_counter() - began - sum(durations)


def pairs(records, relation):
    """The primary keys of records, each with that of a related record."""
    return [(record.pk, linked.pk) for record in records for linked in getattr(record, relation)]


def insert(model, columns, values):
    """Insert rows of plain values, in the quickest way of the database: `bulk_create` takes several times as long."""
    table, names, marks = model._meta.db_table, ", ".join(columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))  # noqa: S608
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)


def shared_source():
    """The publication that all imported initiatives cite, because what is published needs a source."""
    values = {
        "state": State.PUBLISHED,
        "slug": "proefgegevens",
        "title": _("Proefgegevens van gen.py"),
        "publisher": _("Verzonnen om te meten"),
        "link_state": Publication.LinkState.MISSING,
    }
    source, is_new = Publication.objects.get_or_create(code=f"{BENCHMARK_PREFIX}PUB", defaults=values)
    if is_new:
        index.update(Publication.objects.filter(pk=source.pk))
    return source
