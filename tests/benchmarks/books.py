"""The workbook of the import: a members' list of twelve columns, as a clinic keeps one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bigfile import birthday_of, mobile_of, name_of

from crmcli.sheets.write import Column, Sheet, write_xlsx

_COLUMNS = (
    ("会员卡号", "text"),
    ("姓名", "text"),
    ("性别", "text"),
    ("出生日期", "day"),
    ("手机号码", "text"),
    ("微信号", "text"),
    ("联系地址", "text"),
    ("工作单位", "text"),
    ("职业", "text"),
    ("信息来源", "text"),
    ("入会日期", "day"),
    ("备注", "text"),
)


def members(path: Path, count: int) -> None:
    """Writes the list of so many invented members."""
    columns = [Column(label, label, kind) for label, kind in _COLUMNS]  # type: ignore[arg-type]
    write_xlsx(path, [Sheet("会员登记", columns, _rows(count))])


def _rows(count: int) -> Iterator[list[object]]:
    for number in range(1, count + 1):
        yield [
            f"VIP{number:07d}",
            name_of(number),
            "女" if number % 5 else "男",
            birthday_of(number, count),
            mobile_of(number),
            f"wx{number:07d}" if number % 3 else None,
            f"幸福路{number % 900 + 1}号{number % 30 + 1}单元",
            ("第一小学", "城东医院", "机电公司", None)[number % 4],
            ("教师", "护士", "会计", "自由职业")[number % 4],
            ("朋友介绍", "路过", "网络")[number % 3],
            date(2020, 1, 1) + timedelta(days=number % 2_000),
            "喜欢下午来" if number % 10 == 0 else None,
        ]


if __name__ == "__main__":
    members(Path(sys.argv[1]), int(sys.argv[2]))
