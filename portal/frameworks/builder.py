"""Makes a framework of the data of a file in which everything agrees."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portal.frameworks.schema import LANGUAGES
from portal.rules.threshold_model import (
    AgeRange,
    ContextFlag,
    Domain,
    Duty,
    Framework,
    Indicator,
    LegalNote,
    Level,
    Pathway,
    ProtectiveFactor,
    Rule,
    SafetyQuestion,
    Section,
)
from portal.rules.threshold_rules import (
    BANDS,
    AllOf,
    AnyOf,
    Condition,
    Count,
    CountTags,
    FlagIsYes,
)
from portal.vocabulary import Nation

Fields = Mapping[str, Any]


def build(data: Fields) -> Framework:
    """The framework of data that has the shape of a file and whose references agree."""
    header = data["framework"]
    levels = {level["rank"]: _level(level) for level in data["levels"]}
    domains = {section["code"]: section["domain"] for section in data["sections"]}
    return Framework(
        id=header["id"],
        version=header["version"],
        jurisdiction=tuple(header["jurisdiction"]),
        drafts=header["languages"].get("drafts", {}),
        levels=tuple(levels[rank] for rank in sorted(levels)),
        domains=tuple(
            sorted((Domain(**d) for d in data["domains"]), key=lambda domain: domain.order)
        ),
        sections=tuple(_section(section) for section in data["sections"]),
        indicators=tuple(
            _indicator(fields, domains[fields["section"]], levels) for fields in data["indicators"]
        ),
        rules=tuple(_rule(rule) for rule in data["rules"]),
        safety=tuple(
            SafetyQuestion(q["id"], q["text"], q["yes"], q.get("help", {}))
            for q in data["safety_screen"]
        ),
        flags=tuple(
            ContextFlag(flag["code"], flag.get("text", {}), flag.get("help", {}))
            for flag in data.get("context_flags", [])
        ),
        protective_factors=tuple(
            ProtectiveFactor(**factor) for factor in data.get("protective_factors", [])
        ),
        protective_factors_caution=data.get("protective_factors_caution", {}),
        pathways={code: _pathway(code, fields) for code, fields in data["pathways"].items()},
        safety_advice=data.get("safety_advice", {}),
        duties={
            code: Duty(code, fields["name"], fields["text"], fields.get("legal_note"))
            for code, fields in data.get("duties", {}).items()
        },
        legal_notes={note["id"]: _legal_note(note) for note in data.get("legal_notes", [])},
        source_document=header.get("source_document", {}).get("title", {}),
    )


def _legal_note(fields: Fields) -> LegalNote:
    return LegalNote(
        id=fields["id"],
        text={language: fields[language] for language in LANGUAGES if fields.get(language)},
        jurisdiction=tuple(fields.get("jurisdiction", ())),
        edition=fields.get("edition", ""),
        effective_from=fields.get("effective_from"),
        confirmed_by_hub=fields.get("confirmed_by_hub", False),
    )


def _level(fields: Fields) -> Level:
    bands = tuple(sorted(fields["bands"], key=BANDS.index))
    return Level(**{**fields, "bands": bands})


def _section(fields: Fields) -> Section:
    return Section(
        code=fields["code"],
        domain=fields["domain"],
        title=fields["title"],
        rationale=fields.get("rationale", {}),
        document_section=fields.get("document_section", ""),
    )


def _indicator(fields: Fields, domain: str, levels: Mapping[int, Level]) -> Indicator:
    base = Indicator(
        id=fields["id"],
        section=fields["section"],
        domain=domain,
        text=fields["text"],
        level=fields["level"],
        band=fields.get("band", levels[fields["level"]].bands[0]),
        age=AgeRange(**fields["age"]),
        scope=fields["scope"],
        red_line=fields.get("red_line", False),
        locked=fields.get("locked", False),
        urgency=fields["urgency"],
        emergency=fields.get("emergency", False),
        tags=frozenset(fields["tags"]),
        pathway=fields.get("pathway"),
        duties=tuple(fields.get("duties", ())),
        safety_advice=tuple(fields.get("safety_advice", ())),
        help=fields.get("help", {}),
        why=fields.get("why", {}),
    )
    by_nation = {
        Nation(nation): _as_read_in(base, override, levels)
        for nation, override in fields.get("jurisdiction", {}).items()
    }
    return replace(base, by_nation=by_nation)


def _as_read_in(base: Indicator, override: Fields, levels: Mapping[int, Level]) -> Indicator:
    """The indicator in one nation: its own values, and its duties and advice added to the base's.

    A higher level brings that level's lowest band unless the nation states one.
    """
    level = override.get("level", base.level)
    lowest = base.band if level == base.level else levels[level].bands[0]
    changes = {
        **override,
        "band": override.get("band", lowest),
        "duties": (*base.duties, *override.get("duties", ())),
        "safety_advice": (*base.safety_advice, *override.get("safety_advice", ())),
    }
    return replace(base, **changes)


def _rule(fields: Fields) -> Rule:
    return Rule(
        id=fields["id"],
        text=fields["text"],
        when=_condition(fields["when"]),
        raise_to=fields.get("raise_to_band"),
        upper_to=fields.get("upper_to_band"),
        consult_today=fields.get("consult") == "today",
    )


def _condition(fields: Fields) -> Condition:
    [(operator, operand)] = fields.items()
    match operator:
        case "count":
            return Count(
                at_least=operand["at_least"],
                min_band=operand.get("min_band"),
                tags=tuple(operand.get("tags", ())),
                domains_at_least=operand.get("domains_at_least", 1),
                ongoing="pattern" in operand,
                serious="impact" in operand,
            )
        case "count_tags":
            tags = tuple(dict.fromkeys(operand["tags"]))
            return CountTags(tags, operand["at_least"], operand.get("min_band"))
        case "flag":
            return FlagIsYes(operand)
        case "all":
            return AllOf(tuple(_condition(part) for part in operand))
        case "any":
            return AnyOf(tuple(_condition(part) for part in operand))
    raise ValueError(f"{operator} is not an operator of a rule")


def _pathway(code: str, fields: Fields) -> Pathway:
    contact = fields["contact"]
    return Pathway(
        code=code,
        title=fields.get("title", {}),
        steps=tuple(fields["steps"]),
        consent_text=fields.get("consent_text", {}),
        phone=contact["phone"],
        out_of_hours=contact.get("out_of_hours", ""),
        form=contact.get("form", ""),
    )
