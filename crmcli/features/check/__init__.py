"""Proofs that what the file says fits together."""
