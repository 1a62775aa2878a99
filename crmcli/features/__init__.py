"""One folder per command group."""
