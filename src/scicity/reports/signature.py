"""A detached signature over a frozen build, that a stranger checks with tools that everybody has.

`SHA256SUMS` lists the digest of every file of the build, its record and the inputs kept in it among
them, as sha256sum writes it; `SHA256SUMS.sig` is an Ed25519 signature over those bytes (RFC 8032),
which OpenSSL verifies. Both lie beside the build's files, and no byte of the build changes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .builds import Build, changed_files, file_digest
from .errors import ReportError

SUMS, SIGNATURE, RECORD = "SHA256SUMS", "SHA256SUMS.sig", "build.json"


def new_key(private: Path, public: Path) -> None:
    """A new pair of keys as PEM.

    The private one is readable by its owner alone, and an existing file is never written over.
    """
    key = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(
            os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as handle:
            handle.write(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
    except FileExistsError as error:
        raise ReportError(f"{private} is there already; a key is never written over.") from error
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )


@dataclass(frozen=True)
class Verified:
    """A signature that holds: over so many files.

    `beside` are those of a build of release 0.1 that it does not cover.
    """

    files: int
    beside: tuple[str, ...] = ()


def sums_of(folder: Path) -> bytes:
    """The digests of a build's files as they lie there, in the order of their names."""
    return "".join(f"{file_digest(folder / name)}  {name}\n" for name in _present(folder)).encode()


def seal(build: Build, private: Path) -> int:
    """Sign a frozen build; gives the number of files.

    ReportError: it is not frozen, its files are not those that were built, or the key is none.
    """
    if not build.frozen:
        raise ReportError(
            f"{build.id} is not frozen: only what no longer changes is signed for the public."
        )
    if changed := changed_files(build):
        raise ReportError(
            f"The files of {build.id} are not those that were built: {', '.join(changed)}."
        )
    if strays := sorted(set(_present(build.folder)) - own_files(build)):
        raise ReportError(
            f"{build.id} holds files that were not built: {', '.join(strays[:5])}. Take them away"
            " first."
        )
    text = sums_of(build.folder)
    try:
        key = serialization.load_pem_private_key(private.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise ReportError(f"{private} holds no private key: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ReportError(f"{private} holds no Ed25519 key.")
    (build.folder / SUMS).write_bytes(text)
    (build.folder / SIGNATURE).write_bytes(key.sign(text))
    return text.count(b"\n")


def verify_seal(folder: Path, public: Path) -> Verified:
    """What the signature covers.

    ReportError: what does not hold, or is there and was not signed, by name.
    """
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
        raise ReportError(
            "The signature was not made with this key, or the list of files was changed."
        ) from error
    listed = {
        name: told for told, name in (line.split("  ", 1) for line in text.decode().splitlines())
    }
    wrong = [
        name
        for name, told in listed.items()
        if not (folder / name).is_file() or file_digest(folder / name) != told
    ]
    if wrong:
        raise ReportError(
            f"{len(wrong)} of {len(listed)} files are not those that were signed:"
            f" {', '.join(wrong[:5])}."
        )
    strays = [name for name in _present(folder) if name not in listed]
    # release 0.1 signed the files that were built alone, not the record nor the inputs
    beside = tuple(
        n for n in strays if RECORD not in listed and (n == RECORD or n.startswith("inputs/"))
    )
    if unsigned := [n for n in strays if n not in beside]:
        raise ReportError(
            f"{len(unsigned)} files lie there that were not signed: {', '.join(unsigned[:5])}."
        )
    return Verified(len(listed), beside)


def own_files(build: Build) -> set[str]:
    """The paths of all that belongs to a build."""
    return {RECORD, *build.digests}


def _present(folder: Path) -> list[str]:
    """The files in a build's folder, but for the signature itself and what is hidden (who signed
    off).
    """
    found = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    names = [p.as_posix() for p in found if not any(part.startswith(".") for part in p.parts)]
    return sorted(n for n in names if n not in (SUMS, SIGNATURE))
