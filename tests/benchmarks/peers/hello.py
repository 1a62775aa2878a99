"""A bare Typer command that prints one line."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    """Says hello."""
    print(f"hello {name}")


app()
