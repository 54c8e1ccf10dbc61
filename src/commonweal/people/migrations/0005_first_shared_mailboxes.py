from django.db import migrations

# A start, for each partnership to change.
NAMES = [
    "admin",
    "administration",
    "administrator",
    "bookings",
    "bursar",
    "contact",
    "contactus",
    "duty",
    "dutyteam",
    "enquiries",
    "enquiry",
    "finance",
    "frontdesk",
    "head",
    "headteacher",
    "hello",
    "help",
    "hr",
    "info",
    "information",
    "mail",
    "manager",
    "nursery",
    "office",
    "practicemanager",
    "reception",
    "receptionist",
    "safeguarding",
    "school",
    "schooladmin",
    "schooloffice",
    "secretary",
    "staff",
    "team",
    "theoffice",
    "training",
]


def fill(apps, schema_editor):
    model = apps.get_model("people", "SharedMailbox")
    for name in NAMES:
        model.objects.get_or_create(name=name)


def leave(apps, schema_editor):
    """Nothing to undo: the table goes with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_shared_mailboxes")]

    operations = [migrations.RunPython(fill, leave)]
