"""Slurm's resource strings: models with digits, slices, shards, totals beside models, memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.connectors.tres import devices, mebibytes


@pytest.mark.parametrize(
    ("text", "gpus", "label", "shards"),
    [
        ("billing=8,cpu=8,gres/gpu=3,mem=8G,node=1", 3, None, 0),
        ("cpu=8,gres/gpu:rtx3080=2", 2, "rtx3080", 0),
        ("cpu=8,gres/gpu:3090=1", 1, "3090", 0),
        ("gres/gpu=4,gres/gpu:h100_80gb=4", 4, "h100_80gb", 0),
        ("gres/gpu:nvidia_a100-sxm4-40gb=2", 2, "nvidia_a100-sxm4-40gb", 0),
        ("gres/gpu:a30_1g.6gb=1,gres/gpu:a30_2g.12gb=2", 3, "a30_1g.6gb=1+a30_2g.12gb=2", 0),
        ("gres/gpu=5,gres/gpu:l40s=2,gres/gpu:t4=1", 5, "l40s=2+t4=1+unnamed=2", 0),
        ("gpu:2", 2, None, 0),
        ("gpu", 1, None, 0),
        ("gpu:p100", 1, "p100", 0),
        ("gpu:p100:4", 4, "p100", 0),
        ("gpu:titan:2(S:0-1)", 2, "titan", 0),
        ("gres:gpu:k80:6(IDX:0-2,4-6)", 6, "k80", 0),
        ("gpu:2g.10gb:3", 3, "2g.10gb", 0),
        ("gpu:1080ti", 1, "1080ti", 0),
        ("GRES/GPU=1", 1, None, 0),
        ("gres/gpu=1K", 1024, None, 0),
        ("gres/shard=7,gres/shard:t4=7", 0, None, 7),
        ("shard:3,gpu:1", 1, None, 3),
        ("gres/gpumem=80G,gres/gpuutil=90,gres/gpu_mem=4,gres/mps=100,gres/mps:t4=50", 0, None, 0),
        ("license/gpu=4,fs/disk=2,gres/gpufarm=8", 0, None, 0),
        ("", 0, None, 0),
        ("cpu=4,node=1", 0, None, 0),
    ],
)
def test_what_a_job_was_given(text, gpus, label, shards):
    found = devices(text)
    assert (found.gpus, found.label, found.shards) == (gpus, label, shards)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,10}[a-z_.-]", fullmatch=True),
        st.integers(1, 64),
        max_size=4,
    ),
    st.integers(0, 300),
)
def test_models_add_up_to_the_whole_in_either_spelling(models, total):
    whole = max(total, sum(models.values()))
    tres = ",".join(
        [
            "cpu=1",
            *([f"gres/gpu={total}"] if total else []),
            *(f"gres/gpu:{m}={n}" for m, n in models.items()),
        ]
    )
    gres = ",".join(
        [
            *([f"gpu:{total}"] if total else []),
            *(f"gpu:{m}:{n}(IDX:0,1-2)" for m, n in models.items()),
        ]
    )
    for text in (tres, gres):
        found = devices(text)
        assert found.gpus == whole
        assert not found.types or sum(n for _, n in found.types) == whole
        assert {m: n for m, n in found.types if m != "unnamed"} == {
            m: n for m, n in models.items() if m != "unnamed"
        }


@pytest.mark.parametrize(
    ("text", "mib", "each"),
    [
        ("cpu=1,mem=16G,node=1", 16384, ""),
        ("mem=1.50T", 1572864, ""),
        ("mem=500M", 500, ""),
        ("4000Mn", 4000, "n"),
        ("2Gc", 2048, "c"),
        ("1048576K", 1024, ""),
        ("62.50G", 64000, ""),
        ("cpu=1", None, ""),
        ("much", None, ""),
    ],
)
def test_memory(text, mib, each):
    assert mebibytes(text) == (mib, each)
