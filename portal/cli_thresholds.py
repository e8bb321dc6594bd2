"""`flask thresholds`: check a framework file, publish it, and evaluate cases given as JSON."""

import json
import sys
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.commands.base import Refused
from portal.commands.frameworks import hash_of, publish_framework
from portal.frameworks.cases import (
    CaseError,
    framework_name,
    outcome_as_json,
    parse_case,
    read_json,
)
from portal.frameworks.checker import check
from portal.frameworks.document import Finding
from portal.frameworks.loader import PACKAGED, FrameworkError, load, load_packaged
from portal.queries.frameworks import is_published, of_hub
from portal.queries.hubs import phone_book
from portal.rules.threshold_model import Framework
from portal.rules.thresholds import evaluate
from portal.web import utc_now

MOST_SHOWN = 200  # findings
thresholds_cli = AppGroup("thresholds", help="Threshold frameworks: check, publish and evaluate.")


class CannotUse(click.ClickException):
    """What was given cannot be used; said in one sentence, with exit code 2."""

    exit_code = 2


@thresholds_cli.command("check", with_appcontext=False)
@click.argument("file")
@click.option("--against", "before_file", help="The version before: what changed, and by how much.")
def check_file(file: str, before_file: str | None) -> None:
    """Check whether a framework FILE may be published; "-" reads standard input.

    Every finding is printed with its line and place. Exit code 0 without findings, 1 with, 2 when
    the file cannot be read.
    """
    _only_one_from_input(file, before_file)
    before = None if before_file is None else _read_before(before_file)
    findings = _check(file, _read(file), before)
    _show(file, findings)
    if findings:
        sys.exit(1)
    click.echo(f"{file} may be published: nothing to put right.")


def _read_before(file: str) -> str:
    """The version before, which must be one that can be used."""
    content = _read(file)
    _load(file, content)
    return content


def _check(file: str, content: str, before: str | None, nation: str | None = None) -> list[Finding]:
    """What is to be put right; what is no framework file at all is refused in one sentence."""
    findings = check(content, before=before, today=utc_now().date(), nation=nation)
    if [finding.place for finding in findings] == ["file"]:
        raise CannotUse(f"{file} cannot be read: line {findings[0].line}: {findings[0].message}.")
    return findings


def _show(file: str, findings: Sequence[Finding], *, err: bool = False) -> None:
    """Each with its line and place, as far as anybody reads."""
    for finding in findings[:MOST_SHOWN]:
        click.echo(f"{file}:{finding.line}: {finding.place}: {finding.message}", err=err)
    if len(findings) > MOST_SHOWN:
        click.echo(f"{file}: and {len(findings) - MOST_SHOWN} more.", err=err)


@thresholds_cli.command("publish")
@click.argument("hub")
@click.argument("file")
@click.option("--by", default="Command line", show_default=True, help="Who publishes it.")
def publish_file(hub: str, file: str, by: str) -> None:
    """Make a framework FILE the newest version of the HUB (its short name).

    New contacts are guided by it from now on; contacts already begun keep theirs. Exit code 1
    with its findings when it may not be published, 2 when it cannot be.
    """
    known = {row.slug: row for row in phone_book()}
    if hub not in known:
        raise CannotUse(f"There is no hub {hub}; there are: {', '.join(known) or 'none yet'}.")
    content = _read(file)
    hub_id, nation = known[hub].id, known[hub].nation
    if findings := _check(file, content, _version_before(hub_id, content), nation):
        _show(file, findings, err=True)
        sys.exit(1)
    try:
        published = publish_framework(hub_id, content, published_by=by, at=utc_now())
    except Refused as refused:
        raise CannotUse(refused.message) from None
    click.echo(f"{published.code} {published.version} is the framework of {hub} from now on.")


def _version_before(hub_id: uuid.UUID, content: str) -> str | None:
    """What the hub goes by now; None when this file was published once and is taken up again."""
    return None if is_published(hub_id, hash_of(content)) else of_hub(hub_id)


@thresholds_cli.command("evaluate", with_appcontext=False)
@click.argument("file")
@click.option("--framework", "framework_file", help="Evaluate against this framework file instead.")
def evaluate_file(file: str, framework_file: str | None) -> None:
    """Evaluate the case or list of cases in a JSON FILE; "-" reads standard input.

    The outcomes are JSON on standard output. When anything in any case is wrong, nothing is
    printed there, one sentence says what, and the exit code is 2.
    """
    _only_one_from_input(file, framework_file)
    framework_of = _framework_of(framework_file)
    try:
        cases, is_list = read_json(_read(file))
        outcomes = [
            _evaluate(case, framework_of, f"Case {place + 1} (index {place})")
            for place, case in enumerate(cases)
        ]
    except CaseError as error:
        raise CannotUse(str(error)) from None
    lines = ",\n".join(json.dumps(outcome, ensure_ascii=False) for outcome in outcomes)
    click.echo((f"[\n{lines}\n]" if is_list else lines).encode())


def _evaluate(
    data: Any, framework_of: Callable[[Any, str], Framework], name: str
) -> dict[str, Any]:
    framework = framework_of(data, name)
    return outcome_as_json(evaluate(framework, parse_case(data, framework, name)), framework)


def _framework_of(file: str | None) -> Callable[[Any, str], Framework]:
    """How to find a case's framework: the file's for every case, or the packaged one it names."""
    if file is None:
        return _packaged
    framework = _load(file, _read(file))
    return lambda data, name: framework


def _load(file: str, content: str) -> Framework:
    try:
        return load(content)
    except FrameworkError as error:
        raise CannotUse(f"{file}: {error}.") from None


def _packaged(data: Any, name: str) -> Framework:
    wanted = framework_name(data, name)
    if wanted not in PACKAGED:
        known = ", ".join(PACKAGED)
        raise CaseError(f"{name}: framework must be one of {known}.")
    return load_packaged(wanted)


def _only_one_from_input(*files: str | None) -> None:
    if files.count("-") > 1:
        raise CannotUse("Only one of the files can be standard input, -.")


def _read(file: str) -> str:
    try:
        content = _standard_input() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CannotUse(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise CannotUse(f"{file} cannot be read: it is not UTF-8 text.") from None


def _standard_input() -> bytes:
    if sys.stdin is None:  # closed by whoever started the command
        raise CannotUse("Standard input cannot be read: it is closed.")
    return sys.stdin.buffer.read()
