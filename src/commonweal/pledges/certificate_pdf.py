"""A certificate for whoever signed a covenant: one page of A4, tagged (PDF/UA-1)."""

import json

import typst
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.pledges.models import Signature

# What changes comes in as data, so that no typed word is read as markup.
SOURCE = """
#let facts = json(bytes(sys.inputs.facts))
#set document(title: facts.title, author: facts.partnership)
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.5cm))
#set text(lang: "en", region: "GB", size: 13pt, font: "Libertinus Serif")
#set par(leading: 0.8em)
#show heading: set text(fill: rgb(facts.colour))
#line(length: 100%, stroke: 3pt + rgb(facts.colour))
#v(1.5cm)
#text(size: 15pt)[#facts.partnership]
#v(1cm)
#heading(level: 1)[#text(size: 30pt)[#facts.covenant]]
#v(1.2cm)
#text(size: 15pt)[This is to certify that]
#v(0.4cm)
#text(size: 26pt, weight: "bold")[#facts.signer]
#v(0.4cm)
#text(size: 15pt)[has signed the #facts.covenant, version #facts.version, \\
on #facts.signed_on.]
#v(1.5cm)
#facts.summary
#v(1fr)
#text(size: 11pt)[Valid for one year from that day, unless it is renewed. \\
Signed since #facts.since.]
#line(length: 100%, stroke: 1pt + rgb(facts.colour))
"""


def certificate(signature: Signature, *, partnership: str, colour: str) -> bytes:
    """Return the PDF. For somebody who has confirmed, with covenant and version.

    Args:
        partnership: who issues it.
        colour: of its lines, such as "#1d4f5c".
    """
    signed_at, since = signature.signed_at, signature.first_signed_at
    if signed_at is None or since is None:
        raise ValueError("Only who has confirmed gets a certificate.")
    facts = {
        "title": f"Certificate: {signature.covenant.title}",
        "partnership": partnership,
        "covenant": signature.covenant.title,
        "summary": signature.covenant.summary,
        "signer": signature.shown_as,
        "version": str(signature.version.number),
        "signed_on": write_date(localdate(signed_at), weekday=False),
        "since": write_date(localdate(since), weekday=False),
        "colour": colour,
    }
    content = typst.compile(
        SOURCE.encode(),
        pdf_standards="ua-1",
        sys_inputs={"facts": json.dumps(facts)},
        ignore_system_fonts=True,
    )
    return bytes(content)
