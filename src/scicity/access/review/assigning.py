"""Who reviews what: conflicts kept out, load balanced, as many reviewers for each proposal as asked
where it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def balanced(
    proposals: Sequence[int],
    reviewers: Sequence[int],
    barred: Iterable[tuple[int, int]],
    each: int,
    given: Mapping[int, Sequence[int]] | None = None,
) -> dict[int, list[int]]:
    """Reviewers for each proposal, in order of rank.

    `barred` are (proposal, reviewer) in conflict; `given` are assignments that stand. The load of
    two reviewers differs by at most one where the conflicts allow: after a first placing, work
    moves along chains from the most loaded reviewer to the least loaded one while that makes it
    fairer.
    """
    no = set(barred)
    held = {p: list((given or {}).get(p, ())) for p in proposals}
    fixed = {(p, r) for p, rs in held.items() for r in rs}
    load = dict.fromkeys(reviewers, 0)
    for _, r in fixed:
        load[r] = load.get(r, 0) + 1
    free = {p: [r for r in reviewers if (p, r) not in no] for p in proposals}
    for p in sorted(
        proposals, key=lambda p: (len(free[p]), p)
    ):  # who has the fewest choices chooses first
        for r in sorted((r for r in free[p] if r not in held[p]), key=lambda r: (load[r], r))[
            : max(0, each - len(held[p]))
        ]:
            held[p].append(r)
            load[r] += 1
    while (chain := _fairer(held, free, load, fixed)) is not None:
        for p, giver, taker in chain:
            held[p][held[p].index(giver)] = taker
            load[giver] -= 1
            load[taker] += 1
    return held


def _fairer(
    held: dict[int, list[int]],
    free: dict[int, list[int]],
    load: dict[int, int],
    fixed: set[tuple[int, int]],
) -> list[tuple[int, int, int]] | None:
    """A chain of hand-overs from one reviewer to another with at least two less to do, or None."""
    for start in sorted(load, key=lambda r: -load[r]):
        reached: dict[int, list[tuple[int, int, int]]] = {start: []}
        queue = [start]
        while queue:
            giver = queue.pop(0)
            for p, rs in held.items():
                if giver not in rs or (p, giver) in fixed:
                    continue
                for taker in free[p]:
                    if taker in rs or taker in reached:
                        continue
                    reached[taker] = [*reached[giver], (p, giver, taker)]
                    if load[start] - load[taker] >= 2:
                        return reached[taker]
                    queue.append(taker)
    return None
