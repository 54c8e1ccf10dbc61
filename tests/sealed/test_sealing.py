"""What is sealed opens with its own key, in its own place, whole; or not at all."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.sealed import sealing
from commonweal.sealed.exceptions import SealError
from commonweal.sealed.sealing import (
    BLOCK,
    Algorithm,
    Context,
    KeyPair,
    fingerprint,
    key_id_of,
    lock,
    new_key,
    new_key_pair,
    pad,
    seal,
    unlock,
    unpad,
    unseal,
    unwrap,
    wrap,
)

KEY = bytes(range(32))
HERE = Context("young-carer", 1, "0b1f", "who")
KEY_ID = UUID("00112233-4455-6677-8899-aabbccddeeff")
ABOUT = {"kind": "submission-key", "submission": "0b1f"}

NONCE = bytes(range(12))
# Made when the layout was settled, and never made again: what was sealed years ago
# must open.
KNOWN = Path(__file__).with_name("known_answers.json")


@given(st.binary(max_size=5000))
@settings(deadline=None, max_examples=50)
def test_what_is_sealed_opens_as_it_was(plain):
    assert unseal(KEY, seal(KEY, plain, about=HERE), about=HERE) == plain


@given(st.binary(max_size=3 * BLOCK))
@settings(deadline=None, max_examples=50)
def test_the_length_of_what_is_sealed_is_told_in_whole_blocks_only(plain):
    padded = pad(plain)

    assert len(padded) % BLOCK == 0
    assert unpad(padded) == plain


@pytest.mark.parametrize(
    "there",
    [
        replace(HERE, form="self-referral"),
        replace(HERE, version=2),
        replace(HERE, submission="0b1e"),
        replace(HERE, group="what"),
        replace(HERE, group="who:0:last"),
    ],
)
def test_what_is_sealed_opens_nowhere_else(there):
    with pytest.raises(SealError):
        unseal(KEY, seal(KEY, b"known", about=HERE), about=there)


def test_another_key_opens_nothing():
    with pytest.raises(SealError):
        unseal(new_key(), seal(KEY, b"known", about=HERE), about=HERE)


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_an_envelope_that_was_changed_anywhere_is_refused(data):
    envelope = bytearray(seal(KEY, b"known", about=HERE, key_id=KEY_ID, nonce=NONCE))
    place = data.draw(st.integers(0, len(envelope) - 1))
    envelope[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealError):
        unseal(KEY, bytes(envelope), about=HERE)


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_an_envelope_that_was_cut_or_lengthened_is_refused(data):
    envelope = seal(KEY, b"known", about=HERE)
    cut = envelope[: data.draw(st.integers(0, len(envelope) - 1))]
    longer = envelope + data.draw(st.binary(min_size=1, max_size=40))

    for each in (cut, longer):
        with pytest.raises(SealError):
            unseal(KEY, each, about=HERE)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_what_is_no_envelope_is_refused_by_everything_that_opens_one(noise):
    pair = new_key_pair()

    for opened in (
        lambda: unseal(KEY, noise, about=HERE),
        lambda: unwrap(noise, private=pair.private, about=ABOUT),
        lambda: unlock(noise, passphrase="x", about=ABOUT),
    ):
        with pytest.raises(SealError):
            opened()


def test_an_envelope_of_one_algorithm_is_refused_by_another():
    pair = new_key_pair()
    wrapped = wrap(KEY, public=pair.public, key_id=KEY_ID, about=ABOUT)

    with pytest.raises(SealError):
        unseal(KEY, wrapped, about=HERE)
    with pytest.raises(SealError):
        unwrap(seal(KEY, KEY, about=HERE), private=pair.private, about=ABOUT)


def test_a_wrapped_key_opens_with_its_private_key_for_its_purpose_alone():
    pair, other = new_key_pair(), new_key_pair()
    wrapped = wrap(KEY, public=pair.public, key_id=KEY_ID, about=ABOUT)

    assert unwrap(wrapped, private=pair.private, about=ABOUT) == KEY
    assert key_id_of(wrapped) == KEY_ID
    for private, about in (
        (other.private, ABOUT),
        (pair.private, {**ABOUT, "submission": "0b1e"}),
        (b"", ABOUT),
    ):
        with pytest.raises(SealError):
            unwrap(wrapped, private=private, about=about)


def test_a_wrapped_key_that_names_another_key_is_refused():
    pair = new_key_pair()
    wrapped = bytearray(wrap(KEY, public=pair.public, key_id=KEY_ID, about=ABOUT))
    wrapped[6:22] = UUID(int=7).bytes

    with pytest.raises(SealError):
        unwrap(bytes(wrapped), private=pair.private, about=ABOUT)


def test_a_locked_key_opens_with_its_passphrase_alone():
    locked = lock(KEY, passphrase="otter marble lantern fog", about=ABOUT)

    assert unlock(locked, passphrase="otter marble lantern fog", about=ABOUT) == KEY
    with pytest.raises(SealError):
        unlock(locked, passphrase="otter marble lantern fig", about=ABOUT)


def test_a_locked_key_cannot_ask_for_all_of_the_memory():
    locked = bytearray(lock(KEY, passphrase="otter marble lantern fog", about=ABOUT))
    locked[24:28] = (2**32 - 1).to_bytes(4, "big")

    with pytest.raises(SealError):
        unlock(bytes(locked), passphrase="otter marble lantern fog", about=ABOUT)


def test_a_key_pair_does_not_print_its_private_half():
    pair = KeyPair(private=b"\x01" * 32, public=b"\x02" * 32)

    assert "01" * 32 not in repr(pair)
    assert repr(b"\x01" * 32) not in repr(pair)


def test_numbers_of_algorithms_never_change():
    assert {each.name: each.value for each in Algorithm} == {
        "AES_256_GCM": 1,
        "HPKE_X25519_SHA256_AES_256_GCM": 2,
        "ARGON2ID_AES_256_GCM": 3,
    }


def test_known_answers_still_open():
    """Envelopes made when the layout was settled; they open for ever."""
    vectors = json.loads(KNOWN.read_text())

    sealed, wrapped, locked = (
        bytes.fromhex(vectors[name]) for name in ("sealed", "wrapped", "locked")
    )
    private = bytes.fromhex(vectors["private"])

    assert unseal(KEY, sealed, about=HERE) == b"known answer"
    assert unwrap(wrapped, private=private, about=ABOUT) == KEY
    assert unlock(locked, passphrase="known answer passphrase", about=ABOUT) == KEY
    assert fingerprint(bytes.fromhex(vectors["public"])) == vectors["fingerprint"]
    assert sealing.derived(KEY, purpose="draft").hex() == vectors["derived"]


def test_known_answers_are_what_the_standards_say():
    """Reckoned again from the pieces of the layout, without ``sealing``."""
    envelope = seal(KEY, b"known answer", about=HERE, key_id=KEY_ID, nonce=NONCE)
    head = b"CWSE" + b"\x01" + b"\x01" + KEY_ID.bytes
    about = (
        b'commonweal/sealed/1 {"form":"young-carer","group":"who","kind":"part",'
        b'"submission":"0b1f","version":1}'
    )
    plain = AESGCM(KEY).decrypt(envelope[22:34], envelope[34:], head + about)

    assert envelope[:22] == head
    assert plain[:16] == b"\x00\x00\x00\x0cknown answer"
    assert not any(plain[16:])
