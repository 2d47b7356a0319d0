"""The gallery and the papers in the form of an initiative."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_base import PartFormSet, PartInline
from core.form_parts import FOLDED
from initiatives.models import Attachment, BundlePicture, GalleryItem, MarketPicture, Quote, Slides
from initiatives.models.media import MAX_PICTURES
from library.admin import thumbnail

from .example_parts import NumberedForm, NumberedFormSet


class GalleryFormSet(NumberedFormSet):
    """The pictures of an initiative, each once, and no more than a visitor looks at."""

    default_error_messages = NumberedFormSet.default_error_messages | {
        "too_many_forms": _("Kies hoogstens %(num)d afbeeldingen.")
    }

    def get_unique_error_message(self, unique_check):
        return _("Een afbeelding staat hier hoogstens één keer.")


class GalleryInline(PartInline):
    """The pictures of an initiative, in their order."""

    model = GalleryItem
    classes = [FOLDED]
    form = NumberedForm
    formset = GalleryFormSet
    fields = [("position", "picture", "shown")]
    readonly_fields = ["shown"]
    max_num = MAX_PICTURES

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("picture")

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_max=True, **kwargs)

    @admin.display(description=_("afbeelding"))
    def shown(self, item):
        """The picture, small."""
        return thumbnail(item.picture) if item.pk else ""


class AttachmentFormSet(PartFormSet):
    """The papers of an initiative, each once."""

    def get_unique_error_message(self, unique_check):
        return _("Een document staat hier hoogstens één keer.")


class AttachmentInline(PartInline):
    """The papers of an initiative."""

    model = Attachment
    classes = [FOLDED]
    formset = AttachmentFormSet


class BundlePictureInline(GalleryInline):
    """The pictures of a bundle."""

    model = BundlePicture


class MarketPictureInline(GalleryInline):
    """The pictures of a market and its stands."""

    model = MarketPicture
    fields = [("position", "picture", "shown"), "initiative"]
    max_num = 24


class SlidesInline(PartInline):
    """Inline for the presentations of the stands."""

    model = Slides
    formset = AttachmentFormSet


class QuoteInline(PartInline):
    """Inline for quotes of visitors of a market."""

    model = Quote
