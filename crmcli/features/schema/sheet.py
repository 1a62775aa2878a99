"""Answers of `crmcli export …`."""

from __future__ import annotations

from pydantic import Field

from crmcli.features.schema.scalar import Answer


class Exported(Answer):
    """Sheets that were written: the workbook, or the folder of one workbook a sheet."""

    file: str
    form: str
    no: str | None = Field(description="number of the one sheet, or of the member it is about; null for several")
    rows: int = Field(description="records on the sheets")
    sheets: int
    masked: bool
