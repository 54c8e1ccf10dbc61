from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.newsletter import assembling
from commonweal.newsletter.assembling import Reader, Told, audiences, chosen, items_of
from commonweal.newsletter.models import Issue, IssueItem, Subscriber
from tests.directory.factories import TopicFactory
from tests.newsletter.reading_scene import (
    DRAFTED,
    IssueFactory,
    ItemFactory,
    SectionFactory,
    SubscriberFactory,
)
from tests.people.factories import SectorFactory

SCHOOLS, HEALTH = 1, 2
NEGLECT, EXPLOITATION = 7, 8
ITEMS = (
    Told(pk=10),
    Told(pk=11, sectors=frozenset({SCHOOLS})),
    Told(pk=12, topics=frozenset({NEGLECT})),
    Told(pk=13, sectors=frozenset({HEALTH}), topics=frozenset({NEGLECT})),
)
ids = st.integers(1, 5)
told = st.builds(
    Told,
    pk=st.integers(1, 10**6),
    sectors=st.frozensets(ids, max_size=3),
    topics=st.frozensets(ids, max_size=3),
)
issues = st.lists(told, max_size=12, unique_by=lambda item: item.pk)


def _for(*, sector=None, topics=()):
    return chosen(ITEMS, sector_id=sector, topic_ids=frozenset(topics))


def test_chosen_is_everything_for_somebody_who_chose_nothing():
    assert _for() == (10, 11, 12, 13)


def test_chosen_leaves_out_what_is_for_another_sector():
    assert _for(sector=SCHOOLS) == (10, 11, 12)


def test_chosen_leaves_out_what_is_about_other_topics():
    assert _for(topics=[EXPLOITATION]) == (10, 11)


def test_chosen_wants_both_sector_and_topic_to_fit():
    assert _for(sector=HEALTH, topics=[EXPLOITATION]) == (10,)
    assert _for(sector=HEALTH, topics=[NEGLECT, EXPLOITATION]) == (10, 12, 13)


def test_chosen_lets_topics_go_when_nothing_of_an_issue_is_left():
    items = ITEMS[2:]

    assert chosen(items, sector_id=SCHOOLS, topic_ids=frozenset({EXPLOITATION})) == (
        12,
    )


def test_chosen_never_gives_what_is_for_another_sector():
    assert chosen(ITEMS[1:2], sector_id=HEALTH, topic_ids=frozenset()) == ()


@given(items=issues, sector=st.none() | ids, topics=st.frozensets(ids, max_size=3))
def test_chosen_keeps_the_order_and_holds_each_item_once_at_most(items, sector, topics):
    picked = chosen(items, sector_id=sector, topic_ids=topics)

    assert [item.pk for item in items if item.pk in picked] == list(picked)


@given(items=issues, sector=st.none() | ids, topics=st.frozensets(ids, max_size=3))
def test_chosen_holds_all_that_is_for_everybody(items, sector, topics):
    picked = chosen(items, sector_id=sector, topic_ids=topics)

    for_everybody = {it.pk for it in items if not it.sectors and not it.topics}
    assert for_everybody <= set(picked)


@given(items=issues, sector=ids, topics=st.frozensets(ids, max_size=3))
def test_chosen_is_empty_only_when_all_is_for_other_sectors(items, sector, topics):
    picked = chosen(items, sector_id=sector, topic_ids=topics)

    is_others = all(item.sectors and sector not in item.sectors for item in items)
    assert (picked == ()) == is_others


@given(items=issues, sector=st.none() | ids, topics=st.frozensets(ids, max_size=3))
def test_chosen_says_no_more_than_somebody_who_chose_nothing_gets(
    items, sector, topics
):
    everything = chosen(items, sector_id=None, topic_ids=frozenset())

    assert set(chosen(items, sector_id=sector, topic_ids=topics)) <= set(everything)


@pytest.mark.django_db
def test_items_of_leaves_out_what_is_not_told():
    issue = IssueFactory()
    first, second = SectionFactory(position=1), SectionFactory(position=0)
    main = ItemFactory(issue=issue, section=first, position=2)
    ItemFactory(issue=issue, section=first, position=1, merged_into=main)
    ItemFactory(issue=issue, section=first, status=IssueItem.Status.DROPPED)
    ItemFactory(issue=issue, section=first, status=IssueItem.Status.REMOVED)
    earlier = ItemFactory(issue=issue, section=second)
    ItemFactory(section=first)

    assert items_of(issue) == [earlier, main]


@pytest.mark.django_db
def test_audiences_are_all_active_subscribers_with_their_items():
    topic, sector = TopicFactory(), SectorFactory()
    issue = IssueFactory()
    section = SectionFactory()
    common = ItemFactory(issue=issue, section=section)
    special = ItemFactory(issue=issue, section=section, topics=[topic])
    other = TopicFactory()
    everything = SubscriberFactory(email="a@One.example.org")
    by_topic = SubscriberFactory(topics=[topic, other], sector=sector)
    narrow = SubscriberFactory(topics=[other])
    SubscriberFactory(status=Subscriber.Status.WAITING, confirmed_at=None)
    SubscriberFactory(status=Subscriber.Status.PAUSED, paused_until=date(2027, 1, 1))
    SubscriberFactory(status=Subscriber.Status.LEFT, email="", ended_at=DRAFTED)

    found = {each.items: each.readers for each in audiences(issue, issue.kind)}

    assert found == {
        (common.pk, special.pk): (
            Reader(everything.pk, "one.example.org"),
            Reader(by_topic.pk, "example.org"),
        ),
        (common.pk,): (Reader(narrow.pk, "example.org"),),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "field"),
    [(Issue.Kind.WEEKLY, "training_weekly"), (Issue.Kind.DAILY, "news_daily")],
)
def test_audiences_of_other_kinds_are_those_who_asked_for_them(kind, field):
    issue = IssueFactory(kind=kind)
    ItemFactory(issue=issue)
    SubscriberFactory()
    asked = SubscriberFactory(**{field: True})

    [audience] = audiences(issue, kind)

    assert audience.readers == (Reader(asked.pk, "example.org"),)


@pytest.mark.django_db
def test_audiences_cost_the_same_number_of_queries_however_many_there_are(
    django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(assembling, "AT_ONCE", 10)
    topics = TopicFactory.create_batch(3)
    issue = IssueFactory()
    section = SectionFactory()
    for topic in topics:
        ItemFactory(issue=issue, section=section, topics=[topic])
    readers = SubscriberFactory.create_batch(35)
    for n, reader in enumerate(readers):
        reader.topics.set(topics[: n % 4])

    with django_assert_num_queries(5):
        found = list(audiences(issue, issue.kind))

    assert max(len(each.readers) for each in found) <= 10
    walked = [reader.pk for each in found for reader in each.readers]
    assert sorted(walked) == [reader.pk for reader in readers]
    items = {each.items for each in found if readers[0].pk in _pks(each)}
    assert items == {tuple(item.pk for item in items_of(issue))}


def _pks(audience):
    return [reader.pk for reader in audience.readers]
