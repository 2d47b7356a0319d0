"""The codes of records that editors add, such as RED-0001."""

import re

from django.apps import apps
from django.db import IntegrityError, transaction

from .memo import Memo

ATTEMPTS = 5
CODE = re.compile(r"[a-z]{1,5}([ .-]?[a-z]{1,3})?([ .-]?\d{1,8}){1,3}", re.IGNORECASE)
CODE_PART = re.compile(r"[a-z]+|\d+")


def code_key(text):
    """The normal form of a code, however it is written: of "INI-01", "ini 01" and "ini1" it is "ini 1".

    Returns: an empty string for a text that can be no code.
    """
    if not CODE.fullmatch(text.strip()):
        return ""
    return " ".join(part.lstrip("0") or "0" for part in CODE_PART.findall(text.lower()))


def is_code(text):
    """Whether a text can only be a code: it has the form of one, and begins as the codes of our records do."""
    key = code_key(text)
    return bool(key) and key.split()[0] in _prefixes.get()


def next_code(model, prefix):
    """The first free code of the editors, such as RED-0001."""
    codes = model.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    suffixes = [code.removeprefix(prefix) for code in codes]
    numbers = [int(suffix) for suffix in suffixes if suffix.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:04d}"


def save_with_code(record, prefix):
    """Save a new record under the next code; when another editor was first, under the one after it."""
    for attempt in range(1, ATTEMPTS + 1):
        record.code = next_code(type(record), prefix)
        try:
            with transaction.atomic():
                return record.save()
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise


def _read_prefixes(_generation, _previous):
    """With which letters codes begin, those of drafts too: so a code says nothing about a draft that has it or not."""
    models = [model for model in apps.get_models() if any(field.name == "code" for field in model._meta.fields)]
    first, *others = [model._base_manager.order_by().values_list("code", flat=True) for model in models]
    return {key.split()[0] for code in first.union(*others) if (key := code_key(code))}


_prefixes = Memo(_read_prefixes)
