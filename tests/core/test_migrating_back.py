"""Going back in the migrations deletes nothing that people made, unless it is told to."""

import inspect
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from core.management.commands import migrate
from editorial.audit.models import AuditEntry
from editorial.revisions.models import Revision
from tests.support import desk, make

OWN = ["core", "search", "sources", "municipalities", "themes", "initiatives", "pages", "editorial"]
OWN += ["audit", "accounts", "revisions", "submissions", "reviews", "imports", "content"]


# What each of these makes, is in other tables already, or the portal makes it again by itself.
HARMLESS = {"search.0003_due", "search.0005_stamp_and_word_counts", "search.0006_codes_and_kinds_of_labels"}
HARMLESS |= {"search.0008_stems_of_no_function_words", "search.0009_stem_of_nederlands", "pages.0003_pictures"}
HARMLESS |= {f"{app}.0001_initial" for app in ["core", "accounts", "audit", "content", "imports"]}
HARMLESS |= {f"{app}.0001_initial" for app in ["reviews", "revisions", "submissions"]}


@pytest.fixture
def unapplied(monkeypatch):
    """What Django's own command is told to do, which it does not."""
    targets = []
    monkeypatch.setattr(
        "django.core.management.commands.migrate.Command.handle",
        lambda _self, *_args, **options: targets.append((options["app_label"], options["migration_name"])),
    )
    return targets


def own_migrations():
    """Every migration of the portal."""
    graph = MigrationLoader(connection).graph
    return [migration for key, migration in graph.nodes.items() if key[0] in OWN]


@pytest.mark.django_db
class TestRefusal:
    def test_every_migration_that_made_a_table_or_a_column_is_refused(self, unapplied):
        make.initiative()
        making = [
            migration
            for migration in own_migrations()
            if re.search(r"(CreateModel|AddField)\(", Path(inspect.getfile(type(migration))).read_text())
        ]
        lossy = [migration for migration in making if str(migration) not in HARMLESS]

        assert len(lossy) > 12
        assert {str(migration) for migration in own_migrations() if migrate.loses_data(migration)} == {*map(str, lossy)}
        for migration in lossy:
            before = [parent[1] for parent in migration.dependencies if parent[0] == migration.app_label]
            with pytest.raises(CommandError, match=rf"{migration.app_label}\.{migration.name}(?s:.*)ALLOW_DATA_LOSS=1"):
                call_command("migrate", migration.app_label, before[0] if before else "zero", verbosity=0)
        assert unapplied == []

    def test_search_zero_would_delete_versions_notes_and_the_log(self, unapplied):
        author = make.editor()
        desk.draft(make.initiative(), author, title="Nieuw")
        AuditEntry.objects.create(action="x", result="ok")

        with pytest.raises(CommandError) as refusal:
            call_command("migrate", "search", "zero", verbosity=0)

        for model in (Revision, AuditEntry):
            assert model._meta.db_table in str(refusal.value)
        assert unapplied == []

    def test_it_goes_back_when_it_is_told_to(self, unapplied, settings):
        make.initiative()
        settings.ALLOW_DATA_LOSS = True

        call_command("migrate", "search", "zero", verbosity=0)

        assert unapplied == [("search", "zero")]

    @pytest.mark.parametrize("words", [(), ("search",), ("search", "0005")])
    def test_going_forward_is_never_refused(self, unapplied, words):
        make.initiative()

        call_command("migrate", *words, verbosity=0)

        assert len(unapplied) == 1

    def test_what_the_portal_makes_again_by_itself_may_go(self, unapplied):
        make.initiative()

        call_command("migrate", "search", "0004", verbosity=0)

        assert unapplied == [("search", "0004")]

    def test_an_empty_database_may_go(self, unapplied):
        call_command("migrate", "search", "zero", verbosity=0)

        assert len(unapplied) == 1
