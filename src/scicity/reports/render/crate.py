"""A build as an RO-Crate 1.1: what each file is, what it was made from, and how to make it
again.
"""

from __future__ import annotations

import json
from typing import Any

from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from scicity.ledger import show_moment

from ..tree import Report

_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def render_crate(
    zh: Report, en: Report, inputs: dict[str, Any], files: dict[str, tuple[int, str]]
) -> bytes:
    """ro-crate-metadata.json. `files` gives the size in bytes and the SHA-256 of each."""
    crate = ROCrate()
    moment = show_moment(zh.as_of)
    crate.name = f"{en.title} · {zh.title}"
    crate.description = f"{en.subtitle} · {zh.subtitle}. Ledger as of {moment}."
    crate.root_dataset["datePublished"] = moment
    crate.root_dataset["license"] = "https://creativecommons.org/licenses/by/4.0/"
    crate.root_dataset["identifier"] = f"{zh.id}@{zh.as_of}"
    program = crate.add(
        ContextEntity(
            crate,
            "#scicity",
            properties={
                "@type": "SoftwareApplication",
                "name": "scicity",
                "version": inputs["program"]["scicity"],
                "softwareRequirements": ", ".join(
                    f"{k} {v}"
                    for k, v in sorted(inputs["program"].items())
                    if k not in ("scicity", "source")
                ),
            },
        )
    )
    made = []
    for name, (size, digest) in sorted(files.items()):
        made.append(
            crate.add_file(
                dest_path=name,
                properties={
                    "name": name,
                    "contentSize": str(size),
                    "sha256": digest,
                    "encodingFormat": _TYPES[name.rpartition(".")[2]],
                    **({"inLanguage": name.split(".")[1]} if name.startswith(zh.id) else {}),
                },
            )
        )
    used = [
        crate.add_dataset(
            dest_path="inputs/",
            properties={
                "name": "Registry and templates",
                "description": json.dumps(
                    {k: inputs[k] for k in ("registry", "template", "definitions")}, sort_keys=True
                ),
            },
        )
    ]
    for s in zh.sources:
        used.append(
            crate.add(
                ContextEntity(
                    crate,
                    f"#sha256-{s.digest}",
                    properties={
                        "@type": "CreativeWork",
                        "name": s.name,
                        "sha256": s.digest,
                        "dateModified": s.recorded_at,
                        "creativeWorkStatus": "simulated" if s.simulated else "real",
                    },
                )
            )
        )
    action = crate.add(
        ContextEntity(
            crate,
            "#build",
            properties={
                "@type": "CreateAction",
                "name": "scicity report rebuild",
                "description": (
                    "With a ledger that holds the sources below, `scicity report rebuild FOLDER`"
                    " makes every file again and compares its bytes."
                ),
                "endTime": moment,
            },
        )
    )
    action["instrument"], action["object"], action["result"] = program, used, made
    crate.root_dataset["mentions"] = action
    return json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1).encode()
