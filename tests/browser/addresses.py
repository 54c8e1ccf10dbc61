"""One address of each kind of page. Words in braces come from ``Site.facts``."""

from typing import Any, NamedTuple

from tests.browser.content import EVERY_BLOCK, TOPIC

SENSITIVE = "/news/steady-ground-group/"
ITEM = f"/news/{EVERY_BLOCK}/"
NARROWED = f"/news/?topic={TOPIC}"


class Kind(NamedTuple):
    """A kind of page: where one is, and what it answers."""

    address: str
    status: int = 200

    def on(self, facts: dict[str, Any]) -> str:
        return self.address.format(**facts)


PUBLIC = {
    "home": Kind("/"),
    "news": Kind("/news/"),
    "news, page 2": Kind("/news/?page=2"),
    "news, narrowed": Kind(NARROWED),
    "news, nothing left": Kind("/news/?topic=young-carers&audience=police"),
    "news, all on one page": Kind("/news/all/"),
    "archive": Kind("/news/archive/"),
    "archive of a year": Kind("/news/archive/{archive_year}/"),
    "news item": Kind(ITEM),
    "sensitive item": Kind(SENSITIVE),
    "archived item": Kind("{archived}"),
    "standard page": Kind("/for-parents-and-carers/"),
    "sensitive page": Kind("/worried-about-a-child/"),
    "policies": Kind("/policies/"),
    "policies, changed": Kind("/policies/?changed-since=2000-01-01"),
    "policies, not a day": Kind("/policies/?changed-since=soon"),
    "policy": Kind("/policies/neglect-strategy/"),
    "topics": Kind("/topics/"),
    "topic": Kind("/topics/neglect/"),
    "calendar": Kind("/calendar/"),
    "calendar, empty month": Kind("/calendar/2011/2/"),
    "calendar, list": Kind("/calendar/list/"),
    "search": Kind("/search/"),
    "search, results": Kind("/search/?q=neglect"),
    "search, nothing": Kind("/search/?q=neglekt"),
    "training": Kind("/training/"),
    "training, page 2": Kind("/training/?page=2"),
    "training, narrowed": Kind("/training/?topic=neglect&places=1"),
    "training, nothing left": Kind("/training/?topic=neglect&mode=blended"),
    "training by date": Kind("/training/dates/"),
    "course": Kind("/training/courses/safeguarding-foundations/"),
    "course to be replaced": Kind("/training/courses/safeguarding-refresher/"),
    "course without dates": Kind("/training/courses/safeguarding-supervision/"),
    "e-learning": Kind("/training/courses/a-childs-life-online/"),
    "conference": Kind("/training/events/hearing-quiet-voices/"),
    "briefings": Kind("/training/events/learning-from-a-review/"),
    "awareness week": Kind("/training/events/children-who-care-week/"),
    "session": Kind("{session[open]}"),
    "session of several meetings": Kind("{session[several]}"),
    "session that is full": Kind("{session[waiting]}"),
    "session that is cancelled": Kind("{session[cancelled]}"),
    "session that is past": Kind("{session[past]}"),
    "session booked elsewhere": Kind("{session[elsewhere]}"),
    "which course": Kind("/training/which-course/"),
    "which course, unanswered": Kind("/training/which-course/?asked=sector"),
    "which course, answered": Kind(
        "/training/which-course/?sector=health&role=any&done=level-1&topic=any"
    ),
    "which course, none": Kind(
        "/training/which-course/?sector=police&role=any&done=level-4&topic=neglect"
    ),
    "news about a course": Kind("/news/neglect-half-day-courses/"),
    "services": Kind("/services/"),
    "services, page 2": Kind("/services/?page=2"),
    "services, a sensitive need": Kind("{services[telling]}"),
    "services, not understood": Kind("/services/?age=x&place=York"),
    "services, nothing left": Kind("/services/?age=95&q=bicycles&place=LS1"),
    "service": Kind("{services[plain]}"),
    "service with groups": Kind("{services[dated]}"),
    "sensitive service": Kind("{services[sensitive]}"),
    "service not confirmed": Kind("{services[in_doubt]}"),
    "services compared": Kind("{services[compared]}"),
    "services, none to compare": Kind("/services/compare/"),
    "service, link that is none": Kind("/services/right/x/", status=410),
    "newsletter": Kind("/newsletter/archive/"),
    "issue of the newsletter": Kind("{newsletter[page]}"),
    "newsletter, no tracking": Kind("/newsletter/no-tracking/"),
    "newsletter, sign up": Kind("/newsletter/sign-up/"),
    "newsletter, signed up": Kind("/newsletter/sign-up/sent/"),
    "newsletter, link to preferences": Kind("/newsletter/preferences/"),
    "newsletter, link sent": Kind("/newsletter/preferences/sent/"),
    "newsletter, link that is none": Kind("/newsletter/preferences/x/", status=410),
    "contact us": Kind("/enquiries/"),
    "question": Kind("/enquiries/ask/"),
    "another format": Kind("/enquiries/another-format/"),
    "data complaint": Kind("/enquiries/data-complaint/"),
    "pledges": Kind("/pledge/"),
    "covenant": Kind("/pledge/young-carers-covenant/"),
    "covenant, earlier text": Kind("/pledge/young-carers-covenant/version/1/"),
    "covenant, signing": Kind("/pledge/young-carers-covenant/sign/"),
    "covenant, signed": Kind("/pledge/young-carers-covenant/sent/"),
    "covenant for people": Kind("/pledge/listening-pledge/sign/"),
    "covenant, link that is none": Kind("/pledge/own/x/", status=410),
    "accessibility statement": Kind("/accessibility-statement/"),
    "privacy notice": Kind("/privacy/"),
    "cookies": Kind("/cookies/"),
    "mailbox": Kind("/mailbox/"),
    "message": Kind("{message}"),
    "not found": Kind("/nothing-here/", status=404),
    "sign-in of the demonstration": Kind("{sign_in[editor]}"),
    "sign-in link that was used": Kind(
        "/sign-in/demonstration/1/used-already/", status=410
    ),
}
STAFF = {
    "design system": Kind("/design/"),
    "exit this page": Kind("/design/exit-this-page/"),
    "enquiries desk": Kind("/enquiries/desk/"),
    "enquiry": Kind("/enquiries/desk/1/"),
    "complaint": Kind("/enquiries/desk/3/"),
    "enquiry, to delete": Kind("/enquiries/desk/1/erase/"),
    "enquiries, who gets what": Kind("/enquiries/desk/arrange/"),
    "enquiries, a route": Kind("/enquiries/desk/arrange/route/1/"),
    "surveys": Kind("/enquiries/desk/surveys/"),
    "survey at the desk": Kind("/enquiries/desk/surveys/1/"),
    "survey, new": Kind("/enquiries/desk/surveys/new/"),
    "pledges desk": Kind("/pledge/desk/"),
    "covenant at the desk": Kind("/pledge/desk/1/"),
    "covenant, new text": Kind("/pledge/desk/1/text/"),
    "signature at the desk": Kind("/pledge/desk/signatures/1/"),
    "preview of an issue": Kind("{newsletter[preview]}"),
    "preview on a dark phone": Kind("{newsletter[preview]}?way=dark-phone"),
    "preview as text": Kind("{newsletter[preview]}?way=text"),
    "preview as source": Kind("{newsletter[preview]}?way=source"),
    "what came of an issue": Kind("{newsletter[results]}"),
    "news at another moment": Kind("/at/{moment}/news/"),
    "item at another moment": Kind("/at/{moment}" + ITEM),
    "nothing at that moment": Kind("/at/{moment}/nothing-here/", status=404),
    "not a moment": Kind("/at/never/", status=400),
}
