"""The check of migrations: code of before survives what it lets through, and what breaks that code is refused."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations import AddConstraint, AddField, AlterField
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from portal.upgrade import survival
from portal.upgrade.operations import Known
from portal.upgrade.survival import accepted_migrations, accepted_release, refusals, refusals_of

APP = "schuur"
BOX = migrations.CreateModel(
    "Box",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20)),
        ("number", models.IntegerField(default=1)),
        ("note", models.TextField(null=True)),
        ("kind", models.CharField(max_length=5, db_default="oud")),
    ],
    options={"constraints": [models.CheckConstraint(condition=models.Q(number__lt=9), name="few")]},
)
ABOUT_NEW = models.CheckConstraint(condition=models.Q(size__isnull=True) | models.Q(size__gt=0), name="size")
ABOUT_OLD = models.CheckConstraint(condition=models.Q(number__gt=models.F("size") + 1), name="more")
SURVIVED = {
    "a column that may be empty": [AddField("box", "size", models.IntegerField(null=True))],
    "a column that the database fills": [AddField("box", "size", models.IntegerField(db_default=3))],
    "a unique column that may be empty": [AddField("box", "size", models.IntegerField(null=True, unique=True))],
    "a table between": [AddField("box", "others", models.ManyToManyField(f"{APP}.box"))],
    "a constraint on a new column": [
        AddField("box", "size", models.IntegerField(null=True)),
        AddConstraint("box", ABOUT_NEW),
    ],
    "a longer text": [AlterField("box", "name", models.CharField(max_length=50))],
    "a text of any length": [AlterField("box", "name", models.TextField())],
    "a larger number": [AlterField("box", "number", models.BigIntegerField(default=1))],
    "other choices": [AlterField("box", "name", models.CharField(max_length=20, choices=[("a", "A")]))],
    "no constraint any more": [migrations.RemoveConstraint("box", "few")],
    "an index": [migrations.AddIndex("box", models.Index(fields=["name"], name="box_name"))],
    "a table": [migrations.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))])],
    "a new column that is renamed": [
        AddField("box", "size", models.IntegerField(null=True)),
        migrations.RenameField("box", "size", "width"),
    ],
    "a change of the state alone": [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Box")])
    ],
}
REFUSED = {
    "a column without a value": [AddField("box", "size", models.IntegerField(default=3))],
    "a new column that must be filled later on": [
        AddField("box", "size", models.IntegerField(null=True)),
        AlterField("box", "size", models.IntegerField(default=3)),
    ],
    "a unique column with one value": [AddField("box", "size", models.IntegerField(db_default=3, unique=True))],
    "a column that is gone": [migrations.RemoveField("box", "note")],
    "a column with another name": [migrations.RenameField("box", "note", "remark")],
    "a column under another name": [AlterField("box", "note", models.TextField(null=True, db_column="remark"))],
    "a column that may not be empty": [AlterField("box", "note", models.TextField(default=""))],
    "a value that must be unique": [AlterField("box", "name", models.CharField(max_length=20, unique=True))],
    "a table that is gone": [migrations.DeleteModel("Box")],
    "a table with another name": [migrations.RenameModel("Box", "Crate")],
    "a table under another name": [migrations.AlterModelTable("box", "crates")],
    "a constraint": [AddConstraint("box", models.CheckConstraint(condition=models.Q(number__gt=1), name="more"))],
    "a unique constraint": [AddConstraint("box", models.UniqueConstraint(fields=["name"], name="one"))],
    "a unique pair": [migrations.AlterUniqueTogether("box", {("name", "number")})],
    "an order": [migrations.AlterOrderWithRespectTo("box", "name")],
    "a constraint on an old and a new column": [
        AddField("box", "size", models.IntegerField(db_default=3)),
        AddConstraint("box", ABOUT_OLD),
    ],
}
STRICT = {  # SQLite stores what is too long, a text in a column of numbers, and a default as a value
    "a column that the database fills no more": [
        AlterField("box", "kind", models.CharField(max_length=5, default="a"))
    ],
    "a shorter text": [AlterField("box", "name", models.CharField(max_length=2))],
    "a smaller number": [AlterField("box", "number", models.SmallIntegerField(default=1))],
    "another type": [AlterField("box", "kind", models.DateField(null=True))],
}
NOBODY_CAN_TELL = {
    "code": [migrations.RunPython(migrations.RunPython.noop)],
    "statements": [migrations.RunSQL(migrations.RunSQL.noop)],
}


def judged(operations, **attributes):
    """What is said of a migration with some operations."""
    state = ProjectState()
    BOX.state_forwards(APP, state)
    made = type("Migration", (migrations.Migration,), {"operations": operations, **attributes})("0002_x", APP)
    return refusals_of(made, state, Known(), running="0.2.0")


def breaks(operations):
    """Whether code that knows the table of before fails on the table of after."""
    states = [ProjectState(), ProjectState()]
    for operation in [BOX, *operations]:
        after = states[-1].clone()
        operation.state_forwards(APP, after)
        states.append(after)
    with connection.schema_editor() as editor:
        BOX.database_forwards(APP, editor, states[1], states[2])
    box = states[2].apps.get_model(APP, "box")
    try:
        with connection.schema_editor() as editor:
            for number, operation in enumerate(operations, start=2):
                operation.database_forwards(APP, editor, states[number], states[number + 1])
        try:
            with transaction.atomic():
                rows = [box.objects.create(name="een lange naam") for _row in range(2)]
                rows[0].refresh_from_db()
                rows[0].number = 2
                rows[0].save()
                rows[1].delete()
                return box.objects.get().number != 2
        except DatabaseError:
            return True
    finally:
        tables = {*connection.introspection.table_names()}
        with connection.cursor() as cursor:
            for table in sorted((name for name in tables if name.startswith((APP, "crates"))), key=len, reverse=True):
                cursor.execute(f'DROP TABLE "{table}"')


@pytest.mark.django_db(transaction=True)
def test_what_is_let_through_is_survived_and_what_breaks_is_refused():
    for name, operations in SURVIVED.items():
        assert judged(operations) == [], name
        assert not breaks(operations), name
    for name, operations in REFUSED.items():
        assert judged(operations), name
        assert breaks(operations), name


def test_what_one_database_takes_and_the_other_does_not_is_refused():
    assert [name for name, operations in {**STRICT, **NOBODY_CAN_TELL}.items() if not judged(operations)] == []


def test_the_author_may_say_that_it_is_safe_or_that_nothing_uses_it_any_more():
    gone = REFUSED["a column that is gone"]

    assert judged(gone, unused_since="0.2.0") == []
    assert judged(gone, unused_since="0.10.0")[0].reason == "old code still reads and writes this column"
    assert judged(NOBODY_CAN_TELL["code"], survived_by_old_code="It fills a column that only new code reads.") == []


def test_no_migration_since_the_last_release_harms_the_code_of_that_release(capsys):
    call_command("check_upgrade", since_release=True)

    assert capsys.readouterr().err == ""


def test_the_list_of_the_last_release_follows_from_the_graph(tmp_path, monkeypatch):
    monkeypatch.setattr(survival, "ACCEPTED", tmp_path / "accepted.json")
    call_command("check_upgrade", accept=True)

    assert accepted_migrations() == {*MigrationLoader(None).graph.nodes}
    assert accepted_release()
    (tmp_path / "accepted.json").write_text('{"release": "0.1.0", "leaves": [["core", "0099_gone"]]}')
    with pytest.raises(CommandError, match=r"core\.0099_gone"):
        call_command("check_upgrade", since_release=True)


@pytest.mark.django_db
def test_of_a_database_only_what_is_still_to_be_done_counts(capsys):
    call_command("check_upgrade")
    last = ("submissions", "0004_costs_lessons_mailbox")
    connection.cursor().execute("DELETE FROM django_migrations WHERE app = %s AND name = %s", last)
    with pytest.raises(CommandError, match="would not survive"):
        call_command("check_upgrade", running="0.1.0")

    assert "submissions.0004_costs_lessons_mailbox: Add field lessons" in capsys.readouterr().err
    assert refusals({*MigrationLoader(None).graph.nodes}, "0.1.0") == []
