"""A mail server that takes everything and keeps the addresses: as little SMTP as
sending needs, so that the sender is measured and not this.

Each worker talks to a port of its own, so that its first hand-over can be told.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import Self

END = b"\r\n.\r\n"


class Sink:
    """Listens on as many ports as there are workers, from entering to leaving.

    Attributes:
        received: messages by address.
        size: of the largest message, in bytes.
        first, last: when the first and the last message was taken, in seconds.
        begun: for each port, when the first message since ``forget`` was taken.
    """

    def __init__(self, ports: int) -> None:
        self.received: Counter[str] = Counter()
        self.size = 0
        self.first = self.last = 0.0
        self.begun: dict[int, float] = {}
        self.ports: list[int] = []
        self._wanted = ports
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(self, *raised: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _listen(self) -> None:
        for _ in range(self._wanted):
            server = await self._loop.create_server(
                lambda: Conversation(self), "127.0.0.1", 0
            )
            self.ports.append(server.sockets[0].getsockname()[1])

    def forget(self, port: int) -> None:
        """A new worker takes the place of the one on ``port``."""
        self.begun.pop(port, None)

    def take(self, port: int, addresses: Iterable[str], size: int) -> None:
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.begun.setdefault(port, self.last)
        self.received.update(addresses)
        self.size = max(self.size, size)


class Conversation(asyncio.Protocol):
    """One connection."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.buffer = bytearray()
        self.addresses: list[str] = []
        self.is_message = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.port: int = transport.get_extra_info("sockname")[1]
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self.buffer:
            end = END if self.is_message else b"\r\n"
            at = self.buffer.find(end)
            if at < 0:
                return
            words = bytes(self.buffer[:at])
            del self.buffer[: at + len(end)]
            if self.is_message:
                self._take(words)
            else:
                self._answer(words)

    def _take(self, content: bytes) -> None:
        # Counted before it is acknowledged, as a real server stores it.
        self.sink.take(self.port, self.addresses, len(content))
        self.addresses, self.is_message = [], False
        self.transport.write(b"250 taken\r\n")

    def _answer(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self.addresses.append(line.partition(b"<")[2].rpartition(b">")[0].decode())
        elif verb == b"DATA":
            self.is_message = True
            self.transport.write(b"354 go on\r\n")
            return
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
            return
        self.transport.write(b"250 fine\r\n")
