"""The file: open, migrate, one all-or-nothing write, operations, undo, backup."""
