"""Only the columns that are named here are on public addresses, and only of what is published, whatever the state."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from core.generation import content_change
from core.records import Publishable, State
from editorial.content.dump import dump
from editorial.outbox.models import Mail
from editorial.questions import relay
from editorial.questions.models import Question
from editorial.questions.notifications import notify_sender, send_confirmation_link
from editorial.reviews.models import Round
from editorial.reviews.notifications import send_check_request, send_round
from editorial.submissions.models import Submission
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from municipalities.models import Consultation, MunicipalityName
from search import index
from search.documents import DOCUMENT_SOURCES
from tests.conftest import rolled_back
from tests.support import make
from tests.support.editorial_rows import create_editorial_rows, create_revisions_in_every_state
from tests.support.markers import Markers, marked_models
from tests.support.public_urls import FILTERED, data_paths, public_paths

from .test_visibility import entangle, everything

pytestmark = pytest.mark.django_db
PUBLIC = {  # of what is published; whatever is not named here is for editors only
    "initiatives.Adoption": "heading changes outcome",
    "initiatives.Attachment": "note",
    "initiatives.Bundle": "slug title question intro checklist",
    "initiatives.BundleItem": "remark lesson",
    "initiatives.Citation": "heading",
    "initiatives.Initiative": "slug code title summary status_reason as_of_text no_municipality_reason country city "
    "unnamed_participants proposed_by lead_time situation approach support lessons conditions cost_one_off "
    "cost_yearly cost_funding cost_note fte contact_name contact_email change_notes assessment_reason",
    "initiatives.MarketEdition": "slug title summary purpose place programme look_back heading",
    "initiatives.Partner": "name role",
    "initiatives.ProgrammeItem": "title place note",
    "initiatives.Quote": "text function",
    "initiatives.Result": "value unit definition denominator period",
    "initiatives.Stand": "note",
    "initiatives.StatusEntry": "note",
    "library.Paper": "token title",
    "library.Picture": "token alt caption maker",
    "municipalities.Consultation": "code heading period",
    "municipalities.Municipality": "slug name official_name",
    "municipalities.MunicipalityName": "name",
    "municipalities.MunicipalityType": "slug heading name scheme description challenge",
    "municipalities.Province": "slug name",
    "municipalities.TypeAssignment": "heading",
    "pages.NewsItem": "slug title text",
    "pages.SiteSettings": "owner contact_email texts",
    "revisions.PublicChange": "note differences",
    "sources.Organisation": "slug name abbreviation other_names role tooi_uri",
    "sources.Publication": "slug code title publisher url note",
    "taggit.Tag": "slug name",
    "themes.Addressee": "slug name",
    "themes.Ask": "heading text issuer",
    "themes.Bottleneck": "slug title description",
    "themes.Concept": "slug term abbreviation scope_note",
    "themes.Framework": "slug name abbreviation official_name official_number summary municipal_task status_note",
    "themes.FrameworkCitation": "heading",
    "themes.FrameworkMoment": "what",
    "themes.KeyFigure": "heading value unit definition period place",
    "themes.Mention": "heading",
    "themes.Statement": "heading person function period topic gist",
    "themes.Synonym": "term",
    "themes.TargetGroup": "slug name",
    "themes.Theme": "slug name summary",
}
IN_A_DUMP = {  # no page shows these, but the search finds a record by them, an address has them, or a file name
    "initiatives.OldAddress": "slug",
    "library.Picture": "widths",
    "municipalities.Consultation": "code",
    "municipalities.Place": "slug name",
    "municipalities.ProvinceName": "name",
}
EXPIRED = "expired"
SEARCHES = ["/zoeken/", "/zoeken/suggesties/", "/initiatieven/", "/initiatieven/feed/", "/initiatieven/export/"]
QUERIES = [
    "/initiatieven/?weergave=tabel", "/initiatieven/?weergave=kaart", "/initiatieven/?q=merkx",
    "/zoeken/?q=merkx", "/zoeken/suggesties/?q=merkx", "/initiatieven/feed/?q=merkx", "/initiatieven/?thema=x",
    "/beheer/login/", "/beheer/", "/bestaat-niet/", "/initiatieven/bestaat-niet/", "/controle/x/", "/aanmelden/x/",
]  # fmt: skip
SENT = {  # what a sender sees behind the link in our mail, of what they sent
    "submissions.Submission": "title text for_whom where period outcome costs lessons mailbox source reason",
    "submissions.Addition": "text",
}


def linked(state):
    """A record of every kind in a state, with the parts and the initiatives that `everything` does not have."""
    records = everything(state)
    initiative, publication = records["initiative"], records["publication"]
    initiative.status_history.create(status="pilot", as_of="2021", publication=publication)
    initiative.target_groups.add(make.target_group())
    records["framework"].moments.create(what="w", date="2999-01-01")
    initiative.add_change_note("n")
    initiative.old_addresses.create(slug=f"was-{state}")
    common = {"state": state, "sources": [publication]}
    records["abroad"] = make.initiative(kind=InitiativeKind.FOREIGN, country="x", **common)
    records["proposal"] = make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, **common)
    when = "2019-11-12" if state == State.PUBLISHED else "2020-11-12"
    who = {"organiser": records["organisation"], "publication": publication}
    records["earlier"] = make.market(date=when, state=state, took_place=True, **who)
    records["earlier"].quotes.create(text="t", function="f", has_consent=True)
    MunicipalityName.objects.create(municipality=records["place"], name=f"naam {state}")
    records["place"].places.create(slug=f"dorp-{state}", name=f"dorp {state}", latitude=52, longitude=5)
    records["place"].province.alternative_names.create(name=f"gewest {state}")
    Consultation.objects.create(code=f"G-{state}", period="x", publication=publication)
    return records


def within_the_frame(columns):
    """The same without what the header and footer of every page show: how to reach the editors, and public titles."""
    return {column for column in columns if column[0] != "pages.SiteSettings" or not is_allowed(column)}


class Site:
    """A database with published and hidden records, in which every text is a marker.

    state: of the hidden ones; a draft's initiatives may also be `EXPIRED`, published until a while ago.
    """

    def __init__(self, state):
        self.is_expired, state = state == EXPIRED, State.DRAFT if state == EXPIRED else state
        shown, hidden = linked(State.PUBLISHED), linked(state)
        entangle(shown, hidden)
        self.state = state
        self.links = [
            create_editorial_rows(records["initiative"], records["publication"]) for records in (shown, hidden)
        ]
        for record_state in (State.PUBLISHED, state):
            create_revisions_in_every_state(record_state)
        self.markers = Markers()
        self._publish_and_hide([record for model in publishable() for record in model.objects.filter(state=state)])
        self.markers.judge()

    def _publish_and_hide(self, records):
        """What is hidden was on the site until now, so that the search has known its words."""
        for state in (State.PUBLISHED, self.state):
            with content_change():
                for record in records:
                    type(record).objects.filter(pk=record.pk).update(state=state)
                if state == State.PUBLISHED:
                    self.markers.mark_all()
                elif self.is_expired:
                    ended = {"state": State.PUBLISHED, "offline_at": timezone.now() - timedelta(hours=1)}
                    Initiative.objects.filter(state=state).update(**ended)
                for model in DOCUMENT_SOURCES:
                    index.update(model.objects.all())

    def columns_at(self, addresses):
        """What visitors see: for each address a set of columns (label, name, whether it is published, key)."""
        for address in addresses:
            response = Client().get(address)
            assert response.status_code < 500, address
            yield address, self.markers.columns_in(response.getvalue().decode())

    def hidden(self):
        """What has an address of its own but is not on the site."""
        models = [model for model in publishable() if hasattr(model, "get_absolute_url")]
        return [record for model in models for record in model.objects.exclude(pk__in=model.objects.published())]


def publishable():
    return [model for model in marked_models() if issubclass(model, Publishable)]


def is_allowed(column):
    label, name, is_published, _key = column
    return is_published and name in PUBLIC.get(label, "").split()


@pytest.fixture(scope="class", params=[State.DRAFT, State.WITHDRAWN, EXPIRED])
def site(request, django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        yield Site(request.param)


class TestEveryText:
    def test_there_is_a_row_of_every_model(self, site):
        assert [model for model in marked_models() if not model._default_manager.exists()] == []

    def test_visitors_see_the_public_columns_and_no_others(self, site):
        names_by_label = defaultdict(set)
        for address, columns in site.columns_at([*public_paths(), *data_paths(), *FILTERED, *QUERIES]):
            assert not [column for column in columns if not is_allowed(column)], address
            for label, name, _is_published, _key in columns:
                names_by_label[label].add(name)

        assert names_by_label == {label: set(names.split()) for label, names in PUBLIC.items()}

    def test_a_public_dump_has_the_public_columns_and_no_others(self, site, tmp_path, monkeypatch):
        monkeypatch.setattr("editorial.content.dump.copy_files", lambda *_: None)  # their names are markers here
        dump(tmp_path / "dump", is_public=True)
        text = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "dump").glob("*.json*"))
        columns = site.markers.columns_in(text)

        assert {label for label, *_rest in columns} > {"initiatives.Initiative", "initiatives.Result", "pages.NewsItem"}
        extra = [column for column in columns if not is_allowed(column)]
        assert [column for column in extra if column[1] not in IN_A_DUMP.get(column[0], "").split()] == []

    def test_what_is_hidden_says_at_most_why(self, site):
        records = site.hidden()
        assert len(records) > 12
        for record in records:
            [(address, columns)] = site.columns_at([record.get_absolute_url()])
            is_gone = type(record).objects.gone().filter(pk=record.pk).exists()
            assert Client().get(address).status_code == (410 if is_gone else 404), address
            its_own = {(record._meta.label, name, False, record.pk) for name in ("slug", "withdrawal_reason")}
            columns = within_the_frame(columns)
            assert columns <= its_own, address
            assert len(columns) == 2 or not is_gone, address

    @pytest.mark.parametrize(("label", "name"), [("initiatives.Initiative", "title"), ("themes.Concept", "term")])
    def test_a_search_completes_and_corrects_only_public_words(self, site, label, name):
        words = {is_allowed(column): word for word, column in site.markers.of(label, name).items()}
        for is_public in (True, False):
            word = words[is_public]
            typed = [word[:-1], word.replace("merk", "mekr")]
            addresses = [f"{path}?q={text}" for path in SEARCHES for text in typed]
            columns = set().union(*(shown for _address, shown in site.columns_at(addresses)))
            assert (site.markers.columns[word] in columns) == is_public
            assert all(is_allowed(column) for column in columns)

    def test_who_has_a_link_sees_only_what_it_is_about(self, site):
        for initiative, sender, municipality in site.links:
            sent = Submission.objects.find_by_token(sender)
            its_own = {(row._meta.label, row.pk) for row in (initiative, sent, *sent.additions.all())}
            [(_submission, followed), (_request, checked)] = site.columns_at(
                [f"/aanmelden/{sender}/", f"/controle/{municipality}/"]
            )
            assert all(is_allowed(column) for column in checked)
            followed, checked = within_the_frame(followed), within_the_frame(checked)
            question = Question.objects.find_by_token(f"vraag-{sender}")
            [(_question, asked)] = site.columns_at([f"/vraag/vraag-{sender}/"])
            hidden = {(label, key, name) for label, name, _is_public, key in asked if label not in PUBLIC}
            assert all(is_allowed(column) for column in asked if column[0] in PUBLIC)
            assert hidden <= {("questions.Question", question.pk, name) for name in ("text", "reason")}
            assert "text" in {name for _label, name, *_rest in asked}
            assert {(label, key) for label, _name, _is_published, key in followed | checked} <= its_own
            assert all(name in {**PUBLIC, **SENT}[label].split() for label, name, *_rest in followed)
            assert {"title", "text", "for_whom", "where", "outcome"} <= {name for _label, name, *_rest in followed}

    def test_a_mail_holds_only_what_its_reader_may_see(self, site):
        initiative, sender, _municipality = site.links[0]
        question = Question.objects.find_by_token(f"vraag-{sender}")
        with transaction.atomic():
            Mail.objects.all().delete()
            send_about(initiative, question)
            mails = [(mail.kind, site.markers.columns_in(f"{mail.subject} {mail.text}")) for mail in Mail.objects.all()]
            transaction.set_rollback(True)

        assert len(mails) == 8
        for kind, columns in mails:
            of_question = {name for label, name, *_rest in columns if label == "questions.Question"}
            others = [column for column in columns if column[0] != "questions.Question"]
            assert all(is_allowed(column) for column in others), kind
            assert of_question <= ({"text"} if kind == Mail.Kind.QUESTION else {"reason"}), kind


def send_about(initiative, question):
    """Every mail to a municipality, and to whoever asked it something."""
    place = initiative.municipalities.first()
    relay.relay(question, "postbus@gemeente.example")
    send_confirmation_link(question, "t")
    for what in ("forwarded", "returned", "closed", "bounced"):
        notify_sender(question, what)
    send_check_request(initiative, timezone.localdate())
    send_round(Round.objects.create(municipality=place, year=1999, sent_at=timezone.now()), "a@b.example", [initiative])
