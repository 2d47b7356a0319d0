"""Pictures and papers: what is known of them, and where their files are. A file never changes.

Neither has a state of its own. Both are public when an editor cleared them, and something on the site shows them; so
a review of that is a review of them, and who takes back their consent is off the site at once.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.signed_links import seal
from municipalities.models import Municipality

MAX_NAME = 60  # characters of the name of a file that a visitor saves


def new_token():
    """The part of a name that nobody guesses."""
    return secrets.token_hex(16)


class Licence(models.TextChoices):
    """Licence of a file: the use that others may make of it."""

    CC0 = "cc0", _("CC0: vrij te gebruiken")
    CC_BY = "cc-by-4.0", _("CC BY 4.0: vrij te gebruiken met de naam van de maker")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: vrij te gebruiken met naam, onder dezelfde licentie")
    PERMISSION = "toestemming", _("alleen hier, met toestemming van de maker")


class StoredQuerySet(models.QuerySet):
    """QuerySet methods for what has a file."""

    def cleared(self):
        """Files that an editor cleared for publication."""
        return self.filter(**self.model.CLEARED)

    def published(self):
        """Cleared files that something on the site shows; each kind of part that shows them has `shown()`."""
        uses = Q(pk__in=[])
        for relation in self.model._meta.related_objects:
            uses |= Q(pk__in=relation.related_model.objects.shown().values(relation.field.attname))
        return self.cleared().filter(uses)


class ShowingQuerySet(models.QuerySet):
    """QuerySet methods for what shows a picture or a paper: the field that its model names in STORED."""

    def cleared(self):
        """Records of which the picture or paper was cleared by an editor."""
        stored = self.model._meta.get_field(self.model.STORED).related_model
        return self.filter(**{f"{self.model.STORED}__in": stored.objects.cleared()})


class Stored(models.Model):
    """Something with a file under a name that nobody guesses."""

    CLEARED = {}
    folder, address_name = "", ""
    is_preview = False  # set where it is shown to somebody who may see it before visitors do

    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    licence = models.CharField(_("licentie"), max_length=20, choices=Licence, help_text=_("Wat anderen ermee mogen."))
    created_at = models.DateTimeField(_("toegevoegd op"), auto_now_add=True)

    objects = StoredQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def short_licence(self):
        """The licence as a reader knows it, such as "CC BY 4.0"."""
        return self.get_licence_display().partition(":")[0]

    def stored_name(self, name):
        """Where the storage has one of its files."""
        return f"{self.folder}/{self.token}-{name}"

    def address(self, name):
        """Where a browser finds one of its files; in a preview an address that works for an hour."""
        if self.is_preview:
            return reverse(f"library:{self.address_name}_preview", args=[seal(self.token), name])
        return reverse(f"library:{self.address_name}", args=[self.token, name])


class Picture(Stored):
    """A photo or drawing, in a few widths."""

    class People(models.TextChoices):
        """Whether somebody can be recognised, and agreed."""

        NOBODY = "niemand", _("niemand is herkenbaar")
        CONSENT = "toestemming", _("herkenbare mensen, zij stemden toe")
        NO_CONSENT = "geen-toestemming", _("herkenbare mensen, zonder toestemming")

    class Focus(models.TextChoices):
        """The part that stays in sight when the picture is cropped."""

        CENTRE = "midden", _("het midden")
        TOP = "boven", _("de bovenkant")
        BOTTOM = "onder", _("de onderkant")
        LEFT = "links", _("de linkerkant")
        RIGHT = "rechts", _("de rechterkant")

    CLEARED = {"people__in": [People.NOBODY, People.CONSENT]}
    folder, address_name = "beeld", "picture"

    title = models.CharField(
        _("naam"), max_length=120, help_text=_("Zo vindt de redactie de afbeelding terug. Komt niet op de site.")
    )
    alt = models.CharField(
        _("beschrijving"),
        max_length=250,
        blank=True,
        help_text=_("Wat er te zien is, voor wie de afbeelding niet ziet. Leeg als de afbeelding decoratief is."),
    )
    is_decorative = models.BooleanField(
        _("decoratief"), default=False, help_text=_("Aan als de afbeelding niets zegt dat niet ook in de tekst staat.")
    )
    caption = models.CharField(_("bijschrift"), max_length=200, blank=True, help_text=_("Staat onder de afbeelding."))
    maker = models.CharField(
        _("maker"), max_length=120, help_text=_("Wie de foto nam of de tekening maakte, zoals die genoemd wil worden.")
    )
    people = models.CharField(
        _("mensen in beeld"),
        max_length=20,
        choices=People,
        help_text=_("Zonder toestemming komt de afbeelding niet op de site. Trekt iemand die in? Pas dit dan aan."),
    )
    focus = models.CharField(
        _("belangrijkste deel"),
        max_length=10,
        choices=Focus,
        default=Focus.CENTRE,
        help_text=_("Dit blijft in beeld als de afbeelding wordt afgesneden."),
    )
    widths = models.JSONField(default=list, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt="")),
                name="picture_is_described_or_decorative",
                violation_error_message=_("Beschrijf wat er te zien is, of kies ‘decoratief’. Niet allebei."),
            ),
        ]

    @property
    def is_cleared(self):
        """Whether nobody is in it who did not agree."""
        return self.people in self.CLEARED["people__in"]

    @property
    def width(self):
        """Of its largest file; `height` is that of the same."""
        return self.widths[-1]

    @property
    def file_names(self):
        """The names of all its files, the smallest first."""
        return [f"{width}.{kind}" for kind in ("avif", "jpg") for width in self.widths]

    @property
    def avif_sources(self):
        """Its files of the newer kind, for `srcset`."""
        return self._sources("avif")

    @property
    def jpeg_sources(self):
        """Its files that every browser knows, for `srcset`."""
        return self._sources("jpg")

    @property
    def smallest(self):
        """The address of its smallest file."""
        return self.address(f"{self.widths[0]}.jpg")

    @property
    def largest(self):
        """The address of its largest file."""
        return self.address(f"{self.width}.jpg")

    def _sources(self, kind):
        return ", ".join(f"{self.address(f'{width}.{kind}')} {width}w" for width in self.widths)


class Paper(Stored):
    """A document of a municipality that others may use again."""

    class Kind(models.TextChoices):
        """Type of municipal document."""

        COUNCIL = "raadsvoorstel", _("raadsvoorstel")
        LETTER = "bewonersbrief", _("bewonersbrief")
        COVENANT = "convenant", _("convenant")
        POLICY = "beleidsregel", _("beleidsregel")
        BUDGET = "begroting", _("begroting")
        PLAN = "projectplan", _("projectplan")
        EVALUATION = "evaluatie", _("evaluatie")
        FORM = "formulier", _("formulier of checklist")
        OTHER = "overig", _("ander document")

    class Format(models.TextChoices):
        """The kind of file; the value is how its name ends."""

        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        ODT = "odt", "OpenDocument"
        XLSX = "xlsx", "Excel"

    CLEARED = {"personal_data_checked": True}
    folder, address_name = "documenten", "paper"

    title = models.CharField(_("titel"), max_length=150, help_text=_("Zoals bezoekers het document zien staan."))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, help_text=_("Waar het voor werd gebruikt."))
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        help_text=_("Van welke gemeente het is. Leeg als het niet van één gemeente is."),
    )
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True, help_text=_("Het jaar van het document."))
    personal_data_checked = models.BooleanField(
        _("gecontroleerd op persoonsgegevens"),
        default=False,
        help_text=_(
            "Aan als er geen namen, adressen of handtekeningen van bewoners in staan, ook niet in de eigenschappen van "
            "het bestand. Zonder deze controle komt het document niet op de site."
        ),
    )
    format = models.CharField(_("bestandstype"), max_length=4, choices=Format, editable=False)
    size = models.PositiveIntegerField(_("grootte"), default=0, editable=False)
    # Of its first pages, for the search; None: not read yet. Lists and pages leave it in the database.
    text = models.TextField(_("tekst"), null=True, editable=False)  # noqa: DJ001

    class Meta:
        verbose_name = _("document voor hergebruik")
        verbose_name_plural = _("documenten voor hergebruik")
        ordering = ["-created_at", "-pk"]

    @property
    def is_cleared(self):
        """Whether an editor found no personal data in it."""
        return self.personal_data_checked

    @property
    def file_name(self):
        """Under which a visitor saves it."""
        return f"{slugify(self.title)[:MAX_NAME].strip('-') or self.kind}.{self.format}"

    @property
    def file_names(self):
        """The one name that its address ends with."""
        return [self.file_name]

    @property
    def download(self):
        """The address of its file."""
        return self.address(self.file_name)

    def stored_name(self, name=""):
        return super().stored_name(f"document.{self.format}")
