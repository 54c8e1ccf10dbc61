from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0003_list_audit_events_by_time"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="auditevent",
            options={
                "ordering": ["-at", "-pk"],
                "permissions": [
                    (
                        "export_person",
                        "Can see and download what is held about a person",
                    ),
                    ("erase_person", "Can erase what is held about a person"),
                ],
            },
        ),
    ]
