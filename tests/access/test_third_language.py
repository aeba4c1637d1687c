"""Another language is a folder of texts: no code is touched."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.access import serving

FRENCH = {
    "language": "language-name = Français\nlanguage-note = Traduction automatique, non relue.\n",
    "common": "common-sign-in = Se connecter\n",
    "access": "access-base-skip-to-content = Aller au contenu\n",
}


@pytest.mark.full
def test_a_third_language_is_a_folder(template, tmp_path):
    """French beside the two: chosen by the browser, named in the switch, marked as machine-made,
    in English where it says nothing yet.
    """
    folder = tmp_path / "translations" / "fr"
    folder.mkdir(parents=True)
    for room, text in FRENCH.items():
        (folder / f"{room}.ftl").write_text(text, "utf-8")
    with serving.served(template, tmp_path / "site", SCICITY_LOCALES=str(folder.parent)) as site:
        french = httpx.get(f"{site.url}/calls/", headers={"Accept-Language": "fr-CA"})
        assert french.headers["Content-Language"] == "fr"
        assert '<html lang="fr">' in french.text
        assert "Se connecter" in french.text
        assert "Traduction automatique, non relue." in french.text
        assert ">Calls</h1>" in french.text
        assert {"中文", "English"} <= set(
            re.findall(r"<button name=.language.*?>(.*?)<", french.text)
        )
        english = httpx.get(f"{site.url}/calls/", headers={"Accept-Language": "en"})
        assert "Français" in english.text
        assert "Traduction" not in english.text
