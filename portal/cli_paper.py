"""`flask paper`: every form on paper, for every hub, into a folder that is kept elsewhere."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from portal.blueprints.consultations.blank import FORMS, printed
from portal.queries import hubs
from portal.rules import hub_settings

paper_cli = AppGroup("paper", help="Blank forms as PDFs, for days when systems are down.")


@paper_cli.command("write")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def write(folder: Path) -> None:
    """Write each hub's blank forms, in each of its languages, to FOLDER/<hub>/."""
    written = 0
    for known in hubs.phone_book():
        hub = hubs.hub(known.id)
        for lang in hub_settings.read(hub.settings).languages:
            with current_app.test_request_context("/"), force_locale(lang):
                for name in FORMS:
                    path = folder / known.slug / f"blank-{name}-form-{lang}.pdf"
                    try:
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_bytes(printed(hub, name))
                    except OSError as error:
                        raise click.ClickException(f"{path} cannot be written: {error}") from None
                    written += 1
                    click.echo(path)
    click.echo(f"{written} forms written." if written else "No hub is set up yet.")
