"""What is written to disk, when, and that editors' changes land there."""

from io import BytesIO

import pypdf
import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from commonweal.config import right_door
from commonweal.design.models import Brand
from commonweal.directory.models import Contact, PhoneNumber
from commonweal.intake import snapshot
from commonweal.intake.actions import begin_right_door, write_right_door
from commonweal.intake.exceptions import RightDoorBegunError
from commonweal.intake.frame import Frame
from commonweal.intake.models import Door, ExceptionalDay, Hours, Option, Rule
from commonweal.intake.who_to_call import who_to_call
from commonweal.pages.demonstration.right_door import make_right_door
from tests.conftest import check_page
from tests.intake.moments import MONDAY
from tests.pages.factories import home_page

FILES = ["doors.json", "unavailable.html", "who-to-call.pdf"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def filled():
    make_right_door(today=MONDAY.date())
    # As after a commit, which a test never comes to.
    transaction.get_connection().run_on_commit.clear()


def numbers() -> set[str]:
    return {
        number.words
        for team in snapshot.read().teams.values()
        for number in team.numbers
    }


def test_files_are_written_once_until_something_differs(filled, folder):
    first = right_door.write(now=MONDAY)
    second = right_door.write(now=MONDAY)

    assert (first, second) == (FILES, [])
    assert sorted(path.name for path in folder.iterdir()) == [
        *FILES[:2],
        "who-to-call.json",
        FILES[2],
    ]


def test_number_that_changes_changes_in_every_file(filled, folder):
    right_door.write(now=MONDAY)
    PhoneNumber.objects.filter(number="+441632960115").update(number="+441632960116")

    changed = right_door.write(now=MONDAY)

    sheet = pypdf.PdfReader(BytesIO((folder / "who-to-call.pdf").read_bytes()))
    assert changed == FILES
    assert "01632 960116" in (folder / "unavailable.html").read_text()
    assert "01632 960116" in sheet.pages[0].extract_text()
    assert "01632 960116" in numbers()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Door.objects.get(key="lado").save(),
        lambda: Option.objects.get(key="talk").save(),
        lambda: Rule.objects.first().save(),
        lambda: Rule.objects.first().delete(),
        lambda: Hours.objects.first().save(),
        lambda: Hours.objects.first().times.first().save(),
        lambda: ExceptionalDay.objects.first().delete(),
        lambda: Contact.objects.first().save(),
        lambda: PhoneNumber.objects.first().save(),
        lambda: PhoneNumber.objects.last().delete(),
        lambda: Brand.objects.create(
            site=home_page().get_site(), partnership_name="Elsewhere"
        ),
    ],
)
def test_each_kind_of_change_writes_after_the_commit(
    filled, folder, change, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        change()
        assert not folder.exists()

    assert [one.__name__ for one in waiting] == ["_write_now"]
    assert (folder / "doors.json").exists()


def test_many_changes_in_one_transaction_write_once(
    filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        for contact in Contact.objects.all():
            contact.save()

    assert len(waiting) == 1


def test_change_that_is_taken_back_writes_nothing(
    filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting, transaction.atomic():
        Contact.objects.first().save()
        transaction.set_rollback(True)

    assert waiting == []


def test_worker_writes_what_is_missing(filled, folder):
    right_door.write(now=MONDAY)
    (folder / "unavailable.html").unlink()
    (folder / "who-to-call.pdf").write_bytes(b"")
    (folder / "who-to-call.json").unlink()

    assert right_door.write(now=MONDAY) == FILES[1:]


def test_without_doors_old_files_stay(filled, folder):
    right_door.write(now=MONDAY)
    Door.objects.filter(is_fallback=True).update(is_fallback=False)

    assert right_door.write(now=MONDAY) == []
    assert snapshot.read().otherwise == "mash"


def test_gathering_takes_the_same_number_of_queries_for_many_doors(
    filled, django_assert_max_num_queries
):
    contact = Contact.objects.get(name="Early Help Hub")
    hours = Hours.objects.first()
    for number in range(20):
        Door.objects.create(
            key=f"d{number}", title=f"Door {number}", contact=contact, hours=hours
        )

    with django_assert_max_num_queries(13):
        write_right_door(frame=Frame(), now=MONDAY)


def test_page_for_failures_is_whole(filled, folder):
    right_door.write(now=MONDAY)

    page = BeautifulSoup((folder / "unavailable.html").read_text(), "html.parser")

    check_page(page)
    shown = {link["href"] for link in page.select("main a[href^='tel:']")}
    assert {"tel:999", "tel:+441632960100", "tel:+441632960199"} <= shown


def test_sheet_is_one_tagged_page_of_a4_in_english(filled, folder):
    right_door.write(now=MONDAY)

    pdf = pypdf.PdfReader(BytesIO((folder / "who-to-call.pdf").read_bytes()))
    root = pdf.trailer["/Root"]
    words = pdf.pages[0].extract_text()

    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata.title.startswith("Who to call")
    assert "23 November 2026" in words
    for entry in who_to_call(snapshot.read()):
        assert entry.name in words


def test_second_number_of_a_team_that_two_doors_lead_to_is_listed(filled):
    council = Contact.objects.create(name="Council")
    for number, label in (("01632960211", "Hub"), ("01632960212", "Allegations")):
        PhoneNumber.objects.create(contact=council, number=number, label=label)
        for time in ("day", "night"):
            Door.objects.create(
                key=f"{label}-{time}", title=label, contact=council, label=label
            )

    right_door.write(now=MONDAY)

    (entry,) = [each for each in who_to_call(snapshot.read()) if each.name == "Council"]
    shown = [number.words for line in entry.lines for number in line.numbers]
    assert sorted(shown) == ["01632 960211", "01632 960212"]


def test_sheet_stays_one_page_when_there_is_much_to_say(filled, folder):
    for number in range(8):
        contact = Contact.objects.create(
            name=f"Another team {number}", about="When something else happens. " * 5
        )
        PhoneNumber.objects.create(contact=contact, number=f"0163296020{number}")
        Door.objects.create(key=f"d{number}", title=f"Door {number}", contact=contact)

    right_door.write(now=MONDAY)

    pdf = pypdf.PdfReader(BytesIO((folder / "who-to-call.pdf").read_bytes()))
    assert len(pdf.pages) == 1
    assert "Another team 7" in pdf.pages[0].extract_text()


def test_starting_set_of_a_new_site_says_which_numbers_are_missing():
    without = begin_right_door()

    assert without == [
        "Children’s social care",
        "Adult social care",
        "Local authority designated officer (LADO)",
        "Child death review",
        "Early help",
    ]
    assert Contact.objects.get(name="Emergency services").telephone == "999"


def test_starting_set_is_not_written_twice(filled):
    with pytest.raises(RightDoorBegunError, match="begun already"):
        begin_right_door()
