"""The format of `dumpdata` and `loaddata`: Django's JSON, whole and the same on every database."""

from datetime import datetime

from django.core.serializers.json import Deserializer, DjangoJSONEncoder
from django.core.serializers.json import Serializer as DjangoSerializer

__all__ = ["Deserializer", "Serializer"]


class WholeTimeEncoder(DjangoJSONEncoder):
    """Writes a moment with its microseconds, of which Django's own leaves out three digits."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


class Serializer(DjangoSerializer):
    """Writes the keys of a relation and of JSON in one order; each database has its own."""

    def _init_options(self):
        super()._init_options()
        self.json_kwargs |= {"cls": WholeTimeEncoder, "sort_keys": True}

    def handle_m2m_field(self, obj, field):
        super().handle_m2m_field(obj, field)
        self._current.get(field.name, []).sort()
