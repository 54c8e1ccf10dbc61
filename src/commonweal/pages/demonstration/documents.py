"""The two files of the demonstration: an inspection report and a guidance document."""

from django.core.files.base import ContentFile

from commonweal.directory.demonstration_days import Days, said_month, said_short
from commonweal.pages.demonstration.paper import Sheet, write_pdf
from commonweal.pages.models import PartnershipDocument


def inspection_sheets(days: Days) -> list[Sheet]:
    visited = days.before(75)
    return [
        [
            ("H1", "Inspection of children’s services in Aldermere and the Vale"),
            ("P", f"Summary of findings. Inspectors visited in {said_month(visited)}."),
            ("H2", "Overall judgement: outstanding"),
            (
                "P",
                "Children in Aldermere and the Vale are helped early, protected when they "
                "need it and listened to throughout. Leaders know their services well "
                "because they ask the people who use them, and because they act on the "
                "answers.",
            ),
            (
                "P",
                "Since the last inspection the council and its partners have built a "
                "stable workforce. Children told inspectors that they can name the person "
                "who looks after their plan, and that this person rarely changes.",
            ),
            ("H2", "What inspectors looked at"),
            (
                "P",
                "The experiences and progress of children who need help and protection.",
            ),
            ("P", "The experiences and progress of children in care."),
            ("P", "The experiences and progress of care leavers."),
            ("P", "The impact of leaders on social work practice with children."),
        ],
        [
            ("H1", "Help and protection"),
            (
                "P",
                "The multi-agency safeguarding hub responds quickly. Decisions are made on "
                "the day a concern arrives, by people from health, education, the police "
                "and social care who sit together and share what they know lawfully and "
                "in proportion.",
            ),
            (
                "P",
                "Early help is easy to find. Families described the family hubs in "
                "Aldermere, Wickenhall and Pellbrook as places where nobody judged them.",
            ),
            ("H2", "Neglect"),
            (
                "P",
                "Practitioners from every agency use the same assessment tool for neglect. "
                "As a result, drift is noticed earlier, and children do not wait for a "
                "crisis before something changes.",
            ),
            ("H2", "Children at risk outside the home"),
            (
                "P",
                "Plans for children at risk of exploitation include the places and the "
                "friendships that matter to them. Return conversations happen within "
                "72 hours and are carried out by somebody the child has chosen.",
            ),
        ],
        [
            ("H1", "Children in care and care leavers"),
            (
                "P",
                "Most children in care live within 20 miles of home, with brothers and "
                "sisters where that is right for them. Their health needs are assessed on "
                "time, and their school places are protected when they move.",
            ),
            (
                "P",
                "Care leavers stay in touch because they want to. Personal advisers meet "
                "them where they are, and the local offer is written in words that young "
                "people chose themselves.",
            ),
            ("H2", "Leadership"),
            (
                "P",
                "Partners hold each other to account. The partnership’s audits begin with "
                "what life is like for one child, and end with a change that somebody owns.",
            ),
        ],
        [
            ("H1", "What needs to improve"),
            (
                "P",
                "The quality of written records in strategy discussions, so that the "
                "reasons for a decision can be read years later.",
            ),
            (
                "P",
                "The waiting time for specialist emotional support for children who have "
                "lived with domestic abuse.",
            ),
            ("H2", "What happens next"),
            (
                "P",
                "The partnership will report on both points to its executive group every "
                "three months, and will publish what has changed.",
            ),
        ],
    ]


def levels_sheets(days: Days) -> list[Sheet]:
    return [
        [
            ("H1", "Right help, right time: levels of need and support"),
            ("P", f"Version 4.1, {said_short(days.before(34))}."),
            (
                "P",
                "For everybody who works with children, young people and families in "
                "Aldermere and the Vale. The web page holds the same words and is always "
                "the current version.",
            ),
            ("H2", "Level 1: everyday support"),
            (
                "P",
                "Children whose needs are met by their family, their school or nursery, "
                "their health visitor or GP and their community.",
            ),
            ("H2", "Level 2: extra support"),
            (
                "P",
                "Children who need something more from one service. Talk to the family, "
                "agree what would help and write it down together.",
            ),
        ],
        [
            ("H1", "Levels 3 and 4"),
            ("H2", "Level 3: co-ordinated early help"),
            (
                "P",
                "Children whose needs call for more than one service. One lead "
                "practitioner, one plan and a review every six weeks.",
            ),
            ("H2", "Level 4: statutory services"),
            (
                "P",
                "Children who are suffering, or likely to suffer, significant harm, or who "
                "need services to reach a reasonable standard of health or development. "
                "Ring the multi-agency safeguarding hub on the same day.",
            ),
        ],
    ]


def make_documents(days: Days) -> dict[str, PartnershipDocument]:
    """Write and store the files; return them by their short names."""
    titles = {
        "inspection": "Inspection of children’s services: summary of findings",
        "levels": "Right help, right time: levels of need and support",
    }
    sheets = {"inspection": inspection_sheets(days), "levels": levels_sheets(days)}
    return {
        name: PartnershipDocument.objects.create(
            title=title,
            file=ContentFile(
                write_pdf(title=title, sheets=sheets[name]), name=f"{name}.pdf"
            ),
        )
        for name, title in titles.items()
    }
