"""Printed sheets: a sheet's TOML and records become a grid and a workbook, and a filled workbook records again."""
