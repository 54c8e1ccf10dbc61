"""Typed readers for environment variables. A bad value stops the process.

Every reader takes the variable's name and what it is for; the table in
docs/running.md is generated from what was asked for here.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable that the settings asked for."""

    name: str
    kind: str
    default: str
    about: str


ASKED: dict[str, Variable] = {}


def _read(
    name: str, *, kind: str, default: str | None, about: str, shown: str = ""
) -> str:
    shown = shown or ("none: must be set" if default is None else default)
    ASKED[name] = Variable(name=name, kind=kind, default=shown, about=about)
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment: {about}")
    return value


def flag(name: str, *, default: bool, about: str) -> bool:
    """Return True for "1", False for "0"; anything else is an error."""
    value = _read(name, kind="0 or 1", default="1" if default else "0", about=about)
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def number(
    name: str,
    *,
    default: int,
    about: str,
    shown: str = "",
    between: tuple[int, int] | None = None,
) -> int:
    """Return a whole number, 0 or more, or else ``between`` two, both included.

    ``shown`` describes a default that follows from another variable.
    """
    value = _read(
        name, kind="whole number", default=str(default), about=about, shown=shown
    )
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    if between and not between[0] <= int(value) <= between[1]:
        raise ImproperlyConfigured(
            f"{name} must be from {between[0]} to {between[1]}, not {value}"
        )
    return int(value)


def text(name: str, *, default: str, about: str, shown: str = "") -> str:
    """Return a text, which may be empty.

    ``shown`` describes a default that follows from another variable.
    """
    return _read(name, kind="text", default=default, about=about, shown=shown)


def words(name: str, *, default: str, about: str, shown: str = "") -> list[str]:
    """Return the comma-separated parts of a text, without empty ones.

    ``shown`` describes a default that follows from another variable.
    """
    value = _read(
        name, kind="comma-separated", default=default, about=about, shown=shown
    )
    return [part.strip() for part in value.split(",") if part.strip()]


def address(name: str, *, default: str, about: str) -> str:
    """Return an http or https address without a slash at its end."""
    value = _read(name, kind="address", default=default, about=about).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://www.example.org, not {value!r}"
        )
    return value


def folder(name: str, *, default: Path, about: str) -> Path:
    """Return a folder's absolute path. The folder need not exist yet."""
    shown = f"the checkout's {default.name}/"
    value = _read(name, kind="folder", default=shown, about=about)
    return default if value == shown else Path(value).resolve()


def secret(name: str, *, about: str, at_least: int = 1) -> str:
    """Return a required secret of ``at_least`` so many characters."""
    value = _read(name, kind="secret", default=None, about=about)
    if not value:
        raise ImproperlyConfigured(f"{name} is empty: {about}")
    if len(value) < at_least:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters, too few to be safe: {about}"
        )
    return value


def prefixed(prefix: str, *, about: str) -> dict[str, str]:
    """Return every variable whose name begins with ``prefix``, without it."""
    name = f"{prefix}…"
    ASKED[name] = Variable(name=name, kind="text", default="none", about=about)
    return {
        key.removeprefix(prefix): value
        for key, value in os.environ.items()
        if key.startswith(prefix)
    }


def database(name: str, *, default: str, about: str) -> dict[str, Any]:
    """Return Django's settings for a database; of ``default`` when it is empty.

    Args:
        default: an address of the same form, not shown because it is this machine's.
    """
    value = text(name, default="", about=about) or default
    try:
        read = dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        read = {}
    kind = read.get("ENGINE", "").removeprefix("django.db.backends.")
    if kind not in {"postgresql", "sqlite3"} or not read.get("NAME"):
        # The value is not shown: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must be an address such as postgres://user:password@host/name, "
            "or empty"
        )
    return dict(read)
