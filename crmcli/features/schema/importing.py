"""Answers of reading filled sheets back."""

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
