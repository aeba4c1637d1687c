"""Who hands a shared thing to whom in a plan: the links that keep a forecast to what there is
(resource flow; Artigues, Roubellat 2000, doi 10.1016/S0377-2217(99)00496-8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .project import Link, Project


def with_flow(project: Project, starts: Mapping[str, int]) -> Project:
    """The project with a link from each activity to those that take over what it used in the plan.

    Drawn durations then never use more than there is: what waits for a crane in the plan waits for
    it in every run.
    ValueError: the plan uses more than there is, or leaves an activity out.
    """
    known = {(link.before, link.after) for link in project.links}
    found: dict[tuple[str, str], Link] = {}
    order = (
        sorted(project.activities, key=lambda a: (starts[a.id], a.id))
        if all(a.id in starts for a in project.activities)
        else None
    )
    if order is None:
        raise ValueError("the plan leaves an activity out; plan again")
    for name, amount in project.resources.items():
        free: list[tuple[int, str]] = [
            (0, "")
        ] * amount  # of each piece: since when it is free, and who had it
        for a in order:
            need = a.demands.get(name, 0) if a.duration else 0
            if not need:
                continue
            # the piece that is free latest is taken first: it binds nobody who was not bound
            # already
            fitting = sorted((f for f in free if f[0] <= starts[a.id]), key=lambda f: -f[0])[:need]
            if len(fitting) < need:
                raise ValueError(f"the plan uses more of {name} than there is")
            for piece in fitting:
                free.remove(piece)
                if piece[1] and (piece[1], a.id) not in known:
                    found[piece[1], a.id] = Link(piece[1], a.id)
                free.append((starts[a.id] + a.duration, a.id))
    return replace(project, links=(*project.links, *found.values()))
