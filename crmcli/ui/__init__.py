"""The terminal: tables, JSON, prompts, help. Knows no feature and no SQL."""
