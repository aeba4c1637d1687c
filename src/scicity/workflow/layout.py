"""A drawing for a process that comes without one, by the library bpmn-auto-layout (npm, `make
setup-full`), or the reason why there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from lxml import etree

from .errors import BadProcess
from .read import BPMN, KNOWN, MOST_BYTES

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
MODELLER = Path(__file__).parents[3] / "requirements" / "modeller"
SECONDS = 20
HOW = "open it in a modeller, which draws it, and save it there"


def laid_out(bpmn: bytes) -> bytes:
    """The file as it came where it holds a drawing of every element, else with one.

    What cannot be read at all is left to the reader.

    BadProcess: an element is not in the drawing, or none can be made.
    """
    if len(bpmn) > MOST_BYTES:
        return bpmn
    try:
        root = etree.fromstring(bpmn, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return bpmn
    nodes = {
        n.get("id"): n
        for n in root.iterfind(f"{BPMN}process/*")
        if isinstance(n.tag, str) and n.get("id") and etree.QName(n).localname in KNOWN[:9]
    }
    drawn = {s.get("bpmnElement") for s in root.iter(f"{DI}BPMNShape")}
    if missing := sorted(set(nodes) - drawn):
        if drawn & set(nodes):
            raise BadProcess(
                [
                    f"{nodes[i].get('name') or i} is not in the file's drawing; {HOW}"
                    for i in missing
                ]
            )
        return _drawn(root, bpmn)
    return bpmn


def _drawn(root: Any, bpmn: bytes) -> bytes:
    made = etree.fromstring(_made(bpmn), etree.XMLParser(resolve_entities=False, no_network=True))
    diagrams = made.findall(f"{DI}BPMNDiagram")
    if not diagrams:
        raise BadProcess([f"The file holds no drawing, and none came of laying it out; {HOW}."])
    for old in root.findall(f"{DI}BPMNDiagram"):
        root.remove(old)
    root.extend(diagrams)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _made(bpmn: bytes) -> bytes:
    modeller = Path(os.environ.get("SCICITY_MODELLER", MODELLER))
    node = shutil.which("node")
    if node is None or not (modeller / "node_modules" / "bpmn-auto-layout").is_dir():
        raise BadProcess(
            [
                "The file holds no drawing, and the library that would make one is not installed"
                f" here; {HOW}."
            ]
        )
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [node, str(Path(__file__).with_name("layout.mjs")), str(modeller)],
            input=bpmn,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
        etree.fromstring(done.stdout, etree.XMLParser(resolve_entities=False, no_network=True))
    except (subprocess.SubprocessError, OSError, etree.XMLSyntaxError) as error:
        raise BadProcess(
            [
                f"The file holds no drawing, and it could not be laid out ({type(error).__name__});"
                f" {HOW}."
            ]
        ) from error
    return done.stdout
