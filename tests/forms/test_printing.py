"""What a printer gets: each card one page, a list page by page with its head repeated. Needs LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from formcase import FORMS, NAMES, RECORDS, written

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")

pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice or pdftotext is missing")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The printed pages' text by form: cards twice, lists of 25 rows. One start of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("print")
    count = {name: 25 if FORMS[name].kind == "list" else 2 for name in NAMES}
    books = [written(folder, name, [RECORDS[name]] * count[name]) for name in NAMES]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, books)], check=True, capture_output=True, timeout=240)
    return {name: _texts(folder / f"{name}.pdf") for name in NAMES}


def _texts(pdf: Path) -> list[str]:
    result = subprocess.run([str(PDFTOTEXT), "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in result.stdout.decode("utf-8").split("\f")[:-1]]


@pytest.mark.parametrize("name", [name for name in NAMES if FORMS[name].kind == "card"])
def test_a_card_is_one_page(name: str, pages: dict[str, list[str]]) -> None:
    assert len(pages[name]) == 2
    assert [FORMS[name].title in page for page in pages[name]] == [True, True]
    assert [f"第{number}页共2页" in page for number, page in enumerate(pages[name], 1)] == [True, True]


@pytest.mark.parametrize(("name", "head"), [("intake", "客服接待"), ("promotion", "有效联系地址")])
def test_a_list_is_paged_with_its_head_on_every_page(name: str, head: str, pages: dict[str, list[str]]) -> None:
    assert len(pages[name]) == 3
    assert [page.count(head) for page in pages[name]] == [1, 1, 1]
    assert [page.count(FORMS[name].title) for page in pages[name]] == [1, 1, 1]
    block = FORMS[name].block
    assert block
    names = [page.count(RECORDS[name]["name"]) for page in pages[name]]
    assert names == [block.size, block.size, 25 - 2 * block.size]
    assert ["审核" in page for page in pages[name]] == [False, False, True]
    assert [f"第{number}页共3页" in page for number, page in enumerate(pages[name], 1)] == [True] * 3
