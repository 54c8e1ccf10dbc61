"""A mail server for tests: keeps what it takes, and is difficult when asked to be."""

import asyncio
import threading
from dataclasses import dataclass, field
from typing import Self

END = b"\r\n.\r\n"


@dataclass
class MailServer:
    """Listens from entering to leaving.

    Attributes:
        taken: address and whole message of each that was taken.
        at_rcpt, after_data: answers for an address instead of "250".
        cut_off: addresses after whose message the connection is cut, without a word.
        connections: how many were made.
    """

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    at_mail: bytes = b""
    at_rcpt: dict[str, bytes] = field(default_factory=dict)
    at_data: dict[str, bytes] = field(default_factory=dict)
    after_data: dict[str, bytes] = field(default_factory=dict)
    cut_off: set[str] = field(default_factory=set)
    cut_at_rcpt: set[str] = field(default_factory=set)
    connections: int = 0
    port: int = 0

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            self._loop.create_server(lambda: _Conversation(self), "127.0.0.1", 0),
            self._loop,
        ).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *raised: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        for transport in list(_open):
            transport.abort()
        await asyncio.sleep(0.01)


_open: set[asyncio.Transport] = set()


class _Conversation(asyncio.Protocol):
    def __init__(self, server: MailServer) -> None:
        self.server, self.buffer = server, bytearray()
        self.to, self.is_message = "", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        _open.add(transport)
        self.server.connections += 1
        transport.write(b"220 here\r\n")

    def connection_lost(self, exc: Exception | None) -> None:
        _open.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self.buffer:
            end = END if self.is_message else b"\r\n"
            words, found, rest = bytes(self.buffer).partition(end)
            if not found:
                return
            self.buffer = bytearray(rest)
            self._message(words) if self.is_message else self._line(words)

    def _message(self, content: bytes) -> None:
        self.is_message = False
        if self.to in self.server.cut_off:
            self.transport.abort()
            return
        answer = self.server.after_data.get(self.to, b"250 taken")
        if answer.startswith(b"250"):
            self.server.taken.append((self.to, content))
        self.transport.write(answer + b"\r\n")

    def _line(self, line: bytes) -> None:
        answer = b"250 fine"
        verb = line[:4].upper()
        if verb == b"MAIL":
            answer = self.server.at_mail or answer
        elif verb == b"RCPT":
            self.to = line.partition(b"<")[2].rpartition(b">")[0].decode()
            if self.to in self.server.cut_at_rcpt:
                self.transport.abort()
                return
            answer = self.server.at_rcpt.get(self.to, answer)
        elif verb == b"DATA":
            answer = self.server.at_data.get(self.to, b"354 go on")
            self.is_message = answer.startswith(b"354")
        self.transport.write(answer + b"\r\n")
