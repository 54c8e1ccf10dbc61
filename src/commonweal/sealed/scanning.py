"""Asks ClamAV whether a file is harmful, through its socket (clamd, INSTREAM)."""

import socket
import struct
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

TIMEOUT = 20  # seconds, for each step
PIECE = 64 * 1024


class Verdict(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"
    """There is no scanner, or it could not say."""


def scan(content: Iterable[bytes], *, at: str) -> Verdict:
    """Send a file through the scanner. Nothing of it touches a disk on the way.

    Args:
        content: the file, in pieces of any size.
        at: the path of the scanner's socket, which need not exist.
    """
    if not at or not Path(at).is_socket():
        return Verdict.UNKNOWN
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
            clamd.settimeout(TIMEOUT)
            clamd.connect(at)
            clamd.sendall(b"zINSTREAM\0")
            for piece in content:
                for start in range(0, len(piece), PIECE):
                    part = piece[start : start + PIECE]
                    clamd.sendall(struct.pack("!L", len(part)) + part)
            clamd.sendall(struct.pack("!L", 0))
            return _verdict(_reply(clamd))
    except OSError:
        return Verdict.UNKNOWN


def _reply(clamd: socket.socket) -> bytes:
    reply = b""
    while len(reply) < 4096 and not reply.endswith(b"\0"):
        piece = clamd.recv(4096)
        if not piece:
            break
        reply += piece
    return reply.rstrip(b"\0\n")


def _verdict(reply: bytes) -> Verdict:
    if reply == b"stream: OK":
        return Verdict.CLEAN
    if reply.startswith(b"stream: ") and reply.endswith(b" FOUND"):
        return Verdict.INFECTED
    return Verdict.UNKNOWN
