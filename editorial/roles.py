"""Who may do what: editors keep the content, superusers also the accounts."""

from django.contrib.auth.management import create_permissions

EDITORS = "redacteur"
CONTENT = ["sources", "municipalities", "themes", "initiatives", "taggit"]
PARTS = [
    "municipalityname",
    "typeassignment",
    "synonym",
    "frameworkcitation",
    "mention",
    "result",
    "partner",
    "citation",
    "adoption",
    "statusentry",
    "stand",
    "taggeditem",
]

BESIDE_CONTENT = [
    "view_searchcount",
    *("view_submission", "change_submission", "view_addition"),
    *("view_checkrequest", "change_checkrequest"),
    *(f"{may}_contactagreement" for may in ["view", "add", "change", "delete"]),
]


def ensure_groups(apps):
    """Make the group of editors, and give it what it may do; safe to repeat.

    Args: apps, the registry to take the models from: the real one, or that of a migration.
    Returns: the group.
    """
    for label in [*CONTENT, "search", "editorial"]:
        if label in apps.app_configs:
            _ensure_permissions(apps.get_app_config(label), apps)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=CONTENT)
    may_delete = [f"delete_{part}" for part in PARTS]
    kept = permissions.exclude(codename__startswith="delete_") | permissions.filter(codename__in=may_delete)
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    beside = apps.get_model("auth", "Permission").objects.filter(codename__in=BESIDE_CONTENT)
    group.permissions.add(*kept, *beside.filter(content_type__app_label__in=["search", "editorial"]))
    return group


def _ensure_permissions(config, apps):
    """Django makes permissions after all migrations; a migration that needs them must make them itself."""
    if not getattr(config, "models_module", None):
        config.models_module = True  # the stub of a migration has none, and would be skipped
    create_permissions(config, apps=apps, verbosity=0)
