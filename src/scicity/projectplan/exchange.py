"""Files of other planning programs, by MPXJ: MS Project (XML; .mpp to read) and Primavera (XER;
PMXML to read).

MPXJ runs on Java, so it works in a process of its own: a broken file cannot take the server with
it. `python -m scicity.projectplan.exchange read FILE` prints a project as JSON; `write KIND OUT`
takes one on its input.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

from .project import Activity, BadProject, Kind, Link, Project, checked
from .text import project_in, text_of

READS = (".xml", ".xer", ".mpp", ".pmxml")
WRITES = ("xml", "xer")
SECONDS = 120


def available() -> str:
    """'' when files can be exchanged; what to do otherwise."""
    if importlib.util.find_spec("mpxj") is None or shutil.which("java") is None:
        return (
            "MS Project and Primavera files need Java and MPXJ: run `make setup-full`. Excel and"
            " JSON work without."
        )
    return ""


def read_exchange(path: Path) -> Project:
    """BadProject: what is wrong with the file, or what is missing here."""
    return checked(project_in(_run(["read", str(path)], path.name)))


def write_exchange(project: Project, kind: str, start: str, path: Path) -> None:
    """`kind`: one of WRITES; `start`: the day of the project's first working day, ISO 8601."""
    _run(["write", kind, start, str(path)], path.name, text_of(project))


def _run(words: list[str], name: str, given: str = "") -> str:
    if why := available():
        raise BadProject([why])
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "scicity.projectplan.exchange", *words],
            input=given,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadProject([f"{name}: it was not read within {SECONDS} s"]) from error
    if done.returncode:
        raise BadProject(
            [f"{name}: {(done.stderr.strip().splitlines() or ['it cannot be read'])[-1]}"]
        )
    return done.stdout


# --- inside the process with Java -----------------------------------------------------------------


def _java() -> Any:
    import jpype
    import mpxj  # noqa: F401 - puts its jars on the class path

    jpype.startJVM("-Dfile.encoding=UTF-8", "-Xmx512m")
    return jpype


def _read(path: str) -> str:
    jpype = _java()
    from java.nio.charset import Charset
    from org.mpxj import TimeUnit
    from org.mpxj.primavera import PrimaveraXERFileReader
    from org.mpxj.reader import UniversalProjectReader

    try:
        if path.lower().endswith(".xer"):
            reader = PrimaveraXERFileReader()
            reader.setCharset(Charset.forName(_charset(path)))
            book = reader.read(path)
        else:
            book = UniversalProjectReader().read(path)
    except jpype.JException as error:
        raise SystemExit(f"it cannot be read as a project file ({error})") from None
    if book is None:
        raise SystemExit("it is no project file that MPXJ knows")
    rules = book.getProjectProperties()

    def days(duration: Any) -> int:
        return (
            0
            if duration is None
            else round(float(duration.convertUnits(TimeUnit.DAYS, rules).getDuration()))
        )

    tasks = [
        t
        for t in book.getTasks()
        if t.getUniqueID() is not None and t.getName() is not None and int(t.getUniqueID()) != 0
    ]
    # a number in the file may be used twice between sub-projects: the program's own identifier is
    # what people know
    ids = {int(t.getUniqueID()): str(t.getActivityID() or t.getText(1) or t.getID()) for t in tasks}
    if len(set(ids.values())) < len(ids):
        ids = {u: str(u) for u in ids}
    activities: list[Activity] = []
    links: list[Link] = []
    most: dict[str, int] = {}
    for t in tasks:
        if t.getSummary():
            continue
        needs: dict[str, int] = {}
        for a in t.getResourceAssignments():
            if a.getResource() is not None:
                name = str(a.getResource().getName())
                needs[name] = max(1, round(float(a.getUnits() or 100) / 100))
                most[name] = max(most.get(name, 0), needs[name])
                for span in a.getResource().getAvailability():
                    most[name] = max(most[name], round(float(span.getUnits() or 0) / 100))
        parent = t.getParentTask()
        above = (
            str(parent.getName())
            if parent is not None
            and int(parent.getUniqueID() or 0) != 0
            and parent.getName() is not None
            else ""
        )
        own = ids[int(t.getUniqueID())]
        activities.append(
            Activity(
                own,
                days(t.getDuration() if t.getDuration() is not None else t.getRemainingDuration()),
                needs,
                str(t.getName()),
                above,
                None,
                float(t.getCost() or 0),
            )
        )
        links += [
            Link(
                ids[int(r.getPredecessorTask().getUniqueID())],
                own,
                _kind(str(r.getType())),
                days(r.getLag()),
            )
            for r in t.getPredecessors()
            if not r.getPredecessorTask().getSummary()
        ]
    if not activities:
        raise SystemExit("it has no activities")
    return text_of(Project(Path(path).stem, tuple(activities), tuple(links), most))


def _kind(text: str) -> Kind:
    return next((k for k in get_args(Kind) if k == text), "FS")


def _charset(path: str) -> str:
    """XER files do not say how their letters are coded: UTF-8 where that reads, else GB 18030,
    which Chinese Windows writes.
    """
    try:
        Path(path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"


def _write(kind: str, start: str, out: str, project: Project) -> None:
    _java()
    from java.nio.charset import Charset
    from java.time import LocalDateTime
    from org.mpxj import (
        Availability,
        Duration,
        ProjectFile,
        Relation,
        RelationType,
        ResourceType,
        TimeUnit,
    )
    from org.mpxj.mspdi import MSPDIWriter
    from org.mpxj.primavera import PrimaveraXERFileWriter

    kinds = {
        "FS": RelationType.FINISH_START,
        "SS": RelationType.START_START,
        "FF": RelationType.FINISH_FINISH,
        "SF": RelationType.START_FINISH,
    }
    book = ProjectFile()
    book.addDefaultBaseCalendar()
    book.getProjectProperties().setDefaultCalendar(book.getDefaultCalendar())
    book.getProjectProperties().setStartDate(LocalDateTime.parse(f"{start}T08:00:00"))
    book.getProjectProperties().setName(project.id)
    shared, summaries, tasks = {}, {}, {}
    for name, amount in project.resources.items():
        r = book.addResource()
        r.setName(name)
        r.setType(ResourceType.WORK)
        shared[name] = (r, amount)
        r.getAvailability().add(
            Availability(
                LocalDateTime.parse("1984-01-01T00:00:00"),
                LocalDateTime.parse("2049-12-31T23:59:00"),
                float(amount * 100),
            )
        )
    for a in project.activities:
        if a.parent and a.parent not in summaries:
            summaries[a.parent] = book.addTask()
            summaries[a.parent].setName(a.parent)
        t = (summaries[a.parent] if a.parent else book).addTask()
        length = Duration.getInstance(float(a.duration), TimeUnit.DAYS)
        t.setName(a.name or a.id)
        t.setActivityID(a.id)
        t.setText(1, a.id)  # MS Project has no identifier of the planner's own
        t.setDuration(length)
        t.setRemainingDuration(length)
        t.setPlannedDuration(length)
        t.setMilestone(a.duration == 0)
        t.setCost(a.cost)
        tasks[a.id] = t
        for name, need in a.demands.items():
            t.addResourceAssignment(shared[name][0]).setUnits(float(need * 100))
    for link in project.links:
        tasks[link.after].addPredecessor(
            Relation.Builder()
            .predecessorTask(tasks[link.before])
            .type(kinds[link.kind])
            .lag(Duration.getInstance(float(link.lag), TimeUnit.DAYS))
        )
    if kind == "xer":
        writer = PrimaveraXERFileWriter()
        writer.setCharset(Charset.forName("UTF-8"))
    else:
        writer = MSPDIWriter()
    writer.write(book, out)


if __name__ == "__main__":
    if sys.argv[1] == "read":
        sys.stdout.write(_read(sys.argv[2]))
    else:
        _write(sys.argv[2], sys.argv[3], sys.argv[4], project_in(sys.stdin.read()))
        json.dump({"written": sys.argv[4]}, sys.stdout)
