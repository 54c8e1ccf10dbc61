"""The three statements that the law asks for, written for this software."""

from dataclasses import dataclass

from commonweal.directory.demonstration_days import Days, said_short
from commonweal.pages.demonstration.writing import Block, Writer
from commonweal.pages.models import StatementPage

Kind = StatementPage.Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement before it is a page."""

    slug: str
    title: str
    kind: StatementPage.Kind
    summary: str


STATEMENTS = (
    Statement(
        slug="accessibility-statement",
        title="Accessibility statement",
        kind=Kind.ACCESSIBILITY,
        summary="How accessible this website is, what does not work yet and what you can do "
        "about it.",
    ),
    Statement(
        slug="privacy",
        title="Privacy notice",
        kind=Kind.PRIVACY,
        summary="What we know about visitors to this website, which is very little, and about "
        "the people who look after it.",
    ),
    Statement(
        slug="cookies",
        title="Cookies",
        kind=Kind.COOKIES,
        summary="Reading this website sets no cookies. Signing in to edit it does.",
    ),
)


def statement_bodies(w: Writer, days: Days) -> dict[str, list[Block]]:
    """Return the words of each statement by its slug."""
    return {
        "accessibility-statement": _accessibility(w, days),
        "privacy": _privacy(w),
        "cookies": _cookies(w),
    }


def _accessibility(w: Writer, days: Days) -> list[Block]:
    """The order and the fixed phrases follow the government's model statement."""
    prepared = said_short(days.today)
    return [
        *w.prose(
            """
            This statement applies to the website of Aldermere and the Vale Safeguarding
            Children Partnership. The partnership’s office runs it. We want as many people as
            possible to be able to use it. You should be able to:

            - change colours, contrast levels and fonts with your browser or device
            - zoom in up to 400% without the text running off the screen
            - get to and use every part of the website with a keyboard alone
            - get to and use every part of it with speech recognition software
            - listen to most of it with a screen reader
            - read every page without scripts

            We have also made the words as simple as possible to understand.
            [AbilityNet](https://mcmw.abilitynet.org.uk/) has advice on making your device
            easier to use if you have a disability.

            ## How accessible this website is

            We know that some parts are not fully accessible:

            - PDF documents are tagged and have a title and a language, but have not been
              tested with every screen reader; each of them has a web page with the same words
              or a summary
            - videos on other sites may have captions made by a machine; each has a full
              transcript on our page
            - documents and sites of other organisations that we link to may not be accessible

            ## Feedback and contact information

            If you need something from this website in another format, such as large print,
            easy read, audio or Braille, write to us or ring. Say the address of the page, your
            name and how to reach you, and the format you need. We answer within five working
            days.
            """
        ),
        w.contact("business-unit"),
        *w.prose(
            """
            ## Reporting accessibility problems with this website

            We are always looking to improve. If you find a problem that is not listed here, or
            think that we are not meeting the requirements of the accessibility regulations,
            please tell the office.

            ## Enforcement procedure

            The Equality and Human Rights Commission (EHRC) is responsible for enforcing the
            Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
            Regulations 2018 (the “accessibility regulations”). If you are not happy with how
            we respond to your complaint, contact the [Equality Advisory and Support Service
            (EASS)](https://www.equalityadvisoryservice.com/).

            ## Technical information about this website’s accessibility

            Aldermere and the Vale Council is committed to making this website accessible, in
            accordance with the accessibility regulations.

            ### Compliance status

            This website is partially compliant with the [Web Content Accessibility Guidelines
            version 2.2](https://www.w3.org/TR/WCAG22/) AA standard, due to the non-compliances
            listed below.

            ## Non-accessible content

            The content listed below is non-accessible for the following reasons.

            ### Non-compliance with the accessibility regulations

            - Some PDF documents use fonts that are not embedded, and have not been checked
              against PDF/UA. This may fail WCAG 2.2 success criterion 1.3.1 (info and
              relationships). New documents are published as web pages first.

            ### Content that is not within the scope of the accessibility regulations

            - Live video, such as webinars while they take place, is exempt. We ask speakers
              to use captions all the same.
            - Videos and documents on other organisations’ sites are not under our control.

            ## What we are doing to improve accessibility

            Pictures cannot be published without words for people who do not see them. Colours
            with too little contrast are refused. Editors see a list of accessibility problems
            beside the page they write. We check every kind of page each time the software
            changes.
            """
        ),
        *w.prose(
            f"""
            ## Preparation of this accessibility statement

            This statement was prepared on {prepared}. It was last reviewed on {prepared}.

            The website was tested by the team that makes its software, with the tool axe-core
            on every kind of page, with a keyboard alone, with scripts switched off and at a
            width of 320 pixels. Testing with people who use assistive technology every day is
            still to be done; this statement will say when it has been.
            """
        ),
    ]


def _privacy(w: Writer) -> list[Block]:
    return [
        *w.prose(
            """
            Aldermere and the Vale Council is the controller of the personal information that
            this website uses, on behalf of the partnership.

            ## If you read this website

            We do not ask who you are. There is no account, no counting of visitors, no
            advertising and no content from other sites until you ask for it.

            - Your device’s address reaches our server, because otherwise no page could be
              sent. The website’s own records leave it out. Our hosting company may keep it for
              up to 30 days, to fend off attacks.
            - What you type into the search box is used to answer you and is not stored.
            - If you start a video, the site that hosts it learns your device’s address and may
              set cookies. Before that it learns nothing.
            - Links lead to other organisations, which have privacy notices of their own.

            Pages on hard subjects tell your browser to keep no copy, and do not tell the next
            site where you came from.

            ## If you write to us or ring

            We use what you tell us to answer you, and delete enquiries after 12 months. If you
            tell us that a child may be at risk, we pass it to the people who can act on it, and
            it is kept with the child’s record.

            ## If you receive the newsletter

            We keep your address until you say “stop”. After that we keep a mark, from which
            your address cannot be read, so that we do not write to you again.

            ## If you edit this website

            We keep your name, your email address, a scrambled form of your password, the time
            of your last sign-in, and who changed what and when. The trail of decisions is kept
            for seven years. An account is closed when its owner leaves.

            ## Why we may use it

            For readers and editors it is our public task: to publish what the law asks
            safeguarding partners to publish, safely (UK GDPR, article 6(1)(e)). For the
            newsletter it is your consent, which you can take back at any time.

            ## Who else sees it

            The company that hosts the website works on our instructions, within the United
            Kingdom. We sell nothing to anybody, and no decision about you is made by a machine.

            ## Your rights

            You can ask for a copy of what we hold about you, have mistakes corrected, object to
            what we do with it, and in some cases have it erased. Write to the data protection
            officer. If you complain, we confirm within 30 days that we have received it. You
            can also complain to the [Information Commissioner’s
            Office](https://ico.org.uk/make-a-complaint/).
            """
        ),
        w.contact("data-protection"),
    ]


def _cookies(w: Writer) -> list[Block]:
    return w.prose(
        """
        Cookies are small files that a website leaves on your device.

        ## Reading the website

        No page that the public can read sets a cookie or leaves anything else on your device,
        not even to remember that you have been asked. That is why there is no banner.

        If you start a video, it is played from YouTube or Vimeo in a mode that sets fewer
        cookies. Those cookies are theirs. Nothing is loaded from them until you press play.

        ## Editing the website

        People who sign in to edit need these, so no consent is asked for:

        - **sessionid** keeps you signed in; it ends after 12 hours or when you sign out
        - **csrftoken** makes sure that a form was sent by you and not by another site; it lasts
          a year
        - **messages** carries a notice such as “Page published” to the next screen, and is gone
          once you have read it
        - **wagtail_sidebar_collapsed** remembers whether you folded the menu away; it is set
          only if you do, and lasts until you close the browser

        ## If you want to check

        Every browser can show the cookies that a site has set, and delete them.
        [The Information Commissioner’s Office](https://ico.org.uk/for-the-public/online/cookies/)
        explains how.
        """
    )
