"""Who may do what in the admin: the tables below, compared with every page of it, requested directly.

A model, an action or a page of the admin that no table names makes a test fail.
"""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from editorial.accounts.roles import EDITORS, SUBMITTERS
from editorial.revisions.forms import FORMS
from tests.conftest import rolled_back
from tests.support.roles import (
    NOBODY,
    ROLES,
    STATE_BEFORE,
    World,
    changes_state,
    is_action_allowed,
    is_open,
    leave_unrendered,
    open_pages,
)

pytestmark = pytest.mark.django_db
# l: see the list; a: add; v: view one, with its history; c: change; d: delete. Nobody else may do anything.
# Changing an import is importing it, or undoing it.
RECORDS = """
                                        inzender  redacteur  eindredacteur  beheerder  superuser
initiatives.Initiative                  la...     lavc.      lavc.          .....      lavcd
initiatives.Initiative own draft        lavc.     lavc.      lavc.          .....      lavcd
initiatives.Initiative draft of others  la...     lavc.      lavc.          .....      lavcd
initiatives.Initiative draft of both    la...     lavc.      lavc.          .....      lavcd
initiatives.Initiative own withdrawn    la...     lavc.      lavc.          .....      lavcd
initiatives.Bundle                      .....     lavc.      lavc.          .....      lavcd
initiatives.MarketEdition               .....     lavc.      lavc.          .....      lavcd
initiatives.Consideration               .....     l.v.d      l.v.d          .....      l.v.d
initiatives.MonthlyCoverage             .....     l.v..      l.v..          .....      l.v..
sources.Organisation                    .....     lavc.      lavc.          .....      lavcd
sources.Publication                     .....     lavc.      lavc.          l.v..      lavcd
library.Picture                         .....     lavc.      lavc.          .....      lavcd
library.Paper                           .....     lavc.      lavc.          .....      lavcd
municipalities.Province                 .....     lavc.      lavc.          l.v..      lavcd
municipalities.Municipality             .....     lavc.      lavc.          l.v..      lavcd
municipalities.Place                    .....     lavc.      lavc.          l.v..      lavcd
municipalities.Reorganisation           .....     l.v..      lavc.          lavc.      lavc.
municipalities.MunicipalityType         .....     lavc.      lavc.          .....      lavcd
municipalities.Consultation             .....     lavc.      lavc.          .....      lavcd
themes.Theme                            .....     lavc.      lavc.          .....      lavcd
themes.TargetGroup                      .....     lavc.      lavc.          .....      lavcd
themes.Concept                          .....     lavc.      lavc.          .....      lavcd
themes.Framework                        .....     lavc.      lavc.          .....      lavcd
themes.Bottleneck                       .....     lavc.      lavc.          .....      lavcd
themes.Addressee                        .....     lavc.      lavc.          .....      lavcd
themes.Ask                              .....     lavc.      lavc.          .....      lavcd
themes.Statement                        .....     lavc.      lavc.          .....      lavcd
themes.KeyFigure                        .....     lavc.      lavc.          .....      lavcd
pages.FixedPage                         .....     l.vc.      l.vc.          .....      l.vc.
pages.SiteSettings                      .....     .....      l.vc.          l.vc.      l.vc.
pages.NewsItem                          .....     lavc.      lavc.          .....      lavcd
taggit.Tag                              .....     lavc.      lavc.          .....      lavcd
core.PageUse                            .....     l.v..      l.v..          .....      l.v..
core.Merge                              .....     .....      l.v..          .....      l.v..
core.JobRun                             .....     .....      .....          l.v..      l.v..
search.SearchCount                      .....     l.v..      l.v..          .....      l.v..
submissions.Submission                  .....     l.vc.      l.vc.          .....      l.vc.
questions.Question                      .....     l.vc.      l.vc.          .....      l.vc.
revisions.PublicChange                  .....     l.v..      l.v..          .....      l.v.d
subscriptions.Subscription              .....     l....      l....          .....      l....
reviews.ContactAgreement                .....     lavcd      lavcd          .....      lavcd
reviews.Round                           .....     l.v..      l.v..          .....      l.v..
reviews.CheckRequest                    .....     l.vc.      l.vc.          .....      l.vcd
imports.SheetImport                     .....     lavc.      lavc.          .....      lavc.
imports.SheetExport                     .....     lav..      lav..          .....      lav..
audit.AuditEntry                        .....     .....      .....          l.v..      l.v..
outbox.Mail                             .....     .....      .....          l.v..      l.v..
accounts.SecondFactor                   .....     .....      .....          .....      l.v.d
auth.User                               .....     .....      .....          lavc.      lavcd
auth.User a superuser                   .....     .....      .....          lav..      lavcd
auth.Group                              .....     .....      .....          l.v..      lavcd
"""

ACTIONS = """
                                        inzender  redacteur  eindredacteur  beheerder  superuser
publish                                 .         x          x              .          x
withdraw                                .         x          x              .          x
mark_checked                            .         x          x              .          x
set_next_check                          .         x          x              .          x
add_theme                               .         x          x              .          x
ask_municipality                        .         x          x              .          x
start_round                             .         x          x              .          x
accept                                  .         x          x              .          x
set_aside                               .         x          x              .          x
download_report                         .         x          x              .          x
download_xlsx                           .         x          x              .          x
download_csv                            .         x          x              .          x
merge                                   .         .          x              .          x
check_links                             .         x          x              .          x
undo                                    .         .          x              .          x
forget                                  .         x          x              .          x
returned                                .         x          x              .          x
download                                .         .          .              x          x
retry                                   .         .          .              x          x
erase                                   .         .          x              .          x
reset_second_factor                     .         .          .              x          x
"""

REVISIONS = """
                                        inzender  redacteur  eindredacteur  beheerder  superuser
submit                                  .         x          x              .          x
approve                                 .         x          x              .          x
approve one's own                       .         .          .              .          .
send_back                               .         x          x              .          x
publish                                 .         x          x              .          x
publish without approval                .         .          x              .          x
schedule                                .         x          x              .          x
schedule without approval               .         .          x              .          x
cancel                                  .         x          x              .          x
restore                                 .         x          x              .          x
correct                                 .         x          x              .          x
confirm                                 .         .          x              .          x
submit an own draft                     x         x          x              .          x
approve an own draft                    .         x          x              .          x
publish an own draft                    .         x          x              .          x
"""

ADDRESSES = """
                                   anonymous  visitor  no-role  inzender  redacteur  eindredacteur  beheerder  superuser
index                              .          .        x        x         x          x              x          x
password_change                    .          .        x        x         x          x              x          x
password_change_done               .          .        x        x         x          x              x          x
jsi18n                             .          .        x        x         x          x              x          x
app_list                           .          .        .        .         x          x              .          x
autocomplete                       .          .        .        x         x          x              .          x
view_on_site                       .          .        x        .         x          x              x          x
initiatives_initiative_preview     .          .        .        .         x          x              .          x
initiatives_initiative_preview own .          .        .        x         x          x              .          x
initiatives_initiative_ask         .          .        .        .         x          x              .          x
initiatives_initiative_address     .          .        .        .         x          x              .          x
initiative_revisions                .          .        .        .         x          x              .          x
initiative_revision                 .          .        .        .         x          x              .          x
initiative_change_notes             .          .        .        .         x          x              .          x
initiative_revision_preview         .          .        .        .         x          x              .          x
initiative_revisions own            .          .        .        x         x          x              .          x
initiative_revision own             .          .        .        x         x          x              .          x
initiative_revision_preview own     .          .        .        x         x          x              .          x
submissions_submission_adoption  .          .        .        .         x          x              .          x
imports_sheetexport_download     .          .        .        .         x          x              .          x
imports_sheetimport_file         .          .        .        .         x          x              .          x
imports_sheetimport_wrong        .          .        .        .         x          x              .          x
municipalities_reorganisation_preview .       .        .        .         x          x              x          x
pages_fixedpage_versions           .          .        .        .         x          x              .          x
pages_fixedpage_preview            .          .        .        .         x          x              .          x
auth_user_password_change          .          .        .        .         .          .              x          x
core_jobrun_health                 .          .        .        .         .          .              x          x
"""
FOR_EVERYBODY = {"login", "logout", "edit_page"}  # the last one by way of the login: tested in test_edit_page.py
POST_ONLY = {"initiatives_initiative_presence"}  # tested in test_presence.py
OF_EACH_MODEL = ["changelist", "add", "change", "delete", "history"]


def column(table, role):
    """What a table says of one role: a dict from the name of each row to its cell."""
    head, *lines = table.strip().splitlines()
    roles = head.replace("inzender", SUBMITTERS).split()
    rows = [line.rsplit(maxsplit=len(roles)) for line in lines]
    return {name: cells[roles.index(role)] for name, *cells in rows}


@pytest.fixture(scope="class")
def world(django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        yield World()


def marks(allowed):
    return {name: "x" if is_allowed else "." for name, is_allowed in allowed.items()}


class TestDesk:
    @pytest.fixture(autouse=True)
    def _unrendered(self, monkeypatch):
        """Who may do what does not depend on how a page looks, and rendering takes most of the time."""
        leave_unrendered(monkeypatch)

    @pytest.mark.parametrize("role", ROLES)
    def test_records(self, world, role):
        client = world.clients[role]

        assert {name: open_pages(client, record) for name, record in world.records.items()} == column(RECORDS, role)

    @pytest.mark.parametrize("role", NOBODY)
    def test_records_are_for_nobody_else(self, world, role):
        for name, record in world.records.items():
            assert open_pages(world.clients[role], record) == ".....", name

    @pytest.mark.parametrize("role", ROLES)
    def test_actions(self, world, role):
        request = RequestFactory().get("/")
        request.user = world.users["superuser"]
        allowed = column(ACTIONS, role)
        deletion = {name: cell[-1] for name, cell in column(RECORDS, role).items()}
        for model, model_admin in admin.site._registry.items():
            record = world.records[model._meta.label]
            for action in model_admin.get_actions(request):
                may = deletion[model._meta.label] == "d" if action == "delete_selected" else allowed[action] == "x"
                assert is_action_allowed(world.clients[role], record, action) == may, f"{model.__name__} {action}"

    @pytest.mark.parametrize("role", ROLES)
    def test_revisions(self, world, role):
        client, authors = world.clients[role], {"approve one's own": world.users[role]}
        revisions = {name: world.own_revision if "own draft" in name else world.revision for name in STATE_BEFORE}
        revisions |= {"correct": world.typo, "confirm": world.typo}
        allowed = {name: changes_state(client, record, authors.get(name), name) for name, record in revisions.items()}

        assert marks(allowed) == column(REVISIONS, role)

    @pytest.mark.parametrize("role", [*NOBODY, *ROLES])
    def test_addresses(self, world, role):
        client, paths = world.clients[role], world.addresses()
        opened = {name: is_open(client.get(paths[name])) for name in paths}

        assert marks(opened) == column(ADDRESSES, role)

    def test_everything_is_in_a_table(self):
        names = {name.split()[0] for name in column(ADDRESSES, EDITORS)} | FOR_EVERYBODY | POST_ONLY
        options = [model._meta for model in admin.site._registry]
        names |= {f"{meta.app_label}_{meta.model_name}_{page}" for meta in options for page in OF_EACH_MODEL}

        assert {name.split()[0] for name in column(RECORDS, EDITORS)} == {meta.label for meta in options}
        assert {name.split()[0] for name in column(REVISIONS, EDITORS)} == {*FORMS}
        assert {name for name in _names(admin.site.urls[0]) if name} <= names | {"editorial"}


def _names(patterns):
    for pattern in patterns:
        yield from _names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.name]
