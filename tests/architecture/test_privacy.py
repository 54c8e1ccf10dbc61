from django.apps import apps
from django.db.models import ForeignKey

from commonweal.governance.retention import holdings
from commonweal.people.models import Person

# What django-allauth keeps of people is declared by the room that uses it, in full.
IN_FULL = ("commonweal.", "allauth.")


def _is_in_full(model):
    return model.__module__.startswith(IN_FULL)


def _pointing_at_people(model):
    return {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    }


def _paths(holding):
    return {trace.find for trace in holding.traces if isinstance(trace.find, str)}


def test_every_field_of_every_model_is_declared_personal_or_not():
    declared = {
        holding.model: holding.personal | holding.other for holding in holdings()
    }
    declared = {m: fields for m, fields in declared.items() if _is_in_full(m)}
    actual = {
        model: {field.name for field in model._meta.local_fields}
        for room in apps.get_app_configs()
        if room.name.startswith(IN_FULL)
        for model in room.get_models()
    }

    assert declared == actual


def test_no_field_is_declared_both_personal_and_not():
    both = {
        holding.model: holding.personal & holding.other
        for holding in holdings()
        if holding.personal & holding.other
    }

    assert both == {}


def test_each_table_is_declared_once():
    models = [holding.model for holding in holdings()]

    assert len(models) == len(set(models))


def test_personal_data_that_expires_says_when_the_clock_starts():
    for holding in holdings():
        assert (holding.keep_for is None) == (holding.clock_starts is None), holding
        clocks = [holding.clock_starts, *(part.clock_starts for part in holding.parts)]
        for clock in filter(None, clocks):
            field = holding.model._meta.get_field(clock)
            assert field.get_internal_type() == "DateTimeField"


def test_whatever_is_personal_says_how_it_is_found_for_one_person_or_why_not():
    silent = {
        holding.model._meta.label
        for holding in holdings()
        if holding.personal and not holding.traces and not holding.untraced
    }

    assert silent == set()


def test_every_table_that_points_at_people_is_declared_and_followed():
    followed = {holding.model: _paths(holding) for holding in holdings()}

    left_out = {
        model._meta.label: missing
        for model in apps.get_models()
        if (missing := _pointing_at_people(model) - followed.get(model, set()))
    }

    assert left_out == {}


def test_what_is_shown_of_a_table_is_a_field_of_it():
    unknown = {
        holding.model._meta.label: wrong
        for holding in holdings()
        for trace in holding.traces
        if (wrong := trace.shows - {f.name for f in holding.model._meta.local_fields})
    }

    assert unknown == {}


def test_what_is_kept_of_a_person_has_its_reason():
    unexplained = {
        holding.model._meta.label
        for holding in holdings()
        for trace in holding.traces
        if trace.fate.words == "kept" and not trace.fate.because
    }

    assert unexplained == set()
