"""Answers of reading lists and filled sheets back."""

from __future__ import annotations

from pydantic import Field

from crmcli.features.schema.scalar import Answer, MemberNo, Operation


class RecordRejected(Answer):
    """A record that was not taken, where it stands and why."""

    file: str
    sheet: str
    row: int
    cells: list[str] = Field(description="the cells at fault, such as B6")
    reasons: list[str]


class RecordChange(Answer):
    """A value on record that a sheet changes; `name` is the person, or the number of a complaint."""

    file: str
    sheet: str
    row: int
    no: MemberNo | None
    name: str
    field: str
    old: str | None
    new: str | None


class RecordRemark(Answer):
    """Something worth a look in a record that was taken, or in a file as a whole."""

    file: str
    sheet: str | None
    row: int | None
    message: str


class SheetsImported(Answer):
    """What filled sheets hold: read = create + update + unchanged + rejected. Written only with --apply.

    A record is a card, or a row of a list; rows are numbered as the sheet numbers them, from 1.
    """

    file: str = Field(description="the workbook, or the folder of them")
    form: str
    files: list[str] = Field(description="the workbooks that were read")
    sheet: str | None = Field(description="the first sheet with a record")
    head_row: None = Field(description="printed sheets are read by their labels, wherever these stand")
    columns: dict[str, str] = Field(description="label of the form -> field")
    read: int
    create: int
    update: int
    unchanged: int
    rejected: int
    rejects: list[RecordRejected]
    changes: list[RecordChange]
    remarks: list[RecordRemark]
    failed: list[RecordRemark] = Field(description="workbooks of a folder that could not be read")
    rejects_file: None = Field(description="sheets are mended where they stand")
    operation: Operation


class RowPlace(Answer):
    """Where a row stands, as its workbook numbers it."""

    sheet: str
    row: int


class RowRejected(RowPlace):
    """A row that was not taken, and why."""

    reasons: list[str]


class RowChange(RowPlace):
    """A value of somebody known that the list changes."""

    no: MemberNo | None
    name: str
    field: str
    old: str | None
    new: str | None


class RowRemark(RowPlace):
    """Something worth a look in a row that was taken."""

    message: str


class Imported(Answer):
    """What a list holds: read = create + update + unchanged + rejected. Written only with --apply.

    Rows are numbered as the sheet numbers them, from 1.
    """

    file: str
    sheet: str | None
    worksheets: list[str] = Field(description="the sheets that were read")
    head_row: int
    columns: dict[str, str] = Field(description="head of the sheet -> field")
    ignored: dict[str, str] = Field(description="heads that are known and not taken -> why")
    unknown: list[str]
    sheets: list[str]
    skipped: dict[str, list[int]] = Field(description="why rows around the list were left out -> their numbers")
    read: int
    create: int
    update: int
    unchanged: int
    rejected: int
    rejects: list[RowRejected]
    changes: list[RowChange]
    remarks: list[RowRemark]
    rejects_file: str | None = Field(description="where the rejected rows are, with reasons")
    operation: Operation


class FollowupsImported(Imported):
    """What a due workbook holds that came back: the calls it tells of, each one contact."""

    calls: int
    outcomes: dict[str, int] = Field(description="outcome -> rows to be recorded")
    next_calls: int
    not_filled: int
