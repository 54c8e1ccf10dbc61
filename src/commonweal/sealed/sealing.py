"""Sealing and opening, with plain bytes: no table, no request, no settings.

What stands here follows published standards, through the ``cryptography`` library:
AES-256-GCM (NIST SP 800-38D), HPKE base mode with X25519, HKDF-SHA256 and AES-256-GCM
(RFC 9180), HKDF-SHA256 (RFC 5869) and Argon2id (RFC 9106).

Every envelope begins with the same 22 bytes::

    "CWSE"  4 bytes   what this is
    1       1 byte    the version of this layout
    a       1 byte    the algorithm (``Algorithm``)
    id     16 bytes   the key that opens it; zeros when the caller knows it anyway

A reader that meets anything else refuses it. The 22 bytes are part of what is
authenticated, so that neither key nor algorithm can be exchanged.
"""

import json
import os
from dataclasses import asdict, dataclass
from enum import IntEnum
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commonweal.sealed.exceptions import SealError

MAGIC = b"CWSE"
LAYOUT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
HEAD_BYTES = len(MAGIC) + 2 + 16
# What is sealed is filled up to a multiple of this, so that its length tells little.
BLOCK = 1024
NO_KEY = UUID(int=0)

# As databases hand binary fields over.
Envelope = bytes | memoryview

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

# Argon2id with 64 MiB, three passes and one lane: the second recommendation of
# RFC 9106 (section 4), with one lane because two cores serve everybody.
PASSES, LANES, MEMORY_KIB = 3, 1, 64 * 1024
# More than an envelope may ask for: one put in place by somebody else is not to
# fill the memory.
MOST_PASSES, MOST_LANES, MOST_MEMORY_KIB = 16, 4, 256 * 1024


class Algorithm(IntEnum):
    """What an envelope was made with. A number is never used for another."""

    AES_256_GCM = 1
    HPKE_X25519_SHA256_AES_256_GCM = 2
    ARGON2ID_AES_256_GCM = 3


@dataclass(frozen=True, slots=True)
class Context:
    """Where a piece of a submission belongs; it opens nowhere else.

    Attributes:
        form, version: the definition that it answers.
        submission: of which submission, by its id; the draft's id in a draft.
        group: which group of fields, or which piece of which file.
    """

    form: str
    version: int
    submission: str
    group: str

    def as_bytes(self) -> bytes:
        return canonical({"kind": "part", **asdict(self)})


def canonical(said: dict[str, object]) -> bytes:
    """Return one spelling of plain values, for being authenticated along."""
    return b"commonweal/sealed/1 " + json.dumps(
        said, sort_keys=True, separators=(",", ":"), ensure_ascii=True
    ).encode("ascii")


def new_key() -> bytes:
    """Return 256 random bits."""
    return os.urandom(KEY_BYTES)


def seal(
    key: bytes,
    plain: bytes,
    *,
    about: Context | bytes,
    key_id: UUID = NO_KEY,
    block: int = BLOCK,
    nonce: bytes | None = None,
) -> bytes:
    """Return an envelope around ``plain``, filled up to whole blocks.

    Args:
        key: 32 bytes.
        about: authenticated along: the envelope opens with the same only.
        block: bytes, a multiple of ``BLOCK``.
        nonce: 12 bytes, for known answers in tests; random when None.
    """
    head = _head(Algorithm.AES_256_GCM, key_id)
    nonce = nonce or os.urandom(NONCE_BYTES)
    return (
        head
        + nonce
        + AESGCM(key).encrypt(nonce, pad(plain, block), head + _bytes(about))
    )


def unseal(key: bytes, envelope: Envelope, *, about: Context | bytes) -> bytes:
    """Return what ``seal`` was given.

    Raises:
        SealError: the envelope, the key or ``about`` is not the same.
    """
    head, body = _split(envelope, Algorithm.AES_256_GCM)
    nonce, sealed = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        padded = AESGCM(key).decrypt(nonce, sealed, head + _bytes(about))
    except (InvalidTag, ValueError) as error:
        raise SealError from error
    return unpad(padded)


def pad(plain: bytes, block: int = BLOCK) -> bytes:
    """Return ``plain`` behind its length (4 bytes, big-endian), with zeros up to a
    multiple of ``block``."""
    said = len(plain).to_bytes(4, "big") + plain
    return said + bytes(-len(said) % block)


def unpad(padded: bytes) -> bytes:
    """Return what ``pad`` was given.

    Raises:
        SealError: it was not made by ``pad``.
    """
    length = int.from_bytes(padded[:4], "big")
    plain, rest = padded[4 : 4 + length], padded[4 + length :]
    if len(padded) % BLOCK or len(plain) != length or any(rest):
        raise SealError
    return plain


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair as raw bytes (RFC 7748), 32 each."""

    private: bytes
    public: bytes

    def __repr__(self) -> str:
        """Without the private half: what is printed ends up in logs."""
        return f"KeyPair(public={self.public.hex()})"


def new_key_pair() -> KeyPair:
    private = X25519PrivateKey.generate()
    return KeyPair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def wrap(
    secret: bytes, *, public: bytes, key_id: UUID, about: dict[str, object]
) -> bytes:
    """Return ``secret`` in an envelope that only the private half of ``public`` opens.

    Args:
        public: 32 bytes, X25519.
        key_id: names that key in the envelope.
        about: becomes HPKE's ``info``: the envelope opens with the same only.
    """
    head = _head(Algorithm.HPKE_X25519_SHA256_AES_256_GCM, key_id)
    key = X25519PublicKey.from_public_bytes(public)
    return head + SUITE.encrypt(secret, key, info=head + canonical(about))


def unwrap(envelope: Envelope, *, private: bytes, about: dict[str, object]) -> bytes:
    """Return the secret that ``wrap`` was given.

    Raises:
        SealError: the envelope, the key or ``about`` is not the same.
    """
    head, body = _split(envelope, Algorithm.HPKE_X25519_SHA256_AES_256_GCM)
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return SUITE.decrypt(body, key, info=head + canonical(about))
    except (InvalidTag, ValueError) as error:
        raise SealError from error


def lock(secret: bytes, *, passphrase: str, about: dict[str, object]) -> bytes:
    """Return ``secret`` in an envelope under a passphrase. Takes about 0.1 s and
    64 MiB of memory.

    The numbers of Argon2id and the salt stand in the envelope, so that they can grow.
    """
    head = _head(Algorithm.ARGON2ID_AES_256_GCM, NO_KEY)
    salt = os.urandom(SALT_BYTES)
    numbers = _numbers(PASSES, LANES, MEMORY_KIB)
    key = _stretched(passphrase, salt, PASSES, LANES, MEMORY_KIB)
    head += numbers + salt
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, secret, head + canonical(about))
    return head + nonce + sealed


def unlock(envelope: Envelope, *, passphrase: str, about: dict[str, object]) -> bytes:
    """Return the secret that ``lock`` was given. Takes as long as that did.

    Raises:
        SealError: another passphrase, or the envelope is not the same.
    """
    head, body = _split(envelope, Algorithm.ARGON2ID_AES_256_GCM)
    numbers, salt = body[:6], body[6 : 6 + SALT_BYTES]
    nonce = body[6 + SALT_BYTES : 6 + SALT_BYTES + NONCE_BYTES]
    sealed = body[6 + SALT_BYTES + NONCE_BYTES :]
    if len(numbers) < 6:
        raise SealError
    passes, lanes = numbers[0], numbers[1]
    memory = int.from_bytes(numbers[2:], "big")
    if passes > MOST_PASSES or lanes > MOST_LANES or memory > MOST_MEMORY_KIB:
        raise SealError
    try:
        key = _stretched(passphrase, salt, passes, lanes, memory)
        return AESGCM(key).decrypt(
            nonce, sealed, head + numbers + salt + canonical(about)
        )
    except (InvalidTag, ValueError) as error:
        raise SealError from error


def derived(secret: bytes, *, purpose: str) -> bytes:
    """Return 32 bytes for one purpose from a random secret (HKDF-SHA256)."""
    info = canonical({"purpose": purpose})
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info)
    return kdf.derive(secret)


def fingerprint(public: bytes) -> str:
    """Return what two people read to each other to compare a public key: sixteen
    hexadecimal digits in groups of four, from its SHA-256."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public)
    said = digest.finalize().hex()[:16]
    return " ".join(said[i : i + 4] for i in range(0, 16, 4))


def key_id_of(envelope: bytes) -> UUID:
    """Return the key that an envelope says it opens with.

    Raises:
        SealError: it is no envelope.
    """
    if len(envelope) < HEAD_BYTES or envelope[:4] != MAGIC or envelope[4] != LAYOUT:
        raise SealError
    return UUID(bytes=envelope[6:HEAD_BYTES])


def _head(algorithm: Algorithm, key_id: UUID) -> bytes:
    return MAGIC + bytes([LAYOUT, algorithm]) + key_id.bytes


def _split(envelope: Envelope, algorithm: Algorithm) -> tuple[bytes, bytes]:
    envelope = bytes(envelope)
    key_id_of(envelope)
    if envelope[5] != algorithm:
        raise SealError
    return envelope[:HEAD_BYTES], envelope[HEAD_BYTES:]


def _bytes(about: Context | bytes) -> bytes:
    return about if isinstance(about, bytes) else about.as_bytes()


def _numbers(passes: int, lanes: int, memory: int) -> bytes:
    return bytes([passes, lanes]) + memory.to_bytes(4, "big")


def _stretched(
    passphrase: str, salt: bytes, passes: int, lanes: int, memory: int
) -> bytes:
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory
    )
    return kdf.derive(passphrase.encode())
