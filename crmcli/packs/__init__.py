"""Packs: a trade as data, found, read and checked."""
