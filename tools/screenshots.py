"""Pictures of the main pages in both languages, from the city that `make demo` made: `make
screenshots` writes them to var/screenshots.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from scicity.access.accounts import DOMAIN, PASSWORD

OUT = Path("var/screenshots")
# who looks (nobody: a visitor), under what name, at which address; an address in <> is the first
# link of that kind on the page before
PAGES = [
    ("", "city", "/city/"),
    ("", "place", "/city/places/ssrf/"),
    ("", "cluster", "/city/places/phillips/"),
    ("", "explore", "/city/explore/?metric=core_hours&scope=phillips&period=2016-12&grain=day"),
    ("", "targets", "/city/targets/"),
    ("", "projects", "/city/projects/"),
    ("", "calls", "/calls/"),
    ("", "facilities", "/facilities/"),
    ("", "instruments", "/instruments/"),
    ("lin", "desk", "/"),
    ("lin", "proposals", "/proposals/"),
    ("lin", "proposal", "</proposals/>"),
    ("lin", "sessions", "/sessions/"),
    ("lin", "bookings", "/bookings/"),
    ("lin", "outputs", "/outputs/"),
    ("office", "panels", "/panels/"),
    ("director", "decisions", "/decisions/"),
    ("city", "studio", "/studio/"),
    ("city", "studio-edit", "/studio/chapter-2023/zh/"),
    ("auditor", "history", "/history/"),
    ("", "services", "/services/"),
    ("", "service", "/services/4/"),
    ("", "parcels", "/registers/parcels/"),
    ("firm", "cases", "/cases/"),
    ("talent", "queue", "/desk/"),
    ("park", "enterprises", "/registers/enterprises/"),
]


def shoot(browser: Browser, root: str, language: str) -> int:
    taken = 0
    for who in dict.fromkeys(p[0] for p in PAGES):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies(
            [
                {
                    "name": "django_language",
                    "value": "zh-hans" if language == "zh" else "en",
                    "url": root,
                }
            ]
        )
        page = context.new_page()
        if who:
            page.goto(root + "/accounts/login/")
            page.fill("input[name=login]", f"{who}@{DOMAIN}")
            page.fill("input[name=password]", PASSWORD)
            page.click("main button[type=submit]")
        for mine, name, address in PAGES:
            if mine != who:
                continue
            there = (
                page.locator(f"main a[href^='{address[1:-1]}']").first.get_attribute("href")
                if address.startswith("<")
                else address
            )
            answer = page.goto(f"{root}{there}")
            if answer is None or answer.status != 200:
                sys.exit(
                    f"{address} answers {answer.status if answer else 'nothing'}: run `make demo`"
                    " first."
                )
            page.wait_for_load_state("networkidle")
            page.screenshot(path=OUT / f"{name}.{language}.png")
            taken += 1
        context.close()
    return taken


def main() -> None:
    if not Path("var/simulated/access/SIMULATED").exists():
        sys.exit("There is no simulated city yet: run `make demo` first.")
    OUT.mkdir(parents=True, exist_ok=True)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = int(s.getsockname()[1])
    root = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "scicity",
            "access",
            "serve",
            "--demo",
            "--bind",
            f"127.0.0.1:{port}",
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urlopen(root + "/health/")
                break
            except OSError:
                time.sleep(0.2)
        with sync_playwright() as p:
            browser = p.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            taken = sum(shoot(browser, root, language) for language in ("zh", "en"))
            browser.close()
        print(f"{taken} pictures in {OUT}")
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
