"""What stands in an edition's HTML and text for each recipient's own links.

Whole words without anything that HTML, plain text or MIME would write another way.
They are put in where an address would stand: ``href="PREFERENCES_LINK"``.
"""

PREFERENCES = "XPREFERENCESLINKX"
UNSUBSCRIBE = "XUNSUBSCRIBELINKX"
