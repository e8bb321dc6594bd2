"""`flask paper`: every form on paper, for every hub, into a folder that is kept elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from portal.blueprints.blank_forms import drawn
from portal.blueprints.consultations import blank
from portal.blueprints.contacts.checks import blank as answering
from portal.blueprints.early_help import blank as early_help
from portal.documents.blank import BlankForm
from portal.queries import hubs
from portal.rules import hub_settings
from portal.rules.early_help_paper import HUB_PAPER_FORMS, PAPER_FORMS

FORMS: dict[str, Callable[[Any, str], BlankForm]] = {
    **dict.fromkeys(blank.FORMS, blank.form_of),
    **dict.fromkeys(HUB_PAPER_FORMS, answering.form_of),
    **dict.fromkeys(PAPER_FORMS, early_help.form_of),
}
paper_cli = AppGroup("paper", help="Blank forms as PDFs, for days when systems are down.")


@paper_cli.command("write")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def write(folder: Path) -> None:
    """Write each hub's blank forms, in each of its languages, to FOLDER/<hub>/."""
    written = 0
    for known in hubs.phone_book():
        hub = hubs.hub(known.id)
        if hub.framework_id is None:
            click.echo(f"{known.slug} has no published framework yet: no forms of it.", err=True)
            continue
        for lang in hub_settings.read(hub.settings).languages:
            with current_app.test_request_context("/"), force_locale(lang):
                for name, form_of in FORMS.items():
                    path = folder / known.slug / f"blank-{name}-form-{lang}.pdf"
                    try:
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_bytes(drawn(form_of(hub, name)))
                    except OSError as error:
                        raise click.ClickException(f"{path} cannot be written: {error}") from None
                    written += 1
                    click.echo(path)
    click.echo(f"{written} forms written." if written else "No forms written: no hub is ready yet.")
