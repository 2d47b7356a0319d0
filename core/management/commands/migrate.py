"""Django's `migrate`, which goes back only when nothing that people made is lost, or when it is told to."""

import re

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import AddField, CreateModel, RunSQL, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import AmbiguityError

DERIVED = {"search.entry", "search.label", "search.word", "search.stamp", "search.revision", "core.generation"}
DERIVED |= {"pages.fixedpage", "pages.sitesettings"}  # come with a migration; an edit leaves a version or a log line
DESTRUCTIVE_SQL = re.compile(r"\b(DROP|DELETE|TRUNCATE)\b", re.IGNORECASE)
REFUSAL = """This would go back past {names}, and delete for good what these tables hold: {tables}.
Make a backup first. Then say ALLOW_DATA_LOSS=1 to do it all the same. Nothing was changed."""


class Command(migrate.Command):
    """Refuses to unapply what drops a table or a column, as long as any table holds something that people made."""

    def handle(self, *args, **options):
        if not (options["fake"] or options["plan"] or settings.ALLOW_DATA_LOSS):
            self._refuse_loss(connections[options["database"]], options["app_label"], options["migration_name"])
        super().handle(*args, **options)

    def _refuse_loss(self, connection, app_label, name):
        lossy = [str(migration) for migration in _unapplied(connection, app_label, name) if loses_data(migration)]
        if lossy and (tables := _filled_tables(connection)):
            raise CommandError(REFUSAL.format(names=", ".join(lossy), tables=", ".join(tables)))


def loses_data(migration):
    """Whether unapplying a migration drops a table, a column or rows that cannot be made again from others."""
    return any(_loses_data(operation, migration.app_label) for operation in migration.operations)


def _loses_data(operation, app_label):
    if isinstance(operation, SeparateDatabaseAndState):
        return any(_loses_data(inner, app_label) for inner in operation.database_operations)
    if isinstance(operation, RunSQL):
        return bool(DESTRUCTIVE_SQL.search(str(operation.reverse_sql)))
    model = operation.name_lower if isinstance(operation, CreateModel) else getattr(operation, "model_name_lower", "")
    return isinstance(operation, (CreateModel, AddField)) and f"{app_label}.{model}" not in DERIVED


def _unapplied(connection, app_label, name):
    """The migrations that would be unapplied; none when Django itself has something against the names."""
    if not (app_label and name):
        return []
    executor = MigrationExecutor(connection)
    try:
        target = None if name == "zero" else executor.loader.get_migration_by_prefix(app_label, name).name
        plan = executor.migration_plan([(app_label, target)])
    except (AmbiguityError, KeyError):
        return []
    return [migration for migration, is_backwards in plan if is_backwards]


def _filled_tables(connection):
    """The tables of our own apps in which there is something, besides what is made from others."""
    existing = set(connection.introspection.table_names())
    own = [app for app in apps.get_app_configs() if (settings.BASE_DIR / app.name.partition(".")[0]).is_dir()]
    models = [model for app in own for model in app.get_models(include_auto_created=True)]
    originals = [model for model in models if model._meta.label_lower not in DERIVED and model._meta.managed]
    tables = {model._meta.db_table: model for model in [*originals, apps.get_model("auth.User")]}
    return sorted(table for table, model in tables.items() if table in existing and _has_rows(connection, model))


def _has_rows(connection, model):
    return model._base_manager.using(connection.alias).exists()
