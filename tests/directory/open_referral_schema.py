"""The parts of the Human Services Data Specification 3 that this site answers with.

Written from the specification's reference, docs.openreferral.org, which stands under
CC BY-SA 4.0: only the names, types, formats and codes of fields, no text of it. Open
Referral UK also asks for a service's ``url``. Fields that are not named here are
refused, so that a slip in a name shows.
"""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ANY_TEXT: Schema = {"type": "string"}
UUID: Schema = {"type": "string", "format": "uuid"}
URI: Schema = {"type": "string", "format": "uri"}
EMAIL: Schema = {"type": "string", "format": "email"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "number"}
CLOCK: Schema = {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$"}


def thing(required: str, **properties: Schema) -> Schema:
    """Return the schema of an object with these fields, and no others."""
    return {
        "type": "object",
        "properties": {"id": UUID, **properties},
        "required": ["id", *required.split()],
        "additionalProperties": False,
    }


def listed(of: Schema) -> Schema:
    return {"type": "array", "items": of}


LANGUAGE = thing("", name=TEXT, code=TEXT, note=TEXT)
PHONE = thing(
    "number",
    number=TEXT,
    extension=NUMBER,
    type=TEXT,
    description=TEXT,
    languages=listed(LANGUAGE),
)
CONTACT = thing(
    "", name=TEXT, title=TEXT, department=TEXT, email=EMAIL, phones=listed(PHONE)
)
SCHEDULE = thing(
    "",
    valid_from=DAY,
    valid_to=DAY,
    dtstart=DAY,
    until=DAY,
    count=NUMBER,
    timezone=NUMBER,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    interval=NUMBER,
    byday={"type": "string", "pattern": r"^(-?\d?(MO|TU|WE|TH|FR|SA|SU),?)+$"},
    description=TEXT,
    opens_at=CLOCK,
    closes_at=CLOCK,
    schedule_link=URI,
    attending_type=TEXT,
    notes=TEXT,
)
SERVICE_AREA = thing("", name=TEXT, description=TEXT, extent=TEXT, uri=URI)
ADDRESS = thing(
    "address_1 city state_province postal_code country address_type",
    attention=TEXT,
    address_1=TEXT,
    address_2=TEXT,
    city=ANY_TEXT,
    region=ANY_TEXT,
    state_province=ANY_TEXT,
    postal_code=ANY_TEXT,
    country={"type": "string", "pattern": "^[A-Z]{2}$"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
ACCESSIBILITY = thing("", description=TEXT, details=TEXT, url=URI)
LOCATION = thing(
    "location_type",
    location_type={"enum": ["physical", "postal", "virtual"]},
    url=URI,
    name=TEXT,
    description=TEXT,
    transportation=TEXT,
    addresses=listed(ADDRESS),
    accessibility=listed(ACCESSIBILITY),
)
SERVICE_AT_LOCATION = thing("", description=TEXT, location=LOCATION)
COST_OPTION = thing(
    "",
    valid_from=DAY,
    valid_to=DAY,
    option=TEXT,
    currency=TEXT,
    amount=NUMBER,
    amount_description=TEXT,
)
ORGANIZATION = thing(
    "name description", name=TEXT, description=TEXT, email=EMAIL, website=URI, uri=URI
)
TAXONOMY = thing("name description", name=TEXT, description=TEXT, uri=URI, version=TEXT)
TAXONOMY_TERM = thing(
    "name description",
    code=TEXT,
    name=TEXT,
    description=TEXT,
    parent_id=UUID,
    taxonomy=TEXT,
    taxonomy_id=UUID,
    language=TEXT,
    term_uri=URI,
)
ATTRIBUTE = thing(
    "",
    link_id=UUID,
    taxonomy_term_id=UUID,
    link_type=TEXT,
    link_entity=TEXT,
    value=TEXT,
    label=TEXT,
    taxonomy_term=TAXONOMY_TERM,
)
OWN_FIELDS: Schema = {
    "organization_id": UUID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "url": URI,
    "email": EMAIL,
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "interpretation_services": TEXT,
    "application_process": TEXT,
    "fees_description": TEXT,
    "accreditations": TEXT,
    "eligibility_description": TEXT,
    "minimum_age": NUMBER,
    "maximum_age": NUMBER,
    "assured_date": DAY,
    "assurer_email": EMAIL,
    "alert": TEXT,
    "last_modified": {"type": "string", "format": "date-time"},
    "organization": ORGANIZATION,
}
SERVICE_IN_LIST = thing("name status url", **OWN_FIELDS)
SERVICE = thing(
    "name status url",
    **OWN_FIELDS,
    phones=listed(PHONE),
    schedules=listed(SCHEDULE),
    service_areas=listed(SERVICE_AREA),
    service_at_locations=listed(SERVICE_AT_LOCATION),
    languages=listed(LANGUAGE),
    cost_options=listed(COST_OPTION),
    contacts=listed(CONTACT),
    attributes=listed(ATTRIBUTE),
)
ABOUT: Schema = {
    "type": "object",
    "properties": {
        "version": TEXT,
        "profile": URI,
        "openapi_url": URI,
        "description": TEXT,
        "publisher": {
            "type": "object",
            "properties": {"name": TEXT, "website": URI, "email": EMAIL},
            "additionalProperties": False,
        },
    },
    "required": ["version", "profile", "openapi_url"],
    "additionalProperties": False,
}


def page_of(item: Schema) -> Schema:
    """Return the schema of a page of a list."""
    whole: Schema = {"type": "integer", "minimum": 0}
    yes_or_no: Schema = {"type": "boolean"}
    head: Schema = {
        "total_items": whole,
        "total_pages": whole,
        "page_number": whole,
        "size": whole,
        "first_page": yes_or_no,
        "last_page": yes_or_no,
        "empty": yes_or_no,
    }
    return {
        "type": "object",
        "properties": {**head, "contents": listed(item)},
        "required": [*head, "contents"],
        "additionalProperties": False,
    }
