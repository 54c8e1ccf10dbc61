"""Words that say what a date beside them is for.

Plain lists, so that a reader can see at a glance what is known. All lower case.
"""

from commonweal.dates.calendar_words import word_set

# Directly before a date: the last day to do something.
DEADLINE_BEFORE = word_set("by before until till til untill latest")
# Anywhere before a date in the sentence, or directly after it.
DEADLINE = word_set(
    "deadline deadlines closing closes close shuts cutoff rsvp expires expire expiry ends "
    "end finishes deadlines"
)
# "cut-off", read from its end.
CUT_OFF = frozenset({("off", "-"), ("off", "cut")})
# "last date for", "final day to", "last chance".
LAST = word_set("last final latest")
LAST_OF = word_set("date day chance opportunity dates call orders entries")

# The verb of a sentence about what is to come.
COMING = word_set(
    "will shall is are join takes take taking runs run starts start starting begins "
    "begin beginning commences commencing commence book come register attend "
    "upcoming next happening hosting holding running launching launches save planned "
    "scheduled due can invited invite inviting arranged organised booked confirmed "
    "rescheduled moved released available i'll we'll it'll you'll they'll returns "
    "return falls meets meet opens open opening planning hope hoping coming "
    "welcome please reserve apply submit send complete must should be"
)
# The verb of a sentence about what is over, or a mark of something dated.
OVER = word_set(
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
    "ago previous yesterday since "
    "taken seen given made left heard told fell lost taught built grew rose shown "
    "begun broke chose drew drove knew led thought"
)
# Participles that "has been" makes into news of what is to come.
ARRANGED = word_set(
    "arranged organised scheduled planned booked confirmed set moved rescheduled "
    "postponed extended added released changed brought announced"
)
PASSIVE = word_set("will be being is are to shall must should can")

# Nouns that dated documents go by: "Published:", "date of birth", "next review".
DOCUMENT = word_set(
    "publication birth dob copyright version reviewed updated published issued posted "
    "dated modified created amended revised accessed retrieved uploaded minutes notes"
)
# The beginning of a rule or a service, not an occasion.
EFFECTIVE = word_set("effect force applies supersedes supersede")
# Words beside a run of days that data or accounts cover.
COVERAGE = word_set(
    "data figures statistics statistical covering covers covered reporting quarter "
    "financial fiscal accounts audited referrals period's annual"
)
# "of" after these begins a date of its own: "the week of 9 June".
TIME_OF = word_set(
    "week day morning afternoon evening night weekend date month eve dates"
)
# Nouns for an occasion: "conference on 5 June" says what the day is.
OCCASION = word_set(
    "conference event events session sessions workshop workshops webinar webinars "
    "meeting meetings training course courses briefing briefings forum seminar "
    "masterclass launch group class classes day clinic drop-in summit lecture held "
    "place placed run running interviews assembly fair show party afternoon morning"
)
CANCELLED = word_set("cancelled canceled postponed cancelling postponing postponement")
# After these in a sentence about a change comes the new day.
INSTEAD = word_set("now instead new rescheduled moved replaced replacement rearranged")
MOVES = word_set(
    "moved rescheduled postponed changed changes changing brought move moves moving "
    "postpone reschedule defer delay rearranged switched extended put pushed deferred delayed"
)
FORMERLY = word_set("originally previously formerly")
EXCEPT = word_set("except excluding excludes not without")
# Words of COMING that are as often nouns: after a date they tell nothing.
ALSO_NOUNS = word_set("open start book training next opening complete plan running")
NOUNS = word_set("book register start returns return opening run starts hope meet next")
DEADLINE_PAIRS = (
    ("than", "later"),
    ("to", "prior"),
    ("to", "up"),
    ("including", "and"),
    ("latest", "the"),
)
AS_OF_PAIRS = (("of", "as"), ("at", "as"), ("from", "as"), ("from", "effect"))
ISSUED = word_set("newsletter bulletin issue edition news")
RECAP = word_set(
    "missed recording recordings slides photos pictures highlights recap minutes notes "
    "thanks thank attended catch feedback"
)
DOCUMENT_NOUNS = word_set(
    "policy policies procedure procedures guidance document version certificate licence "
    "strategy plan protocol dbs"
)
ENDING = word_set("end ends finishes close closes")
EXCEPT_PHRASES = (
    ("apart", "from"),
    ("other", "than"),
    ("no", "session"),
    ("no", "group"),
)
