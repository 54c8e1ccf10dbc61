"""What the processes may do with the tables, on PostgreSQL.

Three roles: the owner, who makes tables (``commonweal migrate``); the web process's;
and the worker's. The web process can neither change nor delete a row of the log, nor
change or delete what is sealed. (It may change the day on which a submission is to be
deleted, which members do when they decide.)
Deleting, when its time has come, is the worker's.
"""

from django.db.models import Model

from commonweal.sealed.models import (
    KeyWrap,
    LogEntry,
    SealedFile,
    SealedPart,
    Submission,
)

# Taken from both, from the web process, and from the worker.
TAKEN_FROM_BOTH: dict[type[Model], str] = {LogEntry: "UPDATE, DELETE, TRUNCATE"}
TAKEN_FROM_WEB: dict[type[Model], str] = {
    KeyWrap: "UPDATE, DELETE, TRUNCATE",
    SealedPart: "UPDATE, DELETE, TRUNCATE",
    SealedFile: "UPDATE, DELETE, TRUNCATE",
    Submission: "DELETE, TRUNCATE",
}
EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"


def statements(*, web: str, worker: str) -> list[str]:
    """Return the SQL that gives two roles their rights on all tables of a schema.

    Args:
        web, worker: names of roles that exist; put in double quotes here.
    """
    roles = [_quoted(web), _quoted(worker)]
    both = ", ".join(roles)
    said = [
        f"GRANT USAGE ON SCHEMA public TO {both};",
        f"GRANT {EVERYTHING} ON ALL TABLES IN SCHEMA public TO {both};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {both};",
    ]
    said += [_revoke(rights, model, both) for model, rights in TAKEN_FROM_BOTH.items()]
    said += [
        _revoke(rights, model, roles[0]) for model, rights in TAKEN_FROM_WEB.items()
    ]
    return said


def _revoke(rights: str, model: type[Model], role: str) -> str:
    return f'REVOKE {rights} ON "{model._meta.db_table}" FROM {role};'


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
