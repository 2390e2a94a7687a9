"""PINs: kept as a slow hash, compared in constant time, and tried only so often."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final

FREE_TRIES: Final = 5
"""Wrong PINs in a row before one has to wait."""

LONGEST_WAIT: Final = timedelta(hours=1)

_FIRST_WAIT: Final = timedelta(minutes=1)
_SCHEME: Final = "scrypt"
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
_MEMORY: Final = 64 * 1024 * 1024
_SALT_BYTES: Final = 16


def hash_pin(pin: str) -> str:
    """Return a hash of a PIN with its salt and parameters (scrypt, RFC 7914; 16 MiB each)."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = _digest(pin, salt, _COST, _BLOCK, _PARALLEL)
    return f"{_SCHEME}${_COST}${_BLOCK}${_PARALLEL}${salt.hex()}${digest.hex()}"


def is_pin(pin: str, pin_hash: str) -> bool:
    """Say whether `pin` is the one that `pin_hash` was made from."""
    _, cost, block, parallel, salt, digest = pin_hash.split("$")
    found = _digest(pin, bytes.fromhex(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, bytes.fromhex(digest))


def wait_after(failures: int) -> timedelta:
    """Return how long no PIN is taken after so many wrong ones: doubling, up to an hour.

    Ten thousand PINs of four digits then take over a year to try.
    """
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 10)
    return min(LONGEST_WAIT, _FIRST_WAIT * (1 << doublings))


def _digest(pin: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32
    )
