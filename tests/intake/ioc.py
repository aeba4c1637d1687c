"""A soft IOC of a storage ring: mode, current and the fault that the operators name.

Run as a process of its own.
"""

from __future__ import annotations

from caproto.server import PVGroup, ioc_arg_parser, pvproperty, run


class Ring(PVGroup):
    mode = pvproperty(
        value="Shutdown",
        enum_strings=["Shutdown", "User", "Machine study"],
        dtype=__import__("caproto").ChannelType.ENUM,
        record="mbbi",
    )
    current = pvproperty(value=0.0, record="ai")
    cause = pvproperty(value="", max_length=40, dtype=str)


if __name__ == "__main__":
    options, how = ioc_arg_parser(default_prefix="RING:", desc=__doc__)
    run(Ring(**options).pvdb, **how)
