"""Words that say what a date beside them is for.

Plain lists, so that a reader can see at a glance what is known. All lower case.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Directly before a date: the last day to do something.
DEADLINE_BEFORE = _set("by before until till til untill latest")
# Anywhere before a date in the sentence, or directly after it.
DEADLINE = _set(
    "deadline deadlines closing closes close cutoff rsvp expires expire expiry ends "
    "end finishes deadlines"
)
# "last date for", "final day to", "last chance".
LAST = _set("last final latest")
LAST_OF = _set("date day chance opportunity dates call orders entries")

# The verb of a sentence about what is to come.
COMING = _set(
    "will shall is are join takes take taking runs run starts start starting begins "
    "begin beginning commences commencing commence book come register attend "
    "upcoming next happening hosting holding running launching launches save planned "
    "scheduled due can invited invite inviting arranged organised booked confirmed "
    "rescheduled moved released available i'll we'll it'll you'll they'll returns "
    "return falls meets meet opens open opening plan planning hope hoping coming "
    "welcome please reserve apply submit send complete must should be"
)
# The verb of a sentence about what is over, or a mark of something dated.
OVER = _set(
    "was were had did took held happened attended met visited inspected published "
    "updated issued dated posted died born followed saw ran began started launched "
    "opened closed ended finished completed delivered hosted celebrated agreed "
    "signed approved introduced established founded created received recorded "
    "presented gave spoke came went became said reported concluded found amended "
    "revised produced written accessed retrieved ratified adopted won joined "
    "welcomed undertook undertaken conducted appointed retired passed sentenced "
    "convicted charged arrested killed removed reviewed referred admitted raised "
    "marked wrote sent submitted uploaded added announced highlighted brought showed "
    "featured commissioned declared notified judged rated assessed registered "
    "ago previous yesterday since last"
)
# Participles that "has been" makes into news of what is to come.
ARRANGED = _set(
    "arranged organised scheduled planned booked confirmed set moved rescheduled "
    "postponed extended added released changed brought announced"
)
PASSIVE = _set("will be being is are to shall must should can")

# Nouns that dated documents go by: "Published:", "date of birth", "next review".
DOCUMENT = _set(
    "publication birth dob copyright version reviewed updated published issued posted "
    "dated modified created amended revised accessed retrieved uploaded"
)
# The beginning of a rule or a service, not an occasion.
EFFECTIVE = _set("effect effective force applies supersedes supersede")
# Words beside a run of days that data or accounts cover.
COVERAGE = _set(
    "data figures statistics statistical covering covers covered reporting quarter "
    "financial fiscal accounts audited referrals period's annual"
)
# "of" after these begins a date of its own: "the week of 9 June".
TIME_OF = _set("week day morning afternoon evening night weekend date month eve dates")
# Nouns for an occasion: "conference on 5 June" says what the day is.
OCCASION = _set(
    "conference event events session sessions workshop workshops webinar webinars "
    "meeting meetings training course courses briefing briefings forum seminar "
    "masterclass launch group class classes day clinic drop-in summit lecture held "
    "place placed run running interviews assembly fair show party afternoon morning"
)
CANCELLED = _set("cancelled canceled postponed cancelling postponing postponement")
# After these in a sentence about a change comes the new day.
INSTEAD = _set("now instead new rescheduled moved replaced replacement rearranged")
MOVES = _set(
    "moved rescheduled postponed changed changes changing brought move moves moving "
    "rearranged switched extended put pushed deferred delayed"
)
FORMERLY = _set("originally previously formerly")
EXCEPT = _set("except excluding excludes not without")
EXCEPT_PHRASES = (
    ("apart", "from"),
    ("other", "than"),
    ("no", "session"),
    ("no", "group"),
)
