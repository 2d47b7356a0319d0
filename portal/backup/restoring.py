"""Restoring a backup: checked as a whole first, then all rows in one transaction, compared with what the file says."""

import hashlib
import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from core.health import migrations_on_disk
from search import index

from . import rows
from .archive import BackupRefused, unpack
from .making import FORMAT, key_mark


def restore(path, *, replaces=False, check_only=False, identity=None):
    """Put an installation in the place of this one.

    The files come first: without their rows nobody reaches them, so that an error on the way leaves nothing half.

    Args: path, of the backup; replaces, whether what people made here may be lost; check_only, write nothing;
        identity, the file with the private key of an encrypted one.
    Returns: what the manifest says.
    Raises: BackupRefused, when the file is damaged, of another release, or this installation is not empty; OSError.
    """
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restore-") as folder:
        manifest = unpack(path, folder, identity)
        _refuse_other_release(manifest)
        if check_only:
            return manifest
        if not replaces and not is_empty():
            raise BackupRefused("Deze installatie is niet leeg. Met --replace komt de kopie ervoor in de plaats.")
        _store_files(Path(folder), manifest)
        with transaction.atomic():
            _replace_rows(Path(folder), manifest)
    ContentType.objects.clear_cache()
    return manifest


def has_same_key(manifest):
    """Whether a backup is of an installation with the same SECRET_KEY, with which secrets in it were encrypted."""
    return manifest["key"] == key_mark()


def is_empty():
    """Whether nobody made anything in this installation yet."""
    return not (get_user_model().objects.exists() or apps.get_model("initiatives.Initiative").objects.exists())


def _refuse_other_release(manifest):
    if manifest["format"] != FORMAT:
        raise BackupRefused("Deze reservekopie heeft een vorm die deze versie niet kent.")
    theirs, ours = {tuple(key) for key in manifest["migrations"]}, migrations_on_disk()
    if theirs != ours or manifest["files"].keys() < rows.backed_up().keys():
        differing = sorted(".".join(key) for key in theirs ^ ours)
        raise BackupRefused(
            f"Deze reservekopie is van een andere versie ({manifest['version']}; anders: {', '.join(differing[:3])}). "
            "Installeer die versie, zet de kopie daar terug en werk dan bij."
        )


def _store_files(folder, manifest):
    """Store the files that are not there, or are not the same."""
    for name in manifest["files"]:
        if not name.startswith("media/"):
            continue
        stored = name.removeprefix("media/")
        if default_storage.exists(stored):
            with default_storage.open(stored) as file:
                if _is_same(file, manifest["files"][name]):
                    continue
            default_storage.delete(stored)
        with (folder / name).open("rb") as file:
            default_storage.save(stored, File(file))


def _is_same(file, facts):
    digest = hashlib.sha256()
    for block in file.chunks():
        digest.update(block)
    return digest.hexdigest() == facts["sha256"]


def _replace_rows(folder, manifest):
    """Replace the rows of all models, and make what is made from them; BackupRefused takes it all back."""
    rows.empty()
    models = rows.backed_up()
    for name, model in models.items():
        with (folder / name).open("rb") as file:
            rows.insert(model, file)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BackupRefused(f"De rijen van deze reservekopie passen niet bij elkaar: {error}") from error
    if wrong := [name for name, model in models.items() if rows.checksum(model) != manifest["files"][name]["sha256"]]:
        raise BackupRefused(f"Niet alles kwam over zoals het was: {', '.join(wrong[:5])}.")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
    index.rebuild()  # and a new generation, so that nothing that was cached is shown
