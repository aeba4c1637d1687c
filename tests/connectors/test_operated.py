"""Tables of people and hours: who is staff and who is external follows from the registry's
operators.
"""

from __future__ import annotations

from dataclasses import replace

from scicity.connectors import tabular
from scicity.ledger import append, read, records
from scicity.registry import City, Entry, Name, Organisation, pseudonyms

VISITS = """
stream: visits
unit: {column: where}
zone: UTC
columns: {visit: id, start: from, mode: mode, person: who, organisation: home}
"""
HOURS = """
stream: instrument_time
unit: lab
zone: UTC
columns: {session: id, start: from, end: to, purpose: {value: user}, organisation: home%s}
"""


def operated():
    name = Name("某实验室", "Some Lab")
    homes = {"bay": Organisation("bay", Name("海湾大学", "Bay University"), "05qbk4x57")}
    return City(
        name,
        "UTC",
        homes,
        {
            e.path: e
            for e in (
                Entry("lab", "facility", name, operator="bay"),
                Entry("free", "facility", name),
            )
        },
    )


def taken(ledger, tmp_path, mapping, text, city):
    (tmp_path / "map.yaml").write_text(mapping, "utf-8")
    (tmp_path / "t.csv").write_text(text, "utf-8")
    how = tabular.load_mapping(tmp_path / "map.yaml")
    append(
        ledger,
        tabular.source_of(tmp_path / "t.csv", how, city),
        tabular.read_tabular(tmp_path / "t.csv", how, pseudonyms(ledger.path), city=city),
        units=city.entries,
    )


def test_staff_and_external_users_follow_from_the_operator_by_default(ledger, tmp_path):
    text = "id,where,from,mode,who,home\n" + "".join(
        f"v{n},{where},2024-03-01 08:00:00,onsite,p{n},{home}\n"
        for n, (where, home) in enumerate(
            (
                ("lab", "bay"),
                ("lab", "https://ror.org/05qbk4x57"),
                ("lab", "elsewhere"),
                ("lab", ""),
                ("free", "bay"),
            )
        )
    )
    taken(ledger, tmp_path, VISITS, text, operated())
    assert [
        r["staff"]
        for r in sorted(
            records(read(ledger, "visits")).to_arrow_table().to_pylist(), key=lambda r: r["visit"]
        )
    ] == [True, True, False, None, None]
    hours = "id,from,to,home,out\n" + "".join(
        f"s{n},2024-03-01 08:00:00,2024-03-01 09:00:00,{home},yes\n"
        for n, home in enumerate(("bay", "elsewhere", ""))
    )
    taken(ledger, tmp_path, HOURS % "", hours, operated())
    assert [
        r["external"]
        for r in sorted(
            records(read(ledger, "instrument_time")).to_arrow_table().to_pylist(),
            key=lambda r: r["session"],
        )
    ] == [False, True, None]
    taken(ledger, tmp_path, HOURS % ", external: out", hours, operated())
    assert {
        r["external"] for r in records(read(ledger, "instrument_time")).to_arrow_table().to_pylist()
    } == {True}, "what a table says itself stands"


def test_another_operator_in_the_registry_has_a_table_read_anew(ledger, tmp_path):
    text = "id,where,from,mode,who,home\nv1,lab,2024-03-01 08:00:00,onsite,p1,bay\n"
    taken(ledger, tmp_path, VISITS, text, operated())
    other = replace(
        operated(),
        organisations={
            "bay": Organisation("bay", Name("丙", "C")),
            "sea": Organisation("sea", Name("丁", "D")),
        },
        entries={"lab": Entry("lab", "facility", Name("甲", "A"), operator="sea")},
    )
    taken(ledger, tmp_path, VISITS, text, other)
    [row] = records(read(ledger, "visits")).to_arrow_table().to_pylist()
    assert row["staff"] is False
