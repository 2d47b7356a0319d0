"""Who may do what: submitters write drafts, editors keep the content, keepers the accounts."""

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.db.models import Q

EDITORS = "redacteur"
SUBMITTERS = "inzender-gemeente"
CHIEF_EDITORS = "eindredacteur"
ADMINISTRATORS = "beheerder"
ROLES = [SUBMITTERS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS]
EDITORIAL = ["audit", "accounts", "revisions", "submissions", "reviews", "imports", "content"]
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
OWN_PARTS = ["result", "partner", "citation", "adoption", "statusentry"]
SUBMITTING = ["add_initiative", "change_initiative"]
SUBMITTING += [f"{verb}_{part}" for part in OWN_PARTS for verb in ("add", "change", "delete")]
APPROVING = ["force_revision", "view_revision", "change_revision", "move_initiative"]
KEEPING = ["view_user", "add_user", "change_user", "view_group", "view_auditentry", "view_municipality"]
KEEPING += [f"{verb}_municipalityaccess" for verb in ("view", "add", "change", "delete")]

BESIDE_CONTENT = [
    "view_searchcount",
    *("view_submission", "change_submission", "view_addition"),
    *("view_checkrequest", "change_checkrequest"),
    *(f"{may}_contactagreement" for may in ["view", "add", "change", "delete"]),
]


def mailable_editors():
    """The accounts that edit the content and can be mailed: active, with an address."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    in_group = Q(is_superuser=True) | Q(groups__name__in=[EDITORS, CHIEF_EDITORS])
    return people.filter(in_group).distinct().order_by("pk")


def ensure_groups(apps, role=EDITORS):
    """Make the groups, and give each what it may do; safe to repeat.

    Args: apps, the registry to take the models from: the real one, or that of a migration; role, a name of ROLES.
    Returns: the group of that role.
    """
    for label in [*CONTENT, "search", "auth", *EDITORIAL]:
        if label in apps.app_configs:
            _ensure_permissions(apps.get_app_config(label), apps)
    permissions = apps.get_model("auth", "Permission").objects
    groups = {name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in ROLES}
    editing = [*_editing(permissions), *_beside_content(permissions)]
    groups[EDITORS].permissions.add(*editing)
    groups[CHIEF_EDITORS].permissions.add(*editing, *permissions.filter(codename__in=APPROVING))
    groups[SUBMITTERS].permissions.add(*permissions.filter(codename__in=SUBMITTING), *_looking_up(permissions))
    groups[ADMINISTRATORS].permissions.add(*permissions.filter(codename__in=KEEPING))
    return groups[role]


def _editing(permissions):
    """All of the content, but of whole records no deleting, and nothing that is for chief editors."""
    content = permissions.filter(content_type__app_label__in=CONTENT).exclude(codename__in=APPROVING)
    may_delete = [f"delete_{part}" for part in PARTS]
    return content.exclude(codename__startswith="delete_") | content.filter(codename__in=may_delete)


def _looking_up(permissions):
    """What the form of an initiative refers to; submitters choose from it (`access` shuts its pages)."""
    return permissions.filter(content_type__app_label__in=CONTENT, codename__startswith="view_")


def _beside_content(permissions):
    """What editors do besides the content, as far as it is there yet."""
    return permissions.filter(content_type__app_label__in=["search", *EDITORIAL], codename__in=BESIDE_CONTENT)


def _ensure_permissions(config, apps):
    """Django makes permissions after all migrations; a migration that needs them must make them itself."""
    if not getattr(config, "models_module", None):
        config.models_module = True  # the stub of a migration has none, and would be skipped
    create_permissions(config, apps=apps, verbosity=0)
