"""The forms, each in every version that was ever offered."""

from collections.abc import Iterable
from types import MappingProxyType

from commonweal.sealed.definitions.forms import FormDefinition, Row, Section
from commonweal.sealed.definitions.information_sharing import InformationSharing1
from commonweal.sealed.definitions.self_referral import SelfReferral1
from commonweal.sealed.definitions.young_carer import YoungCarer1

__all__ = [
    "FORMS",
    "FormDefinition",
    "Row",
    "Section",
    "definition_of",
    "newest",
]


def _by_version(
    forms: Iterable[FormDefinition],
) -> MappingProxyType[tuple[str, int], FormDefinition]:
    return MappingProxyType({(form.key, form.version): form for form in forms})


FORMS = _by_version((InformationSharing1(), SelfReferral1(), YoungCarer1()))


def definition_of(form: str, version: int) -> FormDefinition:
    """Return the form as it was in that version.

    Raises:
        KeyError: there is no such form or version.
    """
    return FORMS[form, version]


def newest(form: str) -> FormDefinition:
    """Return the version in which a form is offered today.

    Raises:
        KeyError: there is no such form.
    """
    versions = [version for key, version in FORMS if key == form]
    if not versions:
        raise KeyError(form)
    return FORMS[form, max(versions)]
