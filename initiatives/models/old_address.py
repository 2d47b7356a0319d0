"""The addresses that initiatives had before."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class OldAddressQuerySet(models.QuerySet):
    """Verbs for old addresses."""

    def keep(self, initiative, before):
        """Let the address that an initiative had lead to it; one that it has again is no longer old."""
        self.filter(slug=initiative.slug, initiative=initiative).delete()
        if before != initiative.slug:
            self.update_or_create(slug=before, defaults={"initiative": initiative})

    def refuse(self, initiative):
        """Raise ValidationError when the address of an initiative still leads to another one."""
        if self.filter(slug=initiative.slug).exclude(initiative=initiative.pk).exists():
            text = _("Dit adres had een ander initiatief eerder, en het leidt daar nog heen. Kies een ander adres.")
            raise ValidationError({"slug": text})


class OldAddress(models.Model):
    """An address that leads to the initiative that had it, whatever the address of that is now."""

    slug = models.SlugField(_("oud adres"), max_length=80, unique=True)
    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE, related_name="old_addresses")
    since = models.DateTimeField(_("oud sinds"), auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("oud adres")
        verbose_name_plural = _("oude adressen")
        ordering = ["-since", "-pk"]
        default_permissions = ()
        permissions = [("move_initiative", _("Mag het adres van een initiatief wijzigen"))]

    def __str__(self):
        return self.slug
