"""Sheets of the registers: what is kept, printed as the department's forms."""
