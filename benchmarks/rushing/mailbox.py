"""Everybody's letter-box: reads the codes that the site has queued."""

import re
import sqlite3
import threading
import time
from urllib.parse import urlsplit

import psycopg

QUESTION = (
    "SELECT text FROM mail_outgoingemail WHERE {to} = {mark} ORDER BY id DESC LIMIT 1"
)
CODE = re.compile(r"^\s*([A-Z0-9]{4,}(?:-[A-Z0-9]{3,})?)\s*$", re.MULTILINE)
PATIENCE = 30


class Mailbox:
    """Reads the outbox at ``address``, from any thread."""

    def __init__(self, address: str) -> None:
        self._lock = threading.Lock()
        if address.startswith("sqlite"):
            path = urlsplit(address).path
            self._line: sqlite3.Connection | psycopg.Connection = sqlite3.connect(
                path, check_same_thread=False, timeout=30
            )
            self._question = QUESTION.format(to='"to"', mark="?")
        else:
            self._line = psycopg.connect(address, autocommit=True)
            self._question = QUESTION.format(to='"to"', mark="%s")

    def code_for(self, email: str) -> str:
        """Return the newest code sent to ``email``.

        Raises:
            AssertionError: none has come.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with self._lock:
                row = self._line.execute(self._question, [email]).fetchone()
            if row and (found := CODE.search(row[0])):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no code has come; the last message says {row}")
