"""The chapter in a real browser: charts are drawn offline, and nothing runs over the edge of a
phone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.full
PROBE = (
    "<script>addEventListener('load', () => { document.body.dataset.wide ="
    " document.documentElement.scrollWidth + '/' + innerWidth; const b ="
    " document.querySelector('button.fig'); b.click(); document.body.dataset.open ="
    " document.querySelectorAll(':popover-open').length; });</script>"
)


@pytest.mark.parametrize("width", [1440, 500])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_draws_its_charts_and_opens_its_evidence(built, tmp_path: Path, width, language):
    browser = shutil.which("chromium")
    assert browser, "run `make setup-full` first"
    page = tmp_path / "chapter.html"
    before, end, after = (
        (built.folder / f"chapter-2023.{language}.html").read_text("utf-8").rpartition("</body>")
    )
    page.write_text(before + PROBE + end + after, "utf-8")
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--window-size={width},900",
            "--virtual-time-budget=20000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert len(re.findall(r'<svg[^>]*class="marks"', done.stdout)) == 3  # two charts and the map
    [(content, view)] = re.findall(r'data-wide="(\d+)/(\d+)"', done.stdout)
    assert int(content) <= int(view)
    assert 'data-open="1"' in done.stdout
