"""The API of access: each noun declares its own operations at the common door."""

from scicity.platform.api.door import api

from .allocation import api as _allocation
from .calls import api as _calls
from .facilities import api as _facilities
from .grants import api as _grants
from .history import api as _history
from .instruments import api as _instruments
from .outputs import api as _outputs
from .people import api as _people
from .proposals import api as _proposals
from .review import api as _review
from .sessions import api as _sessions
from .setup import api as _setup

NOUNS = (
    _allocation,
    _calls,
    _facilities,
    _grants,
    _history,
    _instruments,
    _outputs,
    _people,
    _proposals,
    _review,
    _sessions,
    _setup,
)

__all__ = ["NOUNS", "api"]
