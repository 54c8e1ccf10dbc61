from django.db import migrations
from django.utils.text import slugify

# A start, for each partnership to change.
SECTORS = [
    "Schools and colleges",
    "Early years and childcare",
    "Health",
    "Police",
    "Council",
    "Probation and youth justice",
    "Fire and rescue",
    "Housing",
    "Charities and community groups",
    "Faith groups",
    "Other",
]
KINDS = [
    "Maintained school",
    "Academy",
    "Independent school or college",
    "Statutory partner",
    "Charity",
    "Private provider",
    "Out of area",
]
ROLES = [
    "Works with children and families",
    "Designated safeguarding lead",
    "Manager or supervisor",
    "Senior leader",
    "Volunteer",
    "Foster carer",
]


def fill(apps, schema_editor):
    for model, names in [
        ("Sector", SECTORS),
        ("OrganisationKind", KINDS),
        ("JobRole", ROLES),
    ]:
        for position, name in enumerate(names, 1):
            apps.get_model("people", model).objects.get_or_create(
                slug=slugify(name), defaults={"name": name, "position": position * 10}
            )


def leave(apps, schema_editor):
    """Nothing to undo: the tables go with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_organisations")]

    operations = [migrations.RunPython(fill, leave)]
