"""A detached signature over a frozen build, that a stranger checks with tools that everybody has.

`SHA256SUMS` lists the digest of every file, as sha256sum writes it; `SHA256SUMS.sig` is an Ed25519 signature over those bytes (RFC 8032),
which OpenSSL verifies. Both lie beside the build's files, and no byte of the build changes.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .builds import Build, changed_files
from .errors import ReportError

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"


def new_key(private: Path, public: Path) -> None:
    """A new pair of keys as PEM. The private one is readable by its owner alone, and an existing file is never written over."""
    key = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            handle.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    except FileExistsError as error:
        raise ReportError(f"{private} is there already; a key is never written over.") from error
    public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))


def sums_of(build: Build) -> bytes:
    """The digests of the build's files as they lie there, in the order of their names."""
    return "".join(f"{hashlib.sha256((build.folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(build.record["files"])).encode()


def seal(build: Build, private: Path) -> None:
    """Sign a frozen build. ReportError: it is not frozen, its files are not those that were built, or the key is none."""
    if not build.frozen:
        raise ReportError(f"{build.id} is not frozen: only what no longer changes is signed for the public.")
    if changed := changed_files(build):
        raise ReportError(f"The files of {build.id} are not those that were built: {', '.join(changed)}.")
    text = sums_of(build)
    try:
        key = serialization.load_pem_private_key(private.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise ReportError(f"{private} holds no private key: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ReportError(f"{private} holds no Ed25519 key.")
    (build.folder / SUMS).write_bytes(text)
    (build.folder / SIGNATURE).write_bytes(key.sign(text))


def verify_seal(folder: Path, public: Path) -> int:
    """How many files the signature covers. ReportError: what does not hold, by name."""
    try:
        key = serialization.load_pem_public_key(public.read_bytes())
        text, signature = (folder / SUMS).read_bytes(), (folder / SIGNATURE).read_bytes()
    except (OSError, ValueError) as error:
        raise ReportError(f"There is nothing to verify: {error}") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ReportError(f"{public} holds no Ed25519 key.")
    try:
        key.verify(signature, text)
    except InvalidSignature as error:
        raise ReportError("The signature was not made with this key, or the list of files was changed.") from error
    listed = [line.split("  ", 1) for line in text.decode().splitlines()]
    wrong = [name for told, name in listed if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != told]
    if wrong:
        raise ReportError(f"{len(wrong)} of {len(listed)} files are not those that were signed: {', '.join(wrong[:5])}.")
    return len(listed)
