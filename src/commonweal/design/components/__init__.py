"""The components, by what they are for. ``SOURCES`` is all of them, in order."""

from commonweal.design.components import (
    buttons,
    calendar,
    cards,
    dates,
    disclosure,
    fields,
    filters,
    lists,
    media,
    messages,
    navigation,
    safety,
    sharing,
)

SOURCES = (
    buttons,
    navigation,
    cards,
    lists,
    calendar,
    dates,
    messages,
    disclosure,
    fields,
    filters,
    media,
    safety,
    sharing,
)
