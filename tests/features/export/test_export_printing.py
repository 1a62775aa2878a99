"""What a printer gets of exports made by the real command. Needs LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from kept import inquiry, keep, people

from harness import TODAY, Desk

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")

pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice or pdftotext is missing")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The printed pages' text by form: 25 inquiries, 12 rows of a promotion, three complaints, two applications."""
    folder = tmp_path_factory.mktemp("print")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in {"CRMCLI_TODAY": TODAY, "CRMCLI_LANG": "en", "HOME": str(folder / "home")}.items():
            patch.setenv(name, value)
        desk = Desk(folder, patch)
        fill(desk)
        words = {"intake": ["--reveal"], "complaint": [], "promotion": ["国庆"], "application": ["m1", "m2"]}
        books = [desk.json("export", form, *more, "--output", f"{form}.xlsx")["file"] for form, more in words.items()]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*convert, *books], check=True, capture_output=True, timeout=240)
    return {name: texts(folder / f"{name}.pdf") for name in words}


def fill(desk: Desk) -> None:
    """Something in every register; the second complaint is as long as a summary may get."""
    desk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    people(desk)
    keep(desk, "inquiry", *(inquiry(1 + number % 2, "2026-10-30", item=f"第{number}项") for number in range(25)))
    desk.ok("promotion", "add", "国庆", "--from", "10-01", "--to", "10-31")
    for number in range(12):
        desk.ok("promotion", "register", "国庆", f"m{1 + number % 2}", "--amount", 1000 + number, "--gift", "杯子")
    for summary in ("等了两个小时", "等了两个小时，没有人理会。" * 60, "没有车位"):
        desk.ok("complaint", "log", "王小明", "--matter", "等候", "--summary", summary)


def texts(pdf: Path) -> list[str]:
    result = subprocess.run([str(PDFTOTEXT), "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in result.stdout.decode("utf-8").split("\f")[:-1]]


def test_each_complaint_is_one_page(pages: dict[str, list[str]]) -> None:
    found = [
        (page.count("客户投诉登记表"), f"编号：TS-2026-{number:04}" in page)
        for number, page in enumerate(pages["complaint"], 1)
    ]
    assert found == [(1, True)] * 3
    assert [page.count("没有人理会") for page in pages["complaint"]] == [0, 60, 0]


def test_each_application_is_one_page(pages: dict[str, list[str]]) -> None:
    assert ["入会申请表" in page for page in pages["application"]] == [True] * 2
    assert [name in page for name, page in zip(("王小明", "李红"), pages["application"], strict=True)] == [True] * 2
    assert ["199****" in page for page in pages["application"]] == [True] * 2


def test_the_register_of_inquiries_is_paged_with_its_head(pages: dict[str, list[str]]) -> None:
    found = pages["intake"]
    assert [(page.count("客户咨询登记表"), page.count("首次办理金额")) for page in found] == [(1, 1)] * 3
    assert [sum(f"第{number}项" in page for page in found) for number in range(25)] == [1] * 25
    assert ["制表：陈静" in page for page in found] == [False, False, True]
    assert [f"第{number}页共3页" in page for number, page in enumerate(found, 1)] == [True] * 3


def test_a_promotion_is_paged_with_its_totals_at_the_end(pages: dict[str, list[str]]) -> None:
    found = pages["promotion"]
    assert [page.count("有效联系地址") for page in found] == [1, 1]
    assert ["12,066.00" in page for page in found] == [False, True]
    assert ["小礼品12份" in page for page in found] == [False, True]
