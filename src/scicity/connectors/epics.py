"""EPICS: samples of process variables, live over Channel Access, from an Archiver Appliance, or
from its files.

Channel Access by caproto. The appliance's JSON: its manual, "Retrieving data using other tools".
Its files (PlainPB): one serialised protocol buffer a line, escaped; the messages' fields are those
of the appliance's EPICSEvent.proto.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from scicity.ledger import SourceError

from .beam import ALIVE, NS, Sample

log = logging.getLogger(__name__)
INVALID = 3  # severity of EPICS: the value means nothing
_TYPES = {0: "string", 1: "sint32", 2: "float", 3: "sint32", 4: "bytes", 5: "sfixed32", 6: "double"}


# --- live -----------------------------------------------------------------------------------------


def watch(
    pvs: Iterable[str], take: Callable[[Sample], None], stop: threading.Event, alive: float = 10.0
) -> None:
    """Give every change of these variables to `take`, and a sign of life every `alive` seconds
    while all of them are connected.

    Returns when `stop` is set. Variables may be away at first, go and come back: their samples are
    simply missing, and no sign of life is given meanwhile.
    """
    from caproto.threading.client import Context

    lock, kept = threading.Lock(), []

    def told(sample: Sample) -> None:
        with lock:
            take(sample)

    context = Context()
    try:
        watched = context.get_pvs(*pvs)
        started: set[str] = set()
        last = 0.0
        while not stop.wait(0.2):
            for pv in watched:
                if pv.connected and pv.name not in started:
                    labels = _labels(pv)
                    subscription = pv.subscribe(data_type="time")

                    def changed(
                        _subscription: Any,
                        response: Any,
                        name: str = pv.name,
                        labels: tuple[str, ...] = labels,
                    ) -> None:
                        try:
                            told(_sample(name, response, labels))
                        # else the library's thread would end with it, and nothing more would come
                        except Exception:
                            log.exception("a sample of %s", name)

                    subscription.add_callback(changed)
                    kept.append((subscription, changed))  # the library holds its callbacks weakly
                    started.add(pv.name)
            if all(pv.connected for pv in watched) and time.monotonic() - last >= alive:
                last = time.monotonic()
                told(Sample(time.time_ns(), ALIVE, ""))
    finally:
        context.disconnect()


def _labels(pv: Any) -> tuple[str, ...]:
    try:
        found = pv.read(data_type="control", timeout=5).metadata
        return tuple(
            s.decode() if isinstance(s, bytes) else str(s)
            for s in getattr(found, "enum_strings", ())
        )
    except (
        Exception
    ):  # the library raises what it likes; without labels, numbers stand for themselves
        log.exception("labels of %s", pv.name)
        return ()


def _sample(name: str, response: Any, labels: tuple[str, ...]) -> Sample:
    from caproto import ChannelType

    if response.data_type in (
        ChannelType.CHAR,
        ChannelType.TIME_CHAR,
    ):  # a long text, as EPICS has them
        value: Any = bytes(response.data).split(b"\0")[0]
    else:
        value = response.data[0] if len(response.data) else ""
    if labels and not isinstance(value, str | bytes) and 0 <= int(value) < len(labels):
        text = labels[int(value)]
    else:
        text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return Sample(
        int(response.metadata.timestamp * NS),
        name,
        text,
        int(response.metadata.severity) >= INVALID,
    )


# --- the archiver appliance -----------------------------------------------------------------------


def retrieve(
    url: str, pvs: Iterable[str], start: datetime, end: datetime, client: httpx.Client | None = None
) -> list[Sample]:
    """Samples of variables over a span, the last before it included, by the appliance's retrieval.

    SourceError: it does not answer as it should.
    """
    own = client or httpx.Client(timeout=60)
    found: list[Sample] = []
    try:
        for pv in pvs:
            answer = own.get(
                f"{url.rstrip('/')}/retrieval/data/getData.json",
                params={"pv": pv, "from": _iso(start), "to": _iso(end)},
            )
            answer.raise_for_status()
            found += read_json(answer.json(), f"{url} for {pv}")
    except (httpx.HTTPError, json.JSONDecodeError) as error:
        raise SourceError(
            f"The archiver at {url} does not answer: {error}. Check `url` and that it can be"
            " reached from here."
        ) from error
    finally:
        if client is None:
            own.close()
    return found


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_json(answer: Any, where: str) -> list[Sample]:
    """The appliance's answer: a list of variables with their samples."""
    try:
        return [
            Sample(
                int(d["secs"]) * NS + int(d["nanos"]),
                part["meta"]["name"],
                str(d["val"]),
                int(d.get("severity", 0)) >= INVALID,
            )
            for part in answer
            for d in part["data"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"{where} is no answer of an Archiver Appliance: {error!r}.") from error


# --- its files ------------------------------------------------------------------------------------


def read_pb(path: Path) -> Iterator[Sample]:
    """Samples of a PlainPB file.

    A last line that was cut short by a crash is passed over; anything else broken is a SourceError.
    """
    lines = path.read_bytes().split(b"\n")
    whole, rest = lines[:-1], lines[-1]
    if not whole:
        raise SourceError(f"{path.name} is empty, or no PlainPB file of an Archiver Appliance.")
    try:
        head = _messages()["PayloadInfo"].FromString(_unescaped(whole[0]))
        kind = _messages().get(f"Scalar{head.type}")
    except Exception as error:
        raise SourceError(
            f"{path.name} is no PlainPB file of an Archiver Appliance: {error}"
        ) from error
    if kind is None:
        raise SourceError(
            f"{path.name} holds values of type {head.type}; only single values (types 0 to 6) say"
            " how a machine is."
        )
    year = int(datetime(head.year, 1, 1, tzinfo=UTC).timestamp())
    for n, line in enumerate([*whole[1:], rest], 2):
        if not line:
            if n <= len(whole):
                head = None  # a new header follows an empty line
            continue
        try:
            if head is None:
                head = _messages()["PayloadInfo"].FromString(_unescaped(line))
                year = int(datetime(head.year, 1, 1, tzinfo=UTC).timestamp())
                continue
            event = kind.FromString(_unescaped(line))
        except Exception as error:
            if n == len(lines):
                return
            raise SourceError(f"{path.name}, line {n}: not a sample: {error}") from error
        value = (
            event.val.decode(errors="replace") if isinstance(event.val, bytes) else str(event.val)
        )
        yield Sample(
            (year + event.secondsintoyear) * NS + event.nano,
            head.pvname,
            value,
            event.severity >= INVALID,
        )


def _unescaped(line: bytes) -> bytes:
    """The escapes of PlainPB, which keep line ends out of a line: 1b 01 is 1b, 1b 02 a line feed,
    1b 03 a carriage return.
    """
    return (
        line.replace(b"\x1b\x03", b"\r").replace(b"\x1b\x02", b"\n").replace(b"\x1b\x01", b"\x1b")
    )


@cache
def _messages() -> dict[str, Any]:
    """The messages that are read, made from their fields' numbers and types."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    F = descriptor_pb2.FieldDescriptorProto
    types = {
        "string": F.TYPE_STRING,
        "sint32": F.TYPE_SINT32,
        "float": F.TYPE_FLOAT,
        "bytes": F.TYPE_BYTES,
        "sfixed32": F.TYPE_SFIXED32,
        "double": F.TYPE_DOUBLE,
        "uint32": F.TYPE_UINT32,
        "int32": F.TYPE_INT32,
    }
    file = descriptor_pb2.FileDescriptorProto(
        name="scicity_epics.proto", package="scicity_epics", syntax="proto2"
    )

    def message(name: str, *fields: tuple[str, int, str]) -> None:
        made = file.message_type.add(name=name)
        for field, number, kind in fields:
            made.field.add(name=field, number=number, type=types[kind], label=F.LABEL_OPTIONAL)

    message("PayloadInfo", ("type", 1, "int32"), ("pvname", 2, "string"), ("year", 3, "int32"))
    for number, kind in _TYPES.items():
        message(
            f"Scalar{number}",
            ("secondsintoyear", 1, "uint32"),
            ("nano", 2, "uint32"),
            ("val", 3, kind),
            ("severity", 4, "int32"),
        )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        m.name: message_factory.GetMessageClass(
            pool.FindMessageTypeByName(f"scicity_epics.{m.name}")
        )
        for m in file.message_type
    }
