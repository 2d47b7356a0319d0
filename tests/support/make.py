"""Small builders of records; everything has a default, and the record is published."""

import datetime
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from core.generation import content_change
from core.records import Record, State
from editorial.accounts.roles import EDITORS, ensure_groups
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.models import Bundle, Initiative, MarketEdition
from initiatives.models.assessment import RUBRIC
from library.files import store
from library.models import Licence, Paper, Picture
from municipalities.models import Consultation, Municipality, MunicipalityType, Place, Province
from pages.models import NewsItem, SiteSettings
from search import index
from search.documents import DOCUMENT_SOURCES
from sources.models import Organisation, Publication
from themes.models import Addressee, Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, TargetGroup, Theme

PASSWORD = "drie-groene-kramen"
_numbers = count(1)
_unpublished = ContextVar("unpublished", default=None)


def _name(word, name):
    return name or f"{word} {next(_numbers)}"


def _create(model, *, code="", slug="", state=State.PUBLISHED, **fields):
    number = next(_numbers)
    has_code = any(field.name == "code" for field in model._meta.fields)
    codes = {"code": code or f"X{number:x}"} if has_code else {}
    reason = {"withdrawal_reason": "Het klopte niet."} if state == State.WITHDRAWN else {}
    slugs = {"slug": slug or f"adres-{number}"} if issubclass(model, Record) else {}
    return model.objects.create(state=state, **codes, **slugs, **reason, **fields)


def _record(model, **fields):
    return published(_create(model, **fields))


def published(record):
    """Update the search index and the content generation, as saving in the admin does."""
    with together():
        _unpublished.get()[type(record)].append(record.pk)
    return record


@contextmanager
def together():
    """Publish the records that are created within this at its end: many at once take little more time than one."""
    if _unpublished.get() is not None:
        yield
        return
    token = _unpublished.set(defaultdict(list))
    try:
        yield
        created = _unpublished.get()
    finally:
        _unpublished.reset(token)
    with content_change():
        for model, pks in created.items():
            if model in DOCUMENT_SOURCES:
                index.update(model.objects.filter(pk__in=pks))


def publication(*, title="", publisher="Uitgever", url="https://bron.example/", **fields):
    return _record(Publication, title=_name("Bron", title), publisher=publisher, url=url, **fields)


def organisation(*, name="", kind=Organisation.Kind.SOCIETY, **fields):
    return _record(Organisation, name=_name("Organisatie", name), kind=kind, **fields)


def province(*, name="", slug=""):
    number = next(_numbers)
    return published(Province.objects.create(name=name or f"Provincie {number}", slug=slug or f"provincie-{number}"))


new_publication, new_province = publication, province  # where an argument has their name


def municipality(*, name="", province=None, population=30_000, **fields):
    number = next(_numbers)
    name = name or f"Gemeente {number}"
    record = Municipality.objects.create(
        code=f"GM{2_000 + number % 7_000}",  # no real one, and none of those that tests write out
        slug=fields.pop("slug", f"gemeente-{number}"),
        name=name,
        official_name=fields.pop("official_name", name),
        province=province or new_province(),
        population=population,
        population_year=None if population is None else 2026,
        **fields,
    )
    return published(record)


def place(name, *, municipality, **fields):
    """Create a village or district, by which its municipality is then found."""
    Place.objects.create(
        slug=f"plaats-{next(_numbers)}", name=name, municipality=municipality, latitude=52, longitude=5, **fields
    )
    return published(municipality)


def theme(*, name="", parent=None, **fields):
    return _record(Theme, name=_name("Thema", name), parent=parent, **fields)


def target_group(*, name=""):
    number = next(_numbers)
    return published(TargetGroup.objects.create(name=name or f"Doelgroep {number}", slug=f"doelgroep-{number}"))


def concept(*, term="", synonyms=(), english=(), searched=(), **fields):
    """Create a concept; english, its English words; searched, words that only the search knows."""
    record = _create(Concept, term=_name("begrip", term), **fields)
    for synonym in synonyms:
        record.synonyms.create(term=synonym)
    for synonym in english:
        record.synonyms.create(term=synonym, language="en")
    for synonym in searched:
        record.synonyms.create(term=synonym, only_for_search=True)
    return published(record)


def framework(*, name="", status=Framework.Status.IN_FORCE, level="nl", kind="wet", summary="Wat het is.", **fields):
    return _record(
        Framework, name=_name("Kader", name), status=status, level=level, kind=kind, summary=summary, **fields
    )


def bottleneck(*, title="", themes=(), years=(), **fields):
    """Create a bottleneck that was raised in some years, each time in a source of its own."""
    record = _create(Bottleneck, title=_name("Knelpunt", title), **fields)
    record.themes.set(themes)
    for year in years:
        record.mentions.create(publication=publication(), year=year)
    return published(record)


def consultation(publication, total):
    """Create a round of interviews with so many municipalities."""
    code = f"GES-{next(_numbers)}"
    record = Consultation.objects.create(code=code, period="maart 2021", publication=publication)
    record.municipalities.set([municipality() for _number in range(total)])
    return published(record)


def assessment(level, **fields):
    """The fields of an initiative of which an editor assessed the evidence."""
    answers = dict.fromkeys(RUBRIC, "ja")
    reason = {"assessment_reason": "Het rapport telt mee.", "assessed_on": datetime.date(2026, 3, 2)}
    source = fields.pop("assessment_publication", None) or publication()
    return {"evidence": level, "assessment_publication": source, **reason, **answers, **fields}


@together()
def initiative(
    *, title="", summary="Wat, voor wie en waar.", main_theme=None, municipalities=(), tags=(), sources=None, **fields
):
    """Create an initiative with its relations; one source is created when none is given."""
    many = {name: fields.pop(name) for name in MANY if name in fields}
    record = _create(
        Initiative,
        title=_name("Initiatief", title),
        summary=summary,
        main_theme=main_theme or theme(),
        kind=fields.pop("kind", InitiativeKind.PROJECT),
        status=fields.pop("status", InitiativeStatus.RUNNING),
        content_changed_on=fields.pop("content_changed_on", timezone.localdate()),
        **fields,
    )
    many.setdefault("themes", [record.main_theme])
    for name, records in {**many, "municipalities": municipalities}.items():
        getattr(record, name).set(records)
    record.tags.set(tags)
    for source in [publication()] if sources is None else sources:
        record.citations.create(publication=source)
    return published(record)


def rolled_back(**fields):
    """Create an initiative in a transaction that is rolled back."""
    with transaction.atomic():
        initiative(**fields)
        transaction.set_rollback(True)


MANY = ["themes", "target_groups", "bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
MANY += ["frameworks", "later_frameworks", "asks", "statements", "related"]


def municipality_type(*, name="", publication, **fields):
    return _record(MunicipalityType, name=_name("Type", name), scheme="Indeling", publication=publication, **fields)


def ask(*, publication=None, text="Doe er iets aan.", addressees=(), bottlenecks=(), **fields):
    """Create an ask; addressees by name, created when they do not exist yet."""
    source = publication or new_publication()
    record = _record(Ask, text=text, issuer="wethouders", year=2025, publication=source, **fields)
    addressees = [Addressee.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0] for name in addressees]
    record.addressees.set(addressees)
    record.bottlenecks.set(bottlenecks)
    return published(record)


def statement(*, publication, person="Een wethouder", gist="Het kan.", **fields):
    defaults = {"person": person, "function": "wethouder", "period": "2025", "topic": "opvang", "gist": gist}
    return _record(Statement, publication=publication, **defaults, **fields)


def key_figure(*, publication, themes=(), value="1 op de 10", unit="migranten", definition="Zij tellen mee.", **fields):
    record = _record(KeyFigure, publication=publication, value=value, unit=unit, definition=definition, **fields)
    record.themes.set(themes)
    return published(record)


def addressee():
    number = next(_numbers)
    return Addressee.objects.create(slug=f"wie-{number}", name=f"Wie {number}")


def market(*, organiser, publication, date="2026-11-12", title="Markt", summary="Een markt.", **fields):
    values = {"date": datetime.date.fromisoformat(date), "title": title, "summary": summary}
    return _record(MarketEdition, organiser=organiser, publication=publication, **values, **fields)


def bundle(*initiatives, title="", themes=(), remarks=(), lessons=(), **fields):
    """Create a bundle of some initiatives, in their order; remarks and lessons go with the first of them."""
    texts = {"question": "Hoe doen anderen dat?", "intro": "Wat u ziet."} | fields
    record = _create(Bundle, title=_name("Stapel", title), **texts)
    record.themes.set(themes)
    for position, initiative in enumerate(initiatives):
        said = {"remark": dict(enumerate(remarks)), "lesson": dict(enumerate(lessons))}
        values = {name: texts.get(position, "") for name, texts in said.items()}
        record.items.create(initiative=initiative, position=position + 1, **values)
    return published(record)


def news(*, title="", initiatives=(), **fields):
    """Create a news item; the site shows it when it has news, which this sees to as well."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"news": True})
    record = _create(NewsItem, title=_name("Nieuws", title), **{"text": "Er is nieuws."} | fields)
    record.initiatives.set(initiatives)
    return published(record)


def picture(*, people=Picture.People.NOBODY, **fields):
    """Create a picture with files that are no pictures; `tests.support.files.photo()` makes real ones."""
    texts = {"title": _name("Naam", ""), "alt": _name("Wat er te zien is", ""), "maker": _name("Maker", "")}
    size = {"widths": [400, 800], "height": 600}
    record = Picture.objects.create(people=people, licence=Licence.CC_BY, **size | texts | fields)
    store({record.stored_name(name): b"beeld" for name in record.file_names})
    return published(record)


def paper(*, title="", personal_data_checked=True, **fields):
    """Create a paper with a file that is none."""
    facts = {"kind": Paper.Kind.COUNCIL, "format": Paper.Format.PDF, "licence": Licence.CC0, "size": 8, **fields}
    data = facts.pop("data", b"document")
    record = Paper.objects.create(title=_name("Document", title), personal_data_checked=personal_data_checked, **facts)
    store({record.stored_name(): data})
    return published(record)


def editor(*, username="redacteur", superuser=False, password=None):
    """Create a user in the group of editors; without a password, which is slow to hash, only a test logs them in."""
    email = f"{username}@redactie.example"
    user = User.objects.create_user(username, email, password, is_staff=True, is_superuser=superuser)
    if not superuser:
        user.groups.add(Group.objects.filter(name=EDITORS).first() or ensure_groups(apps))
    return user
