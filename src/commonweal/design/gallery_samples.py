"""The lines the gallery renders, as a template would write them.

A test sees to it that every tag and filter of the catalogue is here.
"""

Samples = tuple[tuple[str, str], ...]

SAMPLES: tuple[tuple[str, Samples], ...] = (
    (
        "Cards and lists",
        (
            (
                "card",
                '{% card "Neglect: new half-day course" url="#" on=today '
                'when="Thursday 14 May 2026, 9:30am to 12:30pm" '
                'summary="What to look for, whom to tell and how to write it down. '
                'For anyone who meets families at home." tags=tags '
                "thumbnail=thumbnail level=4 %}",
            ),
            ("tiles", "{% tiles ways_in level=4 %}"),
            ("topic_links", '{% topic_links topics label="Topics of this item" %}'),
            (
                "tag",
                '{% tag "Booking open" colour="green" %} {% tag "Online" %} '
                '{% tag "Archived" colour="grey" %}',
            ),
            ("dated_entry", "{% dated_entry occasions level=3 %}"),
            ("summary_list", "{% summary_list facts %}"),
            (
                "data_table",
                '{% data_table "People trained, by agency" head=headings rows=reach %}',
            ),
            (
                "document",
                '{% document "Neglect strategy 2026 to 2029" url="#" file_type="pdf" '
                'size=1258291 pages=24 note="Replaces the 2022 strategy." %}',
            ),
            (
                "contact_card",
                '{% contact_card "Oakshire front door" ways=ways '
                'note="Monday to Friday, 8:30am to 5pm" level=4 %}',
            ),
        ),
    ),
    (
        "Calendar and dates",
        (
            (
                "calendar_month",
                "{% calendar_month today entries=entries today=today "
                'previous_url="?month=before" next_url="?month=after" %}',
            ),
            (
                "calendar_list",
                "{% calendar_list today entries=entries today=today level=4 %}",
            ),
            ("uk_date", "<p>{{ today|uk_date }}</p>"),
            ("uk_weekday_date", "<p>{{ today|uk_weekday_date }}</p>"),
            ("uk_time", "<p>{{ start|uk_time }}</p>"),
            ("uk_moment", "<p>{{ start|uk_moment }}</p>"),
            ("uk_range", "<p>{% uk_range start week_later %}</p>"),
        ),
    ),
    (
        "Notices",
        (
            (
                "notification_banner",
                '{% notification_banner heading="Important" id="sample-notice" %}'
                '<p class="govuk-notification-banner__heading">The front door is closed '
                "on Monday 4 May, a bank holiday.</p>{% endnotification_banner %}",
            ),
            (
                "warning_text",
                '{% warning_text "You must tell us within 24 hours of the incident." %}',
            ),
            (
                "inset_text",
                "{% inset_text %}<p>A young person can refer themselves. A parent’s "
                "consent is needed under 16.</p>{% endinset_text %}",
            ),
            (
                "panel",
                '{% panel heading="Before you book" level=4 %}<p>Ask your manager '
                "first. If you cannot come, give the place back so that someone else "
                "can have it.</p>{% endpanel %}",
            ),
            (
                "confirmation",
                '{% confirmation "Place booked" reference="NEG-4821" level=3 %}',
            ),
            (
                "archived_banner",
                '{% archived_banner on=today newer_title="Neglect strategy 2026" '
                'newer_url="#" %}',
            ),
            (
                "phase_banner",
                '{% phase_banner phase="New" %}Tell us what is missing: '
                '<a class="govuk-link" href="#">write to us</a>.{% endphase_banner %}',
            ),
            (
                "empty_state",
                '{% empty_state heading="Nothing found for “exploytation”" level=4 %}'
                '<p>Did you mean <a href="#">exploitation</a>? Otherwise try fewer '
                "words, or look through the topics.</p>{% endempty_state %}",
            ),
            (
                "progress_indicator",
                '{% progress_indicator "Importing news" done=640 total=1000 %}',
            ),
            ("cookie_note", '{% cookie_note cookies_url="#" %}'),
        ),
    ),
    (
        "Buttons",
        (
            (
                "button",
                '{% button "Book this place" %}&emsp;'
                '{% button "Save for later" kind="secondary" %}&emsp;'
                '{% button "Delete this item" kind="warning" %}',
            ),
            ("button_link", '{% button_link "Add to my calendar" href="#" %}'),
            ("start_button", '{% start_button "Start now" href="#" %}'),
            (
                "button_group",
                '{% button_group %}{% button "Send" %}'
                '<a class="govuk-link" href="#">Cancel</a>{% endbutton_group %}',
            ),
        ),
    ),
    (
        "Finding one’s way",
        (
            (
                "service_navigation",
                '{% service_navigation menu id="sample-menu" label="Sample menu" %}',
            ),
            ("breadcrumbs", '{% breadcrumbs trail current="Neglect" label="Sample" %}'),
            ("back_link", '{% back_link "#" text="Back to list of news" %}'),
            ("pagination", '{% pagination page_obj param="sample" %}'),
            ("contents_list", "{% contents_list contents level=4 %}"),
        ),
    ),
    (
        "Words that open",
        (
            (
                "details",
                '{% details summary="What early help means" %}<p>Support for a family '
                "before things become worse.</p>{% enddetails %}",
            ),
            (
                "accordion",
                '{% accordion id="levels" %}'
                '{% accordion_section heading="Level 1" accordion="levels" number=1 '
                "level=4 %}<p>Everyone who works with children.</p>"
                "{% endaccordion_section %}"
                '{% accordion_section heading="Level 2" accordion="levels" number=2 '
                'summary="Half a day" level=4 %}<p>Those who assess.</p>'
                "{% endaccordion_section %}{% endaccordion %}",
            ),
            (
                "accordion_section",
                '{% accordion id="one-level" %}{% accordion_section heading="Level 3" '
                'accordion="one-level" number=1 level=4 %}<p>Those who lead.</p>'
                "{% endaccordion_section %}{% endaccordion %}",
            ),
            (
                "tabs",
                "{% tabs labels=tabs_of level=4 %}"
                '{% tab_panel id="face-to-face" is_first=True %}<p>In a room, with a '
                "trainer and coffee.</p>{% endtab_panel %}"
                '{% tab_panel id="online" %}<p>On Teams, in two hours.</p>'
                "{% endtab_panel %}{% endtabs %}",
            ),
            (
                "tab_panel",
                "{% tabs labels=one_tab level=4 %}"
                '{% tab_panel id="recorded" is_first=True %}<p>Watch when you like.</p>'
                "{% endtab_panel %}{% endtabs %}",
            ),
        ),
    ),
    (
        "Forms",
        (
            ("error_summary", "{% error_summary wrong takes_focus=False %}"),
            (
                "field",
                "{% field form.name %}{% field form.email %}{% field form.telephone %}"
                "{% field form.needs %}{% field form.agency %}"
                '{% field form.level label_size="s" %}'
                '{% field form.topics label_size="s" %}{% field form.agrees %}'
                '{% field form.born_on label_size="s" %}{% field form.certificate %}'
                "{% field wrong.email %}{% field wrong.level %}{% field wrong.born_on %}"
                "{% field wrong.name %}{% field wrong.agency %}{% field wrong.agrees %}",
            ),
            ("error_message", "{% error_message wrong_alone.email %}"),
            ("search_box", '{% search_box id="sample-search" label="Search news" %}'),
            (
                "filter_panel",
                '{% filter_panel heading="Filter news" chosen=chosen clear_url="?" %}'
                "{% field filters.agency %}{% endfilter_panel %}",
            ),
            (
                "choice_filter",
                '{% choice_filter name="topic" label="Topic" choices=choices '
                'chosen=choices.0 every="All topics" %}',
            ),
        ),
    ),
    (
        "Pictures, films and voices",
        (
            (
                "picture",
                '{% picture harbour alt="A lighthouse above a calm harbour" width=640 '
                'height=480 caption="The new family hub stands beside the harbour." %}',
            ),
            (
                "video",
                '{% video title="Being a young carer" '
                'watch_url="https://www.youtube.com/watch?v=example" '
                'embed_url="https://www.youtube-nocookie.com/embed/example" '
                'host="YouTube" '
                'length="3 minutes" %}<p>Sam: I look after my mum.</p>{% endvideo %}',
            ),
            (
                "quotation",
                '{% quotation speaker="Sam Okafor" role="Head of the family hub" %}'
                "<p>Families told us what they needed, and we moved the door.</p>"
                "{% endquotation %}",
            ),
        ),
    ),
    (
        "Safety and sharing",
        (
            ("help_lines", "{% help_lines lines level=4 %}"),
            ("exit_note", "{% exit_note %}"),
            (
                "share_links",
                '{% share_links "Neglect: new course" url="https://example.org.uk/n/" '
                "level=4 %}",
            ),
        ),
    ),
)

ELSEWHERE = {
    "hero": "opens the home page, with the page's own heading",
    "exit_this_page": "has a page of its own",
    "exit_skip_link": "has a page of its own",
}
"""Components the gallery cannot show without becoming hard to use."""
