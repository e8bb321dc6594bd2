"""Bring the database up to date, load the demo where there is no hub, and show its sign-ins.

The three commands of `flask --app wsgi`, in one process: each start of it costs seconds.
"""

import sys
from pathlib import Path

import click
from flask_migrate import upgrade

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import app


def main() -> None:
    """Exits with the command's own message when one of them fails."""
    with app.app_context():
        upgrade()
        for command in (["demo", "load", "--if-empty"], ["demo", "accounts"]):
            try:
                app.cli.main(command, prog_name="flask", standalone_mode=False)
            except click.ClickException as refused:
                sys.exit(refused.format_message())


if __name__ == "__main__":
    main()
