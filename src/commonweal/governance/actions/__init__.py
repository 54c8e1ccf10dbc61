from commonweal.governance.actions.recording import record
from commonweal.governance.actions.subject_access import (
    Erased,
    erase_person,
    export_person,
)
from commonweal.governance.actions.upkeep import begin_due, end_due, purge_expired

__all__ = [
    "Erased",
    "begin_due",
    "end_due",
    "erase_person",
    "export_person",
    "purge_expired",
    "record",
]
