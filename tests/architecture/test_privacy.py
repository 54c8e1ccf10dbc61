from django.apps import apps

from commonweal.governance.retention import holdings


def test_every_field_of_every_model_is_declared_personal_or_not():
    declared = {
        holding.model: holding.personal | holding.other for holding in holdings()
    }
    actual = {
        model: {field.name for field in model._meta.local_fields}
        for room in apps.get_app_configs()
        # What django-allauth keeps of people is declared by the room that uses it.
        if room.name.startswith(("commonweal.", "allauth."))
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
