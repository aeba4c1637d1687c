"""What nobody recorded is 0 nowhere: asked of every surface, for a place without records, a month
outside the log, a dump without the column, and a year to come. A measured zero is 0 on all of them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import openpyxl
import polars as pl
import pytest
from django.test import Client
from pysdmx.io import read_sdmx
from typer.testing import CliRunner

from scicity.audit import account_of, audit
from scicity.claims import check_passages, memory_of
from scicity.claims.types import Passage
from scicity.cli.main import app
from scicity.ledger import Batch, Source, append, last_recorded, open_ledger
from scicity.metrics import address, figure, figures, metric
from scicity.portal.pictures import chart, trend
from scicity.registry import load_city
from scicity.reports import FalseReport, gather, load_definition, scope_of
from scicity.reports import Source as Reading
from scicity.reports.render.html import render_html
from scicity.reports.render.pdf import render_pdf
from scicity.reports.render.sdmx import render_sdmx
from scicity.reports.render.sheet import render_sheet
from scicity.reports.render.word import render_word
from tests.portal.test_city import forget, text

pytestmark = pytest.mark.django_db
ZONE = "Pacific/Auckland"
PLACES = """
- {path: harbour, code: harbour, kind: facility, stage: operation, name: {zh: 港湾, en: Harbour},
   reports: [compute_jobs]}
- {path: lookout, code: lookout, kind: facility, stage: operation, name: {zh: 瞭望台, en: Lookout},
   reports: [compute_jobs]}
- {path: pier, code: pier, kind: facility, stage: operation, name: {zh: 栈桥, en: Pier}}
"""
# (what, metric, scope, period): each is not covered, for another reason
ABSENT = (
    ("a place that never reported", "core_hours", "lookout", "2031-03"),
    ("a month outside the log", "core_hours", "harbour", "2031-07"),
    ("a dump without the column", "gpu_hours", "harbour", "2031-03-10"),
    ("a year to come", "core_hours", "harbour", "2035"),
    ("a place that reports nothing", "jobs_ended", "pier", "2031"),
)
ZERO = ("core_hours", "harbour", "2031-03-10")
PART = ("core_hours", "harbour", "2031-03")


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def job(n: int, start: str, end: str) -> dict[str, object]:
    return {
        "line": n,
        "unit": "harbour",
        "start": at(start),
        "end": at(end),
        "job": str(n),
        "submit": at(start) - 60,
        "cores": 4,
        "state": "COMPLETED",
        "person": f"p{n}",
        "queue": "long",
    }


@pytest.fixture
def village(settings, tmp_path: Path, monkeypatch):
    """A city of three places, one of which has a log of two jobs, from 5 to 25 March 2031."""
    folder = tmp_path / "village"
    folder.mkdir()
    (folder / "city.yaml").write_text(
        f"name: {{zh: 湾镇, en: Bay}}\nzone: {ZONE}\nentries: [places.yaml]\n", "utf-8"
    )
    (folder / "organisations.yaml").write_text("[]\n")
    (folder / "profiles.yaml").write_text("[]\n")
    (folder / "places.yaml").write_text(PLACES, "utf-8")
    settings.CITY, settings.CITY_LEDGER = folder, tmp_path / "ledger"
    monkeypatch.chdir(tmp_path)
    forget()
    ledger = open_ledger(settings.CITY_LEDGER)
    rows = [
        job(1, "2031-03-05T10:00", "2031-03-05T11:00"),
        job(2, "2031-03-25T10:00", "2031-03-25T12:00"),
    ]
    append(
        ledger,
        Source("log", "log".ljust(64, "_"), "test"),
        [Batch("compute_jobs", pl.DataFrame(rows))],
    )
    yield ledger
    forget()


@pytest.fixture
def city(village, settings):
    return load_city(settings.CITY)


def query(name: str, scope: str, period: str, **more: str) -> str:
    return urlencode({"metric": name, "scope": scope, "period": period, **more})


def zeros(page: str) -> list[str]:
    """Noughts that a reader would take for a value."""
    seen = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.findall(
        r"(?<![\w.,:/-])0(?:\.0+)?(?= ?(?:core-h|GPU-h|jobs|核小时|卡时|项|$))", unescape(seen)
    )


@pytest.mark.parametrize(("what", "name", "scope", "period"), ABSENT)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_say_that_it_is_not_covered(village, city, what, name, scope, period, language):
    visitor = Client(headers={"accept-language": language})
    words = "not covered" if language == "en" else "未覆盖"
    f = figure(village, metric(name), scope_of(city, scope), period)
    for page in (
        f"explore/?{query(name, scope, period)}",
        f"explore/?{query(name, scope, period, by='queue')}",
        f"figure/?{urlencode({'f': address(f)})}",
    ):
        shown = text(visitor, f"/city/{page}")
        assert not zeros(shown), (what, page)
        assert "undefined" not in shown
        assert "无定义" not in shown
        assert words in shown or "by=queue" in page
    assert not zeros(text(visitor, f"/city/places/{scope}/"))
    assert not zeros(text(visitor, "/city/"))


def test_a_place_that_should_report_and_does_not_says_so(village):
    shown = text(Client(headers={"accept-language": "en"}), "/city/places/lookout/")
    assert "never did" in shown
    assert "compute_jobs" in shown


@pytest.mark.parametrize(("what", "name", "scope", "period"), ABSENT)
def test_files_leave_the_value_out(village, what, name, scope, period):
    visitor = Client()
    asked = query(name, scope, period)
    rows = list(
        csv.DictReader(
            io.StringIO(visitor.get(f"/city/explore/data.csv?{asked}").content.decode("utf-8-sig"))
        )
    )
    assert [(r["value"], r["exact"], r["status"], r["covered"]) for r in rows] == [
        ("", "", "not covered", "0.0")
    ], what
    assert rows[0]["missing"] or rows[0]["lacks"] or scope == "pier"
    assert [r["value"] for r in visitor.get(f"/city/explore/data.json?{asked}").json()] == [None]
    assert pl.read_parquet(io.BytesIO(visitor.get(f"/city/explore/data.parquet?{asked}").content))[
        "value"
    ].to_list() == [None]
    sheet = openpyxl.load_workbook(
        io.BytesIO(visitor.get(f"/city/explore/data.xlsx?{asked}").content)
    ).active
    assert sheet.cell(2, [c.value for c in sheet[1]].index("value") + 1).value is None
    with zipfile.ZipFile(
        io.BytesIO(visitor.get(f"/city/explore/data.sdmx.zip?{asked}").content)
    ) as archive:
        raw = archive.read("data.xml")
        assert b"OBS_VALUE" not in raw
        assert b'OBS_STATUS="O"' in raw
        read_sdmx(io.BytesIO(raw), validate=True)


@pytest.mark.parametrize(("what", "name", "scope", "period"), ABSENT)
def test_charts_draw_nothing_and_say_why(village, city, what, name, scope, period):
    found = figures(
        village,
        [metric(name)],
        scope_of(city, scope),
        period,
        grain="day" if len(period) == 10 else "month",
    )
    for language, words in (("en", "not covered"), ("zh", "未覆盖")):
        drawn = chart(found, language)
        assert words in drawn
        assert 'aria-roledescription="bar"' not in drawn, what
    assert "aria-roledescription" not in re.sub(
        r'<svg[^>]*>|aria-roledescription="(?:visualization|group[^"]*|symbol[^"]*|point)"',
        "",
        trend(found),
    )


def test_a_chart_breaks_where_nothing_is_covered_hollow_where_a_part_is(village, city):
    days = figures(
        village, [metric("core_hours")], scope_of(city, "harbour"), "2031-03", grain="day"
    )
    drawn = chart(days, "en")
    assert drawn.count('aria-roledescription="bar"') == 21, "the days that the log covers"
    assert "not covered" in drawn
    assert "Harbour" in chart(days, "en", named=lambda p: p.title())
    months = figures(
        village, [metric("core_hours")], scope_of(city, "harbour"), "2031", grain="month"
    )
    assert 'fill-opacity="0.15"' in chart(months, "en")
    line = "".join(
        re.findall(r'aria-roledescription="line mark"[^>]* d="([^"]*)"', trend(days))
        or re.findall(r' d="([^"]*)"', trend(days))
    )
    assert line.count("L") >= 20


@pytest.mark.parametrize(("what", "name", "scope", "period"), ABSENT)
def test_the_command_says_so(village, settings, what, name, scope, period):
    here = ["--ledger", str(settings.CITY_LEDGER), "--city", str(settings.CITY)]
    asked = ["figures", name, "--scope", scope, "--period", period]
    runner = CliRunner()
    table = runner.invoke(app, [*here, *asked])
    assert table.exit_code == 0, table.output
    assert "not covered" in table.output
    (row,) = json.loads(runner.invoke(app, [*here, *asked, "--format", "json"]).output)
    assert (row["value"], row["status"]) == ("", "not covered"), what
    (line,) = csv.DictReader(
        io.StringIO(runner.invoke(app, [*here, *asked, "--format", "csv"]).output)
    )
    assert (line["value"], line["status"]) == ("", "not covered")
    told = json.loads(
        runner.invoke(app, [*here, "evidence", row["figure"], "--format", "json"]).output
    )
    assert (told["value"], told["status"]) == (None, "not covered")
    assert told["coverage"].startswith("not covered")


@pytest.fixture
def write(village, city, tmp_path):
    """Gather a report of one sentence in one language."""

    def gathered(sentence: str, language="en"):
        folder = tmp_path / "reports" / "t"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.yaml").write_text(
            "id: t\nyear: 2031\ntitle: {zh: 年报, en: Yearly}\nsubtitle: {zh: 湾镇, en: Bay}\n",
            "utf-8",
        )
        for lang in ("zh", "en"):
            (folder / f"{lang}.md").write_text(sentence, "utf-8")
        return gather(
            Reading(village, city, last_recorded(village), audit(account_of(village, city))),
            load_definition(folder),
            language,
        )

    return gathered


@pytest.mark.parametrize(("what", "name", "scope", "period"), ABSENT)
def test_a_report_does_not_say_it_unless_it_says_that_nothing_is_known(
    write, what, name, scope, period
):
    said = f"measured('{name}', {scope}, '{period}')"
    for sentence in (
        f"It gave {{{{ {said} }}}}.",
        f"It gave {{{{ {said} | over(1) }}}}.",
        f"{{{{ tiles({said}) }}}}",
        f"{{{{ chart('{name}', {scope}, '{period}') }}}}",
    ):
        with pytest.raises(FalseReport) as fault:
            write(sentence)
        told = str(fault.value)
        for word in (name, period, "not covered"):
            assert word in told, (what, sentence)
    of = f"## {{{{ {scope} }}}}, {{{{ period({said}) }}}}\n\n"
    report = write(f"{of}It gave {{{{ {said} | or_uncovered }}}}.")
    assert report.blocks[1].line[1].text == "not covered"
    assert write(f"{of}为{{{{ {said} | 或未覆盖 }}}}。", "zh").blocks[1].line[1].text == "未覆盖"
    (ref,) = report.refs
    assert (ref.value, ref.status) == ("", "not covered")
    assert ref.note.startswith("not covered: ") or scope == "pier"


def test_a_part_is_never_said_as_the_whole(write):
    name, scope, period = PART
    said = f"measured('{name}', {scope}, '{period}')"
    of = f"## {{{{ {scope} }}}}, {{{{ period({said}) }}}}\n\n"
    report = write(
        f"{of}It gave {{{{ {said} }}}}, {{{{ {said} | over(10) }}}}.\n\n{{{{ tiles({said}) }}}}\n\n"
        f"{{{{ chart('{name}', {scope}, '{period}') }}}}"
    )
    assert [p.text for p in report.blocks[1].line[1::2]] == [
        "12.0000 core-h (partly covered, 67.7%)",
        "over 10 core-h (partly covered, 67.7%)",
    ]
    chinese = write(f"{of}{{{{ {said} }}}}。", "zh")
    assert chinese.blocks[1].line[0].text == "12.0000核小时（部分覆盖，67.7%）"
    assert "港湾" in chinese.refs[0].note
    assert len(report.blocks[3].gaps) == 10
    for render in (
        lambda r: render_html(r, b'{"features": []}'),
        lambda r: render_word(r, b'{"features": []}'),
        lambda r: render_pdf(r, b'{"features": []}'),
        render_sheet,
    ):
        assert render(report)
    assert b'OBS_STATUS="U"' in render_sdmx(chinese, report)["data.xml"]
    for compared in (
        f"change({said}, {said})",
        f"times({said}, {said})",
        f"most({said}, measured('{name}', lookout, '{period}'))",
    ):
        with pytest.raises(FalseReport, match="partly covered"):
            write(f"{{{{ {compared} }}}}")
    with pytest.raises(FalseReport, match=r"unsafe|No filter"):
        write(f"It gave {{{{ {said}.of.figure.value | int }}}}.")


def judged(sentence: str, memory) -> list[tuple[str, str]]:
    return [
        (v.outcome, v.why["en"])
        for v in check_passages([Passage(0, "1", "text", sentence)], memory)
    ]


@pytest.mark.parametrize(
    ("sentence", "outcome", "why"),
    [
        ("Harbour delivered 500 core-hours in 2035.", "unknown", "not covered"),
        ("Harbour delivered 500 core-hours in 2031-07.", "unknown", "not covered"),
        ("Harbour delivered 12 core-hours in 2031-03.", "imprecise", "covered part alone"),
        ("Harbour delivered 500 core-hours in 2031-03.", "unknown", "partly covered"),
        ("Harbour delivered 5 core-hours in 2031-03.", "false", "more already"),
        ("Harbour delivered 12 core-hours (partly covered, 67.7%) in 2031-03.", "true", ""),
        ("Harbour delivered 4 core-hours on 2031-03-05.", "true", ""),
        ("Harbour delivered 7 core-hours on 2031-03-05.", "false", ""),
    ],
)
def test_the_checker_does_not_judge_what_is_not_known(village, city, sentence, outcome, why):
    (verdict,) = judged(sentence, memory_of(village, city))
    assert verdict[0] == outcome, verdict
    assert why in verdict[1]


def test_a_measured_zero_is_zero_everywhere(village, city, settings):
    name, scope, period = ZERO
    visitor = Client(headers={"accept-language": "en"})
    f = figure(village, metric(name), scope_of(city, scope), period)
    assert "0.0000 core-h" in text(visitor, f"/city/explore/?{query(*ZERO)}")
    assert "0.0000 core-h" in text(visitor, f"/city/figure/?{urlencode({'f': address(f)})}")
    (row,) = csv.DictReader(
        io.StringIO(
            visitor.get(f"/city/explore/data.csv?{query(*ZERO)}").content.decode("utf-8-sig")
        )
    )
    assert (row["value"], row["status"], row["covered"]) == ("0.0", "measured", "1.0")


def test_a_split_figure_opens_its_evidence(village):
    visitor = Client(headers={"accept-language": "en"})
    page = text(
        visitor, f"/city/explore/?{query('core_hours', 'harbour', '2031-03-05', by='queue')}"
    )
    (link,) = {unescape(a) for a in re.findall(r'href="(/city/figure/\?[^"]+)"', page)}
    opened = text(visitor, link)
    assert "queue long" in opened
    assert "4.0000 core-h" in opened


def test_a_sum_over_the_city_says_who_is_missing(village):
    visitor = Client(headers={"accept-language": "en"})
    page = unescape(text(visitor, f"/city/explore/?{query('core_hours', 'all', '2031-03-05')}"))
    assert "partly covered, 50.0%" in page
    assert "not all covered by Lookout" in page
    assert "瞭望台" in text(
        Client(headers={"accept-language": "zh"}),
        f"/city/explore/?{query('core_hours', 'all', '2031-03-05')}",
    )
