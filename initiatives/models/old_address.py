"""The old addresses of initiatives; `initiatives.slugs` looks them up, `portal.middleware` redirects."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class OldAddressQuerySet(models.QuerySet):
    """The queryset of old addresses."""

    def redirect_from(self, old_slug, initiative):
        """Redirect an old address to an initiative; an address that it has again is no longer old."""
        self.filter(slug=initiative.slug, initiative=initiative).delete()
        if old_slug != initiative.slug:
            self.update_or_create(slug=old_slug, defaults={"initiative": initiative})

    def validate_free(self, initiative):
        """Raise ValidationError when the address of an initiative still redirects to another one."""
        if self.filter(slug=initiative.slug).exclude(initiative=initiative.pk).exists():
            text = _("Dit adres had een ander initiatief eerder, en het leidt daar nog heen. Kies een ander adres.")
            raise ValidationError({"slug": text})


class OldAddress(models.Model):
    """An address that redirects to the initiative that had it, whatever its current address is."""

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
