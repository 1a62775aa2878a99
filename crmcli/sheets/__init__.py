"""Spreadsheets as grids: any file a clerk has is read, any list is written."""
