"""A report's figures as SDMX-ML 3.0: one structure message and one data message (ISO 17369),
written by pysdmx.
"""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..tree import MEASURED, Report

if TYPE_CHECKING:
    import pandas as pd
    from pysdmx.model import Codelist, Component, Components, ConceptScheme, Role

AGENCY, FLOW, VERSION = "SCICITY", "FIGURES", "1.0"
_DIMENSIONS = ("SUBJECT", "MEASURE", "COUNTING", "TIME_PERIOD")
_ATTRIBUTES = (
    "UNIT_MEASURE",
    "OBS_STATUS",
    "BASIS",
    "QUALIFIER_HIGH",
    "PUBLISHED_AS",
    "COVERAGE",
    "SOURCE",
)
# the codes of SDMX's own list CL_OBS_STATUS 2.2, by a figure's status
OBSERVED = {
    "measured": "A",
    "declared": "A",
    "both": "A",
    "partly covered": "U",
    "not covered": "O",
    "undefined": "M",
    "withheld": "Q",
}
_STATUS = {
    "A": "Normal value",
    "U": "Low reliability",
    "O": "Missing value",
    "M": "Missing value; data cannot exist",
    "Q": "Missing value; suppressed",
}


def render_sdmx(zh: Report, en: Report) -> dict[str, bytes]:
    """`structures.xml` and `data.xml`.

    Only what is a number is an observation; texts stay in the report.
    """
    import pandas as pd

    rows = _rows(zh)
    names = {x.subject: x.subject_name for x in en.refs}
    subjects = codes(
        "CL_SUBJECT",
        {identifier(r["subject"]): names.get(r["subject"], r["subject"]) for r in rows},
        "Subjects",
    )
    titles = {x.id: x.title for x in en.refs}
    measures = codes(
        "CL_MEASURE", {identifier(r["measure"]): titles[r["ref"]] for r in rows}, "Measures"
    )
    frame = pd.DataFrame(
        [
            {
                "SUBJECT": identifier(r["subject"]),
                "MEASURE": identifier(r["measure"]),
                "COUNTING": identifier(r["counting"] or "system"),
                "TIME_PERIOD": r["time"],
                "OBS_VALUE": r["low"],
                "UNIT_MEASURE": r["unit"],
                "OBS_STATUS": OBSERVED[r["status"]],
                "BASIS": r["status"],
                "QUALIFIER_HIGH": r["high"],
                "PUBLISHED_AS": r["shown"],
                "COVERAGE": r["coverage"],
                "SOURCE": r["address"],
            }
            for r in rows
        ]
    )
    return messages(
        frame,
        _DIMENSIONS,
        _ATTRIBUTES,
        {"SUBJECT": subjects, "MEASURE": measures},
        f"{en.city} {en.year}: {en.title}",
        en.city,
        f"{zh.id}-{zh.as_of}",
        zh.as_of,
    )


def messages(
    frame: pd.DataFrame,
    dimensions: tuple[str, ...],
    attributes: tuple[str, ...],
    coded: dict[str, Codelist],
    title: str,
    sender: str,
    name: str,
    as_of: int,
) -> dict[str, bytes]:
    """A table as a structure message and a data message of SDMX-ML 3.0.

    `as_of` in microseconds is the time that both say.
    """
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.io.pd import PandasDataset
    from pysdmx.model import (
        Agency,
        Concept,
        ConceptScheme,
        Dataflow,
        DataStructureDefinition,
        Schema,
    )
    from pysdmx.model.message import Header

    concepts = ConceptScheme(
        id="CS_FIGURES",
        name="Concepts of figures",
        agency=AGENCY,
        version=VERSION,
        items=[
            Concept(
                id=c,
                name=c.replace("_", " ").capitalize(),
                urn=f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={AGENCY}:CS_FIGURES({VERSION}).{c}",
            )
            for c in (*dimensions, "OBS_VALUE", *attributes)
        ],
    )
    coded = {"OBS_STATUS": codes("CL_OBS_STATUS", _STATUS, "Observation status"), **coded}
    structure = DataStructureDefinition(
        id="DSD_FIGURES",
        name="Figures with their basis",
        agency=AGENCY,
        version=VERSION,
        components=_components(concepts, coded, dimensions, attributes),
    )
    flow = Dataflow(id=FLOW, name=title, agency=AGENCY, version=VERSION, structure=structure)
    schema = Schema(
        context="datastructure",
        agency=AGENCY,
        id="DSD_FIGURES",
        version=VERSION,
        components=structure.components,
        artefacts=[],
    )
    header = Header(
        id=name,
        prepared=datetime.fromtimestamp(as_of / 1_000_000, UTC),
        sender=Agency(AGENCY, name=sender),
    )
    structures = write_sdmx(
        [concepts, *coded.values(), structure, flow], Format.STRUCTURE_SDMX_ML_3_0, header=header
    )
    data = write_sdmx(
        PandasDataset(structure=schema, data=frame), Format.DATA_SDMX_ML_3_0, header=header
    )
    return {"structures.xml": str(structures).encode(), "data.xml": str(data).encode()}


def _rows(report: Report) -> list[dict[str, str]]:
    """Observations, each key once: what a document says again is one observation."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for x in report.refs:
        low, _, high = x.value.partition("..")
        try:
            values = [str(float(Fraction(v))) if v else "" for v in (low, high)]
        except ValueError:
            continue
        measured = x.status in MEASURED
        measure = x.definition_version.split(" ")[0] if measured else x.definition
        if not measure or x.status == "derived":
            continue
        time = x.period.split("..")[-1] if measured else str(report.year)
        key = (x.subject, measure, x.address if not measured else "", time)
        if not measured and any(k[:2] == key[:2] and k[3] == time for k in found):
            measure = f"{measure}_{x.address.rpartition('#')[2]}"
        found[key] = {
            "subject": x.subject,
            "measure": measure,
            "counting": "",
            "time": time,
            "low": values[0],
            "high": values[1],
            "unit": x.unit,
            "status": "undefined" if x.status == "measured" and not values[0] else x.status,
            "coverage": x.note if measured else "",
            "shown": x.shown,
            "address": x.address,
            "ref": x.id,
        }
    return list(found.values())


def identifier(text: str) -> str:
    """An SDMX identifier: letters, digits, hyphen, underscore."""
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in text.upper())
        or "NONE"
    )


def codes(name: str, items: dict[str, str], title: str) -> Codelist:
    from pysdmx.model import Code as SdmxCode
    from pysdmx.model import Codelist

    return Codelist(
        id=name,
        name=title,
        agency=AGENCY,
        version=VERSION,
        items=[SdmxCode(id=k, name=v) for k, v in sorted(items.items())],
    )


def _components(
    concepts: ConceptScheme,
    coded: dict[str, Codelist],
    dimensions: tuple[str, ...],
    attributes: tuple[str, ...],
) -> Components:
    from pysdmx.model import Component, Components, Role

    def part(name: str, role: Role, **more: Any) -> Component:
        concept = next(c for c in concepts.items if c.id == name)
        return Component(
            id=name,
            required=role != Role.ATTRIBUTE,
            role=role,
            concept=concept,
            local_codes=coded.get(name),
            **more,
        )

    return Components(
        [
            *(part(n, Role.DIMENSION) for n in dimensions),
            part("OBS_VALUE", Role.MEASURE),
            *(part(n, Role.ATTRIBUTE, attachment_level="O") for n in attributes),
        ]
    )
