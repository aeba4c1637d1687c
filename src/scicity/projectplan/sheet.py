"""A project as a workbook: a sheet of activities and one of resources, as planners keep them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from .notation import read_links, read_needs, write_links, write_needs
from .project import Activity, BadProject, Estimate, Link, Project, checked

COLUMNS = (
    "id",
    "name",
    "parent",
    "duration",
    "least",
    "likely",
    "most",
    "cost",
    "earliest",
    "after",
    "needs",
)


def write_workbook(project: Project, path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "activities"
    sheet.append(COLUMNS)
    for a in project.activities:
        e = a.estimate
        sheet.append(
            [
                a.id,
                a.name,
                a.parent,
                a.duration,
                e and e.least,
                e and e.likely,
                e and e.most,
                a.cost,
                a.earliest,
                write_links(a.id, project.links),
                write_needs(a.demands),
            ]
        )
    sheet.freeze_panes = "C2"
    shared = book.create_sheet("resources")
    shared.append(("name", "amount"))
    for name, amount in project.resources.items():
        shared.append((name, amount))
    book.save(path)


def read_workbook(path: Path) -> Project:
    """BadProject: what is wrong, with sheet, row and column."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, InvalidFileException) as error:
        raise BadProject([f"{path.name}: it is no Excel workbook (.xlsx)"]) from error
    if "activities" not in book.sheetnames:
        raise BadProject(
            [f"{path.name}: there is no sheet 'activities'; it has {', '.join(book.sheetnames)}"]
        )
    faults: list[str] = []
    rows = _rows(book["activities"], COLUMNS, faults)
    resources = (
        {
            str(r["name"]): _number(r, "amount", "resources", n, faults, 0)
            for n, r in _rows(book["resources"], ("name", "amount"), faults)
        }
        if "resources" in book.sheetnames
        else {}
    )
    activities, links = [], []
    for n, r in rows:
        name = str(r["id"]).strip()
        estimate = None
        if any(r[k] is not None for k in ("least", "likely", "most")):
            estimate = Estimate(
                *(
                    float(_number(r, k, "activities", n, faults, 0))
                    for k in ("least", "likely", "most")
                )
            )
        needs: dict[str, int] = {}
        before: list[Link] = []
        try:
            needs, before = (
                read_needs(str(r["needs"] or "")),
                read_links(name, str(r["after"] or "")),
            )
        except ValueError as error:
            faults.append(f"activities, row {n}: {error}")
        links += before
        activities.append(
            Activity(
                name,
                int(_number(r, "duration", "activities", n, faults, 0)),
                needs,
                str(r["name"] or ""),
                str(r["parent"] or ""),
                estimate,
                float(_number(r, "cost", "activities", n, faults, 0)),
                int(_number(r, "earliest", "activities", n, faults, 0)),
            )
        )
    if faults:
        raise BadProject(faults)
    if not activities:
        raise BadProject([f"{path.name}: the sheet 'activities' has no rows"])
    return checked(Project(path.stem, tuple(activities), tuple(links), resources))


def _rows(
    sheet: Any, columns: tuple[str, ...], faults: list[str]
) -> list[tuple[int, dict[str, Any]]]:
    given = list(sheet.iter_rows(values_only=True))
    heading = [str(c or "").strip().lower() for c in given[0]] if given else []
    if missing := [c for c in columns[:1] if c not in heading]:
        faults.append(
            f"{sheet.title}: the first row must name the columns {', '.join(columns)};"
            f" {missing[0]!r} is missing"
        )
        return []
    out = []
    for n, row in enumerate(given[1:], 2):
        if any(c not in (None, "") for c in row):
            known = dict(zip(heading, row, strict=False))
            out.append((n, {c: known.get(c) for c in columns}))
    return out


def _number(
    row: dict[str, Any], column: str, sheet: str, n: int, faults: list[str], empty: float
) -> Any:
    value = row[column]
    if value is None or value == "":
        return empty
    try:
        number = float(value)
    except (TypeError, ValueError):
        faults.append(f"{sheet}, row {n}, {column}: {value!r} is not a number")
        return empty
    if not abs(number) <= 1e15:  # a NaN is refused too
        faults.append(f"{sheet}, row {n}, {column}: {value!r} is out of range")
        return empty
    if column in ("duration", "earliest", "amount") and number != int(number):
        faults.append(f"{sheet}, row {n}, {column}: {value!r} must be whole")
        return empty
    return int(number) if number == int(number) else number
