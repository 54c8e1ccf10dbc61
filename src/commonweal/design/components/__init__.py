"""The components, by what they are for. ``SOURCES`` is all of them, in order."""

from commonweal.design.components import (
    buttons,
    calendar,
    cards,
    dates,
    disclosure,
    fields,
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
    media,
    safety,
    sharing,
)
