"""`flask thresholds`: check a framework file, and evaluate cases given as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.frameworks.cases import (
    CaseError,
    framework_name,
    outcome_as_json,
    parse_case,
    read_json,
)
from portal.frameworks.checker import check
from portal.frameworks.loader import PACKAGED, FrameworkError, load, load_packaged
from portal.rules.threshold_model import Framework
from portal.rules.thresholds import evaluate

thresholds_cli = AppGroup("thresholds", help="Threshold frameworks: check and evaluate.")


class CannotUse(click.ClickException):
    """What was given cannot be used; said in one sentence, with exit code 2."""

    exit_code = 2


@thresholds_cli.command("check", with_appcontext=False)
@click.argument("file")
def check_file(file: str) -> None:
    """Check whether a framework FILE may be published; "-" reads standard input.

    Every finding is printed with its line and place. Exit code 0 without findings, 1 with, 2 when
    the file cannot be read.
    """
    findings = check(_read(file))
    for finding in findings:
        click.echo(f"{file}:{finding.line}: {finding.place}: {finding.message}")
    if findings:
        sys.exit(1)
    click.echo(f"{file} may be published: nothing to put right.")


@thresholds_cli.command("evaluate", with_appcontext=False)
@click.argument("file")
@click.option("--framework", "framework_file", help="Evaluate against this framework file instead.")
def evaluate_file(file: str, framework_file: str | None) -> None:
    """Evaluate the case or list of cases in a JSON FILE; "-" reads standard input.

    The outcomes are JSON on standard output. When anything in any case is wrong, nothing is
    printed there, one sentence says what, and the exit code is 2.
    """
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
    try:
        framework = load(_read(file))
    except FrameworkError as error:
        raise CannotUse(f"{file}: {error}.") from None
    return lambda data, name: framework


def _packaged(data: Any, name: str) -> Framework:
    wanted = framework_name(data, name)
    if wanted not in PACKAGED:
        known = ", ".join(PACKAGED)
        raise CaseError(f"{name}: framework must be one of {known}.")
    return load_packaged(wanted)


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CannotUse(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise CannotUse(f"{file} cannot be read: it is not UTF-8 text.") from None
