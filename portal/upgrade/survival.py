"""Find the migrations that are new to the running code, and those of them that it would not survive.

Two attributes of a migration say what cannot be seen in it: `unused_since = "0.3.0"`, the first release that did not
use what this one takes away; and `survived_by_old_code = "…"`, why what looks harmful is not.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from .operations import Known, objections

ACCEPTED = Path(__file__).with_name("accepted.json")


class AcceptedGone(Exception):
    """A migration of the last release is not in the code any more; its text says which."""


@dataclass(frozen=True)
class Refusal:
    """An operation of a migration that old code would not survive, and why."""

    migration: str
    operation: str
    reason: str


def accepted_release():
    """The version of the last release."""
    return json.loads(ACCEPTED.read_text(encoding="utf-8"))["release"]


def accepted_migrations():
    """The migrations of the last release: a set of (app, name), from its leaves and the graph. Raises AcceptedGone."""
    graph = MigrationLoader(None).graph
    leaves = {tuple(leaf) for leaf in json.loads(ACCEPTED.read_text(encoding="utf-8"))["leaves"]}
    if gone := leaves - graph.nodes.keys():
        raise AcceptedGone(", ".join(sorted(".".join(leaf) for leaf in gone)))
    return {key for leaf in leaves for key in graph.forwards_plan(leaf)}


def accept(release):
    """Write down the leaves of the graph as those of a release."""
    leaves = sorted(map(list, MigrationLoader(None).graph.leaf_nodes()))
    lines = ",\n".join(f"    {json.dumps(leaf)}" for leaf in leaves)
    ACCEPTED.write_text(f'{{\n  "release": {json.dumps(release)},\n  "leaves": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def refusals(known, running):
    """List the changes in later migrations that would break the code of a running release.

    Args: known, those that it has: a set of (app, name); running, its version. Returns: a list of `Refusal`.
    """
    loader = MigrationLoader(None)
    plan = dict.fromkeys(key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf))
    state, new, all_refusals = ProjectState(), Known(), []
    for key in sorted(plan, key=lambda key: key not in known):  # in their order, what it has first
        migration = loader.graph.nodes[key]
        if key in known:
            state = migration.mutate_state(state, preserve=False)
        else:
            all_refusals += refusals_of(migration, state, new, running)
    return all_refusals


def refusals_of(migration, state, new, running):
    """List such changes in one migration; state and new are those before it, and are brought up to date."""
    all_refusals = [
        Refusal(f"{migration.app_label}.{migration.name}", operation.describe(), reason)
        for operation in migration.operations
        for reason in objections(operation, migration.app_label, state, new)
    ]
    stopped = getattr(migration, "unused_since", None)
    is_allowed = getattr(migration, "survived_by_old_code", "") or (stopped and _parts(stopped) <= _parts(running))
    return [] if is_allowed else all_refusals


def _parts(version):
    return tuple(int(part) for part in version.split("."))
