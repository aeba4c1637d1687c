"""Read a city's registry from its YAML files, and say everything that is wrong with them at
once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from scicity.measures import Measure, MeasureError, load_measures, measures

from .errors import Problem, RegistryError
from .locale import LANGUAGES, NO_CURRENCY, Currency, Identifier, Locale
from .types import KINDS, STAGES, City, Entry, Name, Organisation
from .workdays import Workdays

PATH = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")
MONTH = re.compile(r"(1[89]|20|21)\d{2}-(0[1-9]|1[0-2])")  # a year that calendars know
ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
CURRENCY = re.compile(r"[A-Z]{3}")
_HEAD_KEYS = (
    "name",
    "zone",
    "entries",
    "currencies",
    "holidays",
    "languages",
    "enterprise_number",
    "districts",
    "origin",
)
_MOST_CHARACTERS = 18  # that the registers keep of an enterprise's number
_ENTRY_KEYS = (
    "path",
    "kind",
    "name",
    "stage",
    "code",
    "operator",
    "zone",
    "members",
    "guest",
    "aliases",
    "since",
    "machines",
    "icon",
    "district",
    "at",
    "reports",
    "corrects",
)
_ORGANISATION_KEYS = ("id", "name", "ror", "credit_code")
RESERVED = ("all",)
NEEDS_STAGE = ("facility", "phase", "unit")


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """A file's tree with its lines, to be read only: a text that was parsed before is not parsed
    again, for a city is looked up often and changes rarely.
    """
    return YAML(typ="rt").load(text)


class _Reader:
    """Reads items and gathers problems with the place where each stands."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def load(self, path: Path) -> Any:
        try:
            return _parsed(path.read_text("utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem(path.name, 1, "this file is missing; the city needs it"))
        except UnicodeDecodeError as error:
            self.problems.append(
                Problem(path.name, 1, f"is not UTF-8 ({error.reason}); save it as UTF-8")
            )
        except MarkedYAMLError as error:
            line = (error.problem_mark.line + 1) if error.problem_mark else 1
            self.problems.append(
                Problem(path.name, line, f"cannot be read as YAML: {error.problem}")
            )
        return None

    def items(self, path: Path) -> list[tuple[CommentedMap, str, int]]:
        loaded = self.load(path)
        if loaded is None:
            return []
        if not isinstance(loaded, list):
            self.problems.append(Problem(path.name, 1, "must be a list: start each item with '- '"))
            return []
        for at, item in enumerate(loaded):
            if not isinstance(item, CommentedMap):
                self.refuse(
                    path.name,
                    _line_at(loaded, at),
                    f"{item!r} is no item with keys; write it as {{path: …, kind: …}}",
                )
        return [
            (item, path.name, item.lc.line + 1) for item in loaded if isinstance(item, CommentedMap)
        ]

    def refuse(self, file: str, line: int, rule: str) -> None:
        self.problems.append(Problem(file, line, rule))

    def keys(self, item: CommentedMap, known: tuple[str, ...], file: str) -> None:
        for key in item:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.refuse(file, line_of(item, key), f"{key!r} is not a known key{hint}")

    def name(self, item: CommentedMap, file: str, line: int) -> Name:
        name = item.get("name")
        if not isinstance(name, CommentedMap) or not name.get("zh") or not name.get("en"):
            self.refuse(file, line, "needs a name with zh and en")
            return Name("?", "?")
        return Name(str(name["zh"]), str(name["en"]))

    def one_of(self, item: CommentedMap, key: str, allowed: tuple[str, ...], file: str) -> str:
        value = self.text(item, key, file)
        if value and value not in allowed:
            self.refuse(
                file, line_of(item, key), f"{key} {value!r} is not one of: {', '.join(allowed)}"
            )
        return value

    def texts(self, item: CommentedMap, key: str, file: str) -> tuple[str, ...]:
        """A list of texts under a key; nothing where the key is not there."""
        listed = item.get(key, [])
        if not isinstance(listed, list) or any(
            v is None or isinstance(v, list | dict | bool) for v in listed
        ):
            self.refuse(file, line_of(item, key), f"{key} must be a list of texts, like [a, b]")
            return ()
        return tuple(str(v) for v in listed)

    def flag(self, item: CommentedMap, key: str, file: str) -> bool:
        value = item.get(key, False)
        if not isinstance(value, bool):
            self.refuse(file, line_of(item, key), f"{key} {value!r} must be true or false")
        return value is True

    def text(self, item: CommentedMap, key: str, file: str) -> str:
        """One value as a text; an empty text where the key is not there or says nothing."""
        value = item.get(key)
        if isinstance(value, list | dict):
            self.refuse(file, line_of(item, key), f"{key} must be one value")
            return ""
        return "" if value is None else str(value)

    def point(self, item: CommentedMap, file: str) -> tuple[float, float] | None:
        match item.get("at"):
            case None:
                return None
            case [int() | float() as east, int() | float() as north] if (
                -180 <= east <= 180 and -90 <= north <= 90
            ):
                return float(east), float(north)
        self.refuse(
            file,
            line_of(item, "at"),
            "at must be [longitude, latitude] in degrees, like [10.25, 50.5]",
        )
        return None

    def zone(self, item: CommentedMap, file: str) -> str:
        value = self.text(item, "zone", file)
        if value:
            try:
                ZoneInfo(value)
            except (
                ZoneInfoNotFoundError,
                ValueError,
                OSError,
            ):  # 'Asia' alone is a folder of zones
                self.refuse(
                    file,
                    line_of(item, "zone"),
                    f"zone {value!r} is not an IANA zone (Region/Place)",
                )
                return "UTC"
        return value


def line_of(item: CommentedMap, key: Any) -> int:
    return int(item.lc.key(key)[0]) + 1


def _line_at(listed: Any, at: int) -> int:
    """The line of an item of a list; the list's own where the reader does not tell."""
    try:
        return int(listed.lc.item(at)[0]) + 1
    except (AttributeError, KeyError, TypeError):
        return int(getattr(getattr(listed, "lc", None), "line", 0)) + 1


def load_city(folder: Path, added: Path | None = None) -> City:
    """The city declared in a folder.

    Raises RegistryError that names file, line and rule of every problem.

    `city.yaml` gives the name, the zone and the rest of its locale, and is the city: an entry of
    kind `city` is needed only where documents state something of the city under a code of its own,
    and there is one at most. `organisations.yaml`, and every other file that `city.yaml` lists
    under `entries`, hold lists. `added` is one more file of entries, kept elsewhere: what was set
    up while the city was running, and with `corrects: true` what was corrected then; a
    `profiles.yaml` beside it goes before the city's.
    """
    reader = _Reader()
    head = _head(reader, folder)
    reader.keys(head, _HEAD_KEYS, "city.yaml")
    name, locale = reader.name(head, "city.yaml", 1), _locale(reader, head)
    organisations = _organisations(reader, folder, locale.identifier)
    files = (
        [folder / f for f in reader.texts(head, "entries", "city.yaml")]
        if "entries" in head
        else []
    )
    if not files:
        reader.refuse(
            "city.yaml",
            1,
            "needs entries: the files that list its places, like entries: [places.yaml]",
        )
    entries = _entries(
        reader, [*files, added] if added and added.exists() else files, organisations
    )
    profiles = _profiles(reader, folder / "profiles.yaml", entries)
    if added is not None and (own := added.with_name("profiles.yaml")).exists():
        profiles |= _profiles(reader, own, entries)
    known = _measures(reader, folder)
    if reader.problems:
        raise RegistryError(sorted(reader.problems, key=lambda p: (p.file, p.line)))
    return City(name, locale.zone, organisations, entries, profiles, known, folder, locale)


def _measures(reader: _Reader, folder: Path) -> Mapping[str, Measure]:
    try:
        return load_measures(folder)
    except MeasureError as error:
        reader.refuse("measures.yaml", 1, str(error))
        return measures()


def load_locale(folder: Path) -> Locale:
    """What `city.yaml` alone says. Raises RegistryError as `load_city` does."""
    reader = _Reader()
    locale = _locale(reader, _head(reader, folder))
    if reader.problems:
        raise RegistryError(reader.problems)
    return locale


def _head(reader: _Reader, folder: Path) -> CommentedMap:
    if not (folder / "city.yaml").exists():
        raise RegistryError(
            [
                Problem(
                    str(folder / "city.yaml"),
                    1,
                    "this file is missing. Name the city's folder by --city or SCICITY_CITY, or"
                    " write which of the folders under cities is meant into cities/default",
                )
            ]
        )
    head = reader.load(folder / "city.yaml")
    if not isinstance(head, CommentedMap):
        raise RegistryError(
            reader.problems or [Problem("city.yaml", 1, "must hold name, zone and entries")]
        )
    return head


def _locale(reader: _Reader, head: CommentedMap) -> Locale:
    zone = reader.zone(head, "city.yaml")
    if not zone:
        reader.refuse("city.yaml", 1, "needs a zone of the IANA time zone database")
    languages = tuple(str(x) for x in head.get("languages", LANGUAGES))
    if sorted(languages) != sorted(LANGUAGES):
        reader.refuse(
            "city.yaml",
            line_of(head, "languages"),
            f"languages must be both of {' and '.join(LANGUAGES)}, the first language first",
        )
    districts = head.get("districts")
    credit = (
        reader.name(CommentedMap(name=districts), "city.yaml", line_of(head, "districts"))
        if districts
        else None
    )
    origin = head.get("origin", "real")
    if origin not in ("real", "simulated"):
        reader.refuse(
            "city.yaml",
            line_of(head, "origin"),
            f"origin {origin!r} is not one of: real, simulated",
        )
    return Locale(
        zone or "UTC",
        _currencies(reader, head),
        languages,
        _holidays(reader, head),
        _identifier(reader, head),
        origin == "simulated",
        credit,
    )


def _currencies(reader: _Reader, head: CommentedMap) -> tuple[Currency, ...]:
    found = []
    for item in head.get("currencies") or ():
        line = item.lc.line + 1
        reader.keys(item, ("code", "digits", "symbol", "name", "words", "minor_words"), "city.yaml")
        code, digits = str(item.get("code", "")), item.get("digits", 2)
        if not CURRENCY.fullmatch(code):
            reader.refuse(
                "city.yaml",
                line,
                f"the currency {code!r} must be the three capital letters of ISO 4217",
            )
        if not isinstance(digits, int) or not 0 <= digits <= 4:
            reader.refuse(
                "city.yaml", line, "digits is how many decimals the minor unit has: 0 to 4"
            )
            digits = 2
        found.append(
            Currency(
                code,
                digits,
                str(item.get("symbol", code)),
                reader.name(item, "city.yaml", line),
                *(tuple(str(w) for w in item.get(k, ())) for k in ("words", "minor_words")),
            )
        )
    return tuple(found) or (NO_CURRENCY,)


def _holidays(reader: _Reader, head: CommentedMap) -> Workdays:
    given = head.get("holidays")
    if given is None:
        return Workdays()
    reader.keys(given, ("country", "subdivision", "published", "closed", "worked"), "city.yaml")
    country, part = str(given.get("country", "")), str(given.get("subdivision", ""))
    days: dict[str, tuple[date, ...]] = {}
    for key in ("closed", "worked"):
        listed = given.get(key) or ()
        days[key] = tuple(d for d in listed if isinstance(d, date))
        if len(days[key]) != len(listed):
            reader.refuse(
                "city.yaml", line_of(given, key), f"{key} must be a list of days like 2026-01-31"
            )
    published = given.get("published", 0)
    if not isinstance(published, int):
        reader.refuse(
            "city.yaml",
            line_of(given, "published"),
            "published is the last year whose exchanged days are known",
        )
        published = 0
    return Workdays(country, part, published, days["closed"], days["worked"])


def _identifier(reader: _Reader, head: CommentedMap) -> Identifier | None:
    given = head.get("enterprise_number")
    if given is None:
        return None
    line = line_of(head, "enterprise_number")
    reader.keys(given, ("name", "alphabet", "weights", "modulus", "remainder"), "city.yaml")
    weights, modulus = given.get("weights"), given.get("modulus")
    if (
        not given.get("alphabet")
        or not isinstance(weights, list)
        or not 0 < len(weights) <= _MOST_CHARACTERS
        or not isinstance(modulus, int)
        or modulus < 1
    ):
        reader.refuse(
            "city.yaml",
            line,
            f"enterprise_number needs name, alphabet, weights (1 to {_MOST_CHARACTERS}) and"
            " modulus",
        )
        return None
    return Identifier(
        reader.name(given, "city.yaml", line),
        str(given["alphabet"]),
        tuple(int(w) for w in weights),
        modulus,
        int(given.get("remainder", 0)),
    )


def _organisations(
    reader: _Reader, folder: Path, identifier: Identifier | None
) -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for item, file, line in reader.items(folder / "organisations.yaml"):
        reader.keys(item, _ORGANISATION_KEYS, file)
        key, ror, code = (reader.text(item, k, file) for k in ("id", "ror", "credit_code"))
        if not PATH.fullmatch(key):
            reader.refuse(file, line, f"id {key!r} must be lower-case letters, digits and hyphens")
        if key in found:
            reader.refuse(file, line, f"the organisation {key!r} is declared twice")
        if ror and not ROR.fullmatch(ror):
            reader.refuse(
                file,
                line_of(item, "ror"),
                f"ror {ror!r} must be the nine characters after ror.org/",
            )
        if code and identifier is not None and not identifier.holds(code):
            reader.refuse(
                file,
                line_of(item, "credit_code"),
                f"credit_code {code!r} is no {identifier.name.en}: a character is wrong or missing",
            )
        found[key] = Organisation(key, reader.name(item, file, line), ror, code)
    return found


def _entries(
    reader: _Reader, files: list[Path], organisations: dict[str, Organisation]
) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    codes: dict[str, str] = {}
    places: list[tuple[Entry, str, int]] = []
    for item, file, line in (i for f in files for i in reader.items(f)):
        reader.keys(item, _ENTRY_KEYS, file)
        path, code, operator = (reader.text(item, k, file) for k in ("path", "code", "operator"))
        if reader.flag(item, "corrects", file):
            _correct(reader, found, item, file, line)
            continue
        if path in RESERVED or code in RESERVED:
            reader.refuse(
                file,
                line,
                f"{path!r} is a word of the program: it means the whole city; choose another",
            )
        if not PATH.fullmatch(path):
            reader.refuse(
                file,
                line,
                f"path {path!r} must be lower-case letters, digits and hyphens, parts joined by /",
            )
        if path in found:
            reader.refuse(
                file, line, f"the path {path!r} is declared twice, first at {found[path].where}"
            )
        if "/" in path and path.rpartition("/")[0] not in found:
            reader.refuse(
                file,
                line,
                f"{path!r} lies under {path.rpartition('/')[0]!r}, which is not declared above it",
            )
        if code and code in codes:
            reader.refuse(
                file, line_of(item, "code"), f"the code {code!r} belongs to {codes[code]!r} already"
            )
        codes.setdefault(code, path)
        if operator and operator not in organisations:
            reader.refuse(
                file,
                line_of(item, "operator"),
                f"operator {operator!r} is not in organisations.yaml",
            )
        kind, stage = (
            reader.one_of(item, "kind", KINDS, file),
            reader.one_of(item, "stage", STAGES, file),
        )
        if not kind:
            reader.refuse(file, line, f"needs a kind: one of {', '.join(KINDS)}")
        if kind in NEEDS_STAGE and not stage:
            reader.refuse(file, line, f"a {kind} needs a stage: one of {', '.join(STAGES)}")
        listed, above = reader.texts(item, "members", file), found.get(path.rpartition("/")[0])
        since, machines = reader.text(item, "since", file), item.get("machines", 0)
        if since and not MONTH.fullmatch(since):
            reader.refuse(
                file, line_of(item, "since"), f"since {since!r} must be a month like 2009-05"
            )
        if not isinstance(machines, int) or isinstance(machines, bool) or machines < 0:
            reader.refuse(file, line_of(item, "machines"), "machines must be a whole number")
            machines = 0
        # what stands in a guest is a guest too
        guest = reader.flag(item, "guest", file) or (above is not None and above.guest)
        entry = Entry(
            path,
            kind,
            reader.name(item, file, line),
            stage,
            code,
            operator,
            reader.zone(item, file),
            listed,
            guest,
            f"{file}:{line}",
            reader.texts(item, "aliases", file),
            since,
            machines,
            reader.text(item, "icon", file),
            reader.text(item, "district", file),
            reader.point(item, file),
            reader.texts(item, "reports", file),
        )
        places.append((entry, file, line))
        found.setdefault(path, entry)
    _relations(reader, found, places)
    return found


def _correct(
    reader: _Reader, found: dict[str, Entry], item: CommentedMap, file: str, line: int
) -> None:
    """A name, a stage or a zone that was corrected since: of an entry that is declared above."""
    path = str(item.get("path", ""))
    if path not in found:
        reader.refuse(file, line, f"corrects {path!r}, which is not declared above it")
        return
    before = found[path]
    found[path] = replace(
        before,
        name=reader.name(item, file, line) if "name" in item else before.name,
        stage=reader.one_of(item, "stage", STAGES, file) or before.stage,
        zone=reader.zone(item, file) or before.zone,
    )


def _relations(
    reader: _Reader, found: dict[str, Entry], places: list[tuple[Entry, str, int]]
) -> None:
    """What entries say of each other: members that are there, are of the city and make no ring;
    names that name one.
    """
    cities = [(e, file, line) for e, file, line in places if e.kind == "city"]
    for e, file, line in cities[1:]:
        reader.refuse(
            file,
            line,
            f"{e.path!r} is a second entry of kind city, the first is at {cities[0][0].where};"
            " keep one",
        )
    names: dict[str, str] = {}
    for entry, _, _ in places:
        names.setdefault(entry.path, entry.path)
    for entry, file, line in places:
        for word in dict.fromkeys((entry.code, *entry.aliases)):
            if word and names.setdefault(word, entry.path) != entry.path:
                reader.refuse(
                    file,
                    line,
                    f"{word!r} of {entry.path!r} names {names[word]!r} already; a name names one"
                    " place",
                )
        for member in entry.members:
            if member not in found:
                reader.refuse(file, line, f"the member {member!r} is not declared")
            elif found[member].guest and not entry.guest:
                reader.refuse(
                    file,
                    line,
                    f"the member {member!r} is a guest: what lies outside the city is no part"
                    " of it",
                )
            elif ring := _ring(found, entry.path, member):
                reader.refuse(file, line, f"the members go round: {' → '.join(ring)}")


def _ring(found: dict[str, Entry], start: str, member: str) -> list[str]:
    """The way from a member back to where it starts, or nothing."""
    ways, seen = [[start, member]], set()
    while ways:
        way = ways.pop()
        if way[-1] == start:
            return way
        if way[-1] not in seen and way[-1] in found:
            seen.add(way[-1])
            ways += [[*way, m] for m in found[way[-1]].members]
    return []


def _profiles(reader: _Reader, path: Path, entries: dict[str, Entry]) -> dict[str, dict[str, str]]:
    found = {}
    for item, file, line in reader.items(path):
        if str(item.get("path")) not in entries:
            reader.refuse(file, line, f"the path {item.get('path')!r} is not declared")
        if str(item.get("path")) in found:
            reader.refuse(file, line, f"{item.get('path')!r} has a profile already; keep one")
        if "version" not in item:
            reader.refuse(file, line, "needs a version, raised whenever a parameter changes")
        for key in item:
            value = reader.text(item, key, file)
            if (key == "version" or str(key).endswith("_s")) and not re.fullmatch(
                r"\d{1,9}", value
            ):
                unit = "whole seconds" if key != "version" else "a whole number"
                reader.refuse(file, line_of(item, key), f"{key} {value!r} must be {unit}")
        found[str(item.get("path"))] = {str(k): str(v) for k, v in item.items() if k != "path"}
    return found
