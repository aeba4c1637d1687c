"""`python -m scicity`."""

from scicity.cli import app

app(prog_name="scicity")
