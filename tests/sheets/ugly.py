"""Lists as they really arrive: the same five members in every kind of mess.

``UGLY`` names a builder for each; it writes the file into a folder and gives its
path. What a file cannot carry of a person is in ``LACKS``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sheets import uglybook, uglytext
from sheets.people import PEOPLE, TITLES, Person

__all__ = ["LACKS", "PEOPLE", "TITLES", "UGLY", "Person"]

UGLY: dict[str, Callable[[Path], Path]] = {
    builder.__name__: builder
    for builder in (
        uglybook.tidy,
        uglybook.titles_above,
        uglybook.grouped_head,
        uglybook.groups_only_above,
        uglybook.english_names,
        uglybook.notes_below,
        uglybook.phones_as_numbers,
        uglybook.written_dates,
        uglybook.mixed_dates,
        uglybook.chinese_date_formats,
        uglybook.starred_head,
        uglybook.extra_sheets,
        uglybook.hidden_sheet,
        uglybook.macintosh_days,
        uglybook.blank_edges,
        uglybook.wide_and_long,
        uglybook.merged_data,
        uglybook.error_cells,
        uglybook.formulas,
        uglybook.never_calculated,
        uglybook.page_heads,
        uglybook.real_xls,
        uglybook.macintosh_xls,
        uglybook.xls_named_xlsx,
        uglytext.gbk_csv,
        uglytext.utf16_tab,
        uglytext.cr_only_csv,
        uglytext.semicolon_csv,
        uglytext.bar_text,
        uglytext.mojibake_mark_csv,
        uglytext.mark_before_gbk_csv,
        uglytext.quoted_newlines_csv,
        uglytext.excel_safe_csv,
        uglytext.two_row_head_csv,
        uglytext.html_named_xls,
        uglytext.html_spans_xls,
        uglytext.spreadsheetml_xls,
        uglytext.ods,
    )
}

_ALL = tuple(person.name for person in PEOPLE)

# (file, field of Person) -> the names of those whose value is not in the file, or is another one there.
LACKS: dict[tuple[str, str], tuple[str, ...]] = {
    ("mojibake_mark_csv", "card"): _ALL,
    ("html_spans_xls", "card"): _ALL,
    ("html_spans_xls", "points"): _ALL,
    ("html_spans_xls", "note"): ("王小明", "阿依古丽·买买提", "李四"),
    ("never_calculated", "spend"): _ALL,
    ("error_cells", "born"): ("单小姐",),
    ("error_cells", "spend"): ("阿依古丽·买买提",),
    ("error_cells", "note"): ("李四",),
    ("quoted_newlines_csv", "note"): ("王小明",),
    ("excel_safe_csv", "note"): ("单小姐",),
}
