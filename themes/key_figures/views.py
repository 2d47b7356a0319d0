"""The page of all key figures."""

from django.db.models import Prefetch
from django.shortcuts import render

from themes.models import KeyFigure, Theme


def key_figure_list(request):
    """All figures, each under one of its main themes."""
    figures = KeyFigure.objects.published().prefetch_related(
        Prefetch("themes", Theme.objects.published().select_related("parent"))
    )
    return render(request, "themes/key_figure_list.html", {"groups": by_main_theme(figures)})


def by_main_theme(figures):
    """The figures in groups.

    Args: figures, with their published themes.
    Returns: a list of (main theme, figures) in the order of the themes; figures without a published theme come last,
        under None.
    """
    figures_by_theme = {}
    for figure in figures:
        figures_by_theme.setdefault(main_theme_of(figure), []).append(figure)
    without_theme = figures_by_theme.pop(None, [])
    groups = sorted(figures_by_theme.items(), key=lambda group: place_of(group[0]))
    return [*groups, (None, without_theme)] if without_theme else groups


def main_theme_of(figure):
    """The first of the main themes of a figure, as far as they are published; None when there is none."""
    parents = [theme.parent for theme in figure.themes.all() if theme.parent and theme.parent.is_published]
    mains = [theme for theme in figure.themes.all() if not theme.parent]
    return min([*mains, *parents], key=place_of, default=None)


def place_of(theme):
    """Return the sort key of a theme."""
    return theme.position, theme.code
