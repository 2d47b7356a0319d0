"""What changed in an initiative, in words for visitors."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class ChangeNote(models.Model):
    """What an editor told visitors when a new version came on the site."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="change_notes")
    published_on = models.DateField(_("gepubliceerd op"), default=timezone.localdate)
    text = models.CharField(_("wat er veranderde"), max_length=200)

    class Meta:
        verbose_name = _("wijziging")
        verbose_name_plural = _("wijzigingen")
        ordering = ["-published_on", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.text
