"""The catalogue of components, built into every template.

Each tag is one function in ``commonweal.design.components``: its arguments are
typed there, its docstring says when to use it, and ``/design/`` shows it.
"""

from django import template

from commonweal.design.components import SOURCES

register = template.Library()

for source in SOURCES:
    register.tags.update(source.register.tags)
    register.filters.update(source.register.filters)
