from commonweal.pages.models.calendar import CalendarPage
from commonweal.pages.models.content import ContentPage, ContentQuerySet
from commonweal.pages.models.decisions import DateDecision
from commonweal.pages.models.documents import PartnershipDocument
from commonweal.pages.models.home import HomePage
from commonweal.pages.models.news import NewsPage
from commonweal.pages.models.news_index import NewsIndexPage
from commonweal.pages.models.occasions import Occasion
from commonweal.pages.models.policies import PolicyIndexPage, PolicyPage
from commonweal.pages.models.search import SearchPage
from commonweal.pages.models.standard import StandardPage, StatementPage
from commonweal.pages.models.topics import TopicIndexPage, TopicPage

__all__ = [
    "CalendarPage",
    "ContentPage",
    "ContentQuerySet",
    "DateDecision",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "Occasion",
    "PartnershipDocument",
    "PolicyIndexPage",
    "PolicyPage",
    "SearchPage",
    "StandardPage",
    "StatementPage",
    "TopicIndexPage",
    "TopicPage",
]
