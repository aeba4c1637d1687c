"""scicity runs a science city: access, an account that is never overwritten, figures that can be
checked.
"""

__version__ = "0.1.0"
