"""For the few templates of Django's own engine: the same messages as everywhere."""

from __future__ import annotations

from django import template

from scicity.platform.phrases import say

register = template.Library()
register.simple_tag(say, name="say")
