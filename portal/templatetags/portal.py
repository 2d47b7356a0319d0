"""Tags and filters that every template may use."""

import json

from django import template
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from core.markdown import render
from core.text import map_texts, readable
from portal import structured_data

register = template.Library()
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def prose(text):
    """An editor's Markdown as safe HTML."""
    return render(text)


@register.filter
def has_ended(framework):
    """Whether a framework no longer holds today."""
    return framework.has_ended(localdate())


@register.simple_tag
def json_ld(data):
    """Data for machines, to stand in a script element; the escapes prevent that it ends that element."""
    return mark_safe(json.dumps(map_texts(readable, data), ensure_ascii=False).translate(SCRIPT_ESCAPES))  # noqa: S308 - escaped


@register.simple_tag
def article_ld(initiative):
    """The page of an initiative, for machines."""
    return json_ld(structured_data.article(initiative))


@register.simple_tag
def event_ld(edition):
    """The market, for machines."""
    return json_ld(structured_data.event(edition))


@register.inclusion_tag("_breadcrumbs.html", takes_context=True)
def breadcrumbs(context, *parts):
    """The breadcrumbs of this page: labels and addresses in turn, and last the label of the page itself."""
    crumbs = [("Home", "/"), *zip(parts[:-1:2], parts[1::2], strict=True), (parts[-1], "")]
    path = context["request"].path
    return {"crumbs": crumbs, "data": structured_data.breadcrumb_list(crumbs, path), "carry": context.get("carry", "")}
