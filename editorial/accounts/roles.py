"""The roles and their permissions: submitters write drafts, editors edit content, administrators manage accounts."""

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.db.migrations import RunPython
from django.db.models import Q

EDITORS = "redacteur"
SUBMITTERS = "inzender-gemeente"
CHIEF_EDITORS = "eindredacteur"
ADMINISTRATORS = "beheerder"
ROLES = [SUBMITTERS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS]
EDITORIAL = ["outbox", "audit", "accounts", "revisions", "submissions"]
EDITORIAL += ["questions", "subscriptions", "reviews", "imports", "content"]
CONTENT_APPS = ["sources", "municipalities", "library", "themes", "initiatives", "taggit"]
PART_MODELS = [
    "municipalityname",
    "provincename",
    "typeassignment",
    "synonym",
    "frameworkcitation",
    "frameworkmoment",
    "mention",
    "result",
    "partner",
    "citation",
    "adoption",
    "statusentry",
    "galleryitem",
    "attachment",
    "stand",
    "programmeitem",
    "bundleitem",
    "bundlepicture",
    "marketpicture",
    "slides",
    "quote",
    "consideration",
    "taggeditem",
]
INITIATIVE_PARTS = ["result", "partner", "citation", "adoption", "statusentry"]
SUBMITTER_PERMISSIONS = ["add_initiative", "change_initiative"]
SUBMITTER_PERMISSIONS += [f"{verb}_{model}" for model in INITIATIVE_PARTS for verb in ("add", "change", "delete")]
CHIEF_EDITOR_PERMISSIONS = ["force_revision", "view_revision", "change_revision", "move_initiative"]
CHIEF_EDITOR_PERMISSIONS += ["plan_reorganisation", "view_merge", "merge_records", "erase_publicchange"]
CHIEF_EDITOR_PERMISSIONS += ["view_sitesettings", "change_sitesettings"]
ADMINISTRATOR_PERMISSIONS = ["view_user", "add_user", "change_user"]
ADMINISTRATOR_PERMISSIONS += ["view_group", "view_auditentry", "view_municipality"]
ADMINISTRATOR_PERMISSIONS += ["plan_reorganisation", "view_reorganisation", "view_place", "view_province"]
ADMINISTRATOR_PERMISSIONS += ["view_publication"]
ADMINISTRATOR_PERMISSIONS += ["view_mail", "retry_mail", "view_jobrun"]
ADMINISTRATOR_PERMISSIONS += ["view_sitesettings", "change_sitesettings"]
ADMINISTRATOR_PERMISSIONS += [f"{verb}_municipalityaccess" for verb in ("view", "add", "change", "delete")]
OTHER_EDITOR_PERMISSIONS = [
    *("view_searchcount", "view_pageuse"),
    *("view_fixedpage", "change_fixedpage", "view_newsitem", "add_newsitem", "change_newsitem"),
    *("view_submission", "change_submission", "view_addition"),
    *("view_question", "change_question"),
    "view_round",
    *("view_publicchange", "view_subscription"),
    *("view_checkrequest", "change_checkrequest"),
    *(f"{verb}_contactagreement" for verb in ["view", "add", "change", "delete"]),
]


def mailable_editors():
    """The users who edit the content and can be mailed: active, with an address."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    has_role = Q(is_superuser=True) | Q(groups__name__in=[EDITORS, CHIEF_EDITORS])
    return users.filter(has_role).distinct().order_by("pk")


def ensure_groups(apps, role=EDITORS):
    """Create the groups, and give each its permissions; safe to repeat.

    Args: apps, the registry to take the models from: the real one, or that of a migration; role, a name of ROLES.
    Returns: the group of that role.
    """
    for label in [*CONTENT_APPS, "core", "search", "pages", "auth", *EDITORIAL]:
        if label in apps.app_configs:
            ensure_permissions(apps.get_app_config(label), apps)
    all_permissions = apps.get_model("auth", "Permission").objects
    groups = {name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in ROLES}
    for name, permissions in permissions_by_role(all_permissions).items():
        groups[name].permissions.add(*permissions)
    return groups[role]


def permissions_by_role(permissions):
    """Return the permissions of each group, out of some permissions: a dict by the name of the group."""

    def named(codenames):
        return permissions.filter(codename__in=codenames)

    of_editors = [*_content_permissions(permissions), *_other_editor_permissions(permissions)]
    return {
        EDITORS: of_editors,
        CHIEF_EDITORS: [*of_editors, *named(CHIEF_EDITOR_PERMISSIONS)],
        SUBMITTERS: [*named(SUBMITTER_PERMISSIONS), *_view_permissions(permissions)],
        ADMINISTRATORS: named(ADMINISTRATOR_PERMISSIONS),
    }


def _content_permissions(permissions):
    """Return all permissions on content, except deleting whole records and those for chief editors."""
    on_content = permissions.filter(content_type__app_label__in=CONTENT_APPS)
    on_content = on_content.exclude(codename__in=CHIEF_EDITOR_PERMISSIONS)
    part_deletions = [f"delete_{part}" for part in PART_MODELS]
    return on_content.exclude(codename__startswith="delete_") | on_content.filter(codename__in=part_deletions)


def _view_permissions(permissions):
    """Return the view permissions on content: submitters choose from it in their form (`access` closes its pages)."""
    return permissions.filter(content_type__app_label__in=CONTENT_APPS, codename__startswith="view_")


def _other_editor_permissions(permissions):
    """Return the permissions of editors outside the content, as far as their models exist yet."""
    return permissions.filter(
        content_type__app_label__in=["core", "search", "pages", *EDITORIAL], codename__in=OTHER_EDITOR_PERMISSIONS
    )


def ensure_permissions(config, apps):
    """Create the permissions of an app: Django does so only after all migrations, and a migration may need them."""
    if not getattr(config, "models_module", None):
        config.models_module = True  # the stub of a migration has none, and would be skipped
    create_permissions(config, apps=apps, verbosity=0)


def permissions_on_new_models(*names):
    """Return a migration operation that gives each group its permissions on models that were added later.

    Args: names, of the models, such as "themes.keyfigure"; the migration must depend on theirs.
    """

    def allow(apps, _schema_editor):
        for label in sorted({name.split(".")[0] for name in names}):
            ensure_permissions(apps.get_app_config(label), apps)
        models = [name.split(".")[1] for name in names]
        new = apps.get_model("auth", "Permission").objects.filter(content_type__model__in=models)
        groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
        for name, permissions in permissions_by_role(new).items():
            if name in groups:
                groups[name].permissions.add(*permissions)

    return RunPython(allow, RunPython.noop)
