"""The shape of a threshold framework file: every field there is, and the grammar of its rules."""

from typing import Any

import yaml

from portal.frameworks.ages import age
from portal.frameworks.document import Document, Path, Schema
from portal.frameworks.schema import (
    CODE,
    LANGUAGES,
    NOTHING,
    code,
    day,
    fault,
    list_of,
    mapping_of,
    matching,
    one_of,
    plain,
    record,
    translated,
    whole,
    words,
    yes_no,
)
from portal.rules.threshold_case import Certainty
from portal.rules.threshold_model import Effect, Scope
from portal.rules.threshold_rules import BANDS
from portal.vocabulary import Impact, Nation, Pattern, Urgency

# Rules depend on tags, so a tag outside this list would silently switch a rule off.
TAGS = (
    *("abuse", "behaviour", "carer", "community", "da", "disability", "education", "emotional"),
    *("engagement", "exploitation", "family", "fii", "health", "hidden", "history", "honour"),
    *("housing", "identity", "infant", "mentalhealth", "missing", "neglect", "online"),
    *("parenting", "physical", "pmh", "privatefostering", "psm", "radicalisation", "selfharm"),
    *("sexual", "substance", "trust", "unborn", "wellbeing"),
)
CONSENT = ("none_needed", "agreement_required", "seek_unless_unsafe", "not_required")
STATUSES = ("draft", "in_review", "published", "retired")
CONSULT = ("none", "recommended", "today")

_blankable = words(may_be_blank=True)
_band = one_of(BANDS)
_tags = list_of(one_of(TAGS))
_sources = list_of(record({"ref": words()}, {"url": _blankable}))
_advice = {
    "duties": list_of(code()),
    "safety_advice": list_of(code()),
}

_partners = record(
    {}, {each: _blankable for each in ("local_authority", "health", "police", "safeguarding_board")}
)

_header = record(
    {
        "id": code(),
        "jurisdiction": list_of(one_of(tuple(Nation)), at_least=1),
        "version": matching(r"\d+\.\d+\.\d+", "three numbers such as 1.0.0"),
        "status": one_of(STATUSES),
        "effective_from": day(),
        "review_by": day(),
        "approved": record(
            {"by": _blankable, "role": _blankable, "date": day(), "second_by": _blankable},
            {"second_role": _blankable},
        ),
        "languages": record(
            {
                "required": list_of(one_of(LANGUAGES), at_least=1),
                "offered": list_of(one_of(LANGUAGES), at_least=1),
            },
            # Of translations that the hub has not confirmed: the day each was made.
            {"drafts": record({}, {language: day() for language in LANGUAGES})},
        ),
    },
    {
        "hub": words(),
        "based_on": record({"id": code(), "version": matching(r"\d+\.\d+\.\d+", "a version")}),
        "source_document": record(
            {"title": translated()}, {"url": _blankable, "edition": _blankable}
        ),
        "version_notes": translated(),
        # Locked red lines that the safeguarding partners agreed to weaken, for a time.
        "weakened": list_of(
            record(
                {"id": code(), "reason": words(), "expires": day(), "approved": _partners},
            )
        ),
    },
)

_level = record(
    {
        "rank": whole(1, 6),
        "code": code(),
        "name": translated(),
        "bands": list_of(_band, at_least=1),
        "consent": one_of(CONSENT),
        "pathway": code(),
    },
    {"descriptor": translated(), "next_steps": translated()},
)

_section = record(
    {"code": code(), "domain": code(), "title": translated()},
    {
        "rationale": translated(),
        "document_section": _blankable,
        "sources": _sources,
        "reviewed": day(),
    },
)

_override = record(
    {},
    {
        "level": whole(1, 6),
        "band": _band,
        "urgency": one_of(tuple(Urgency)),
        "red_line": yes_no(),
        "emergency": yes_no(),
        "text": translated(),
        "help": translated(),
        "why": translated(),
        "pathway": code(),
        **_advice,
    },
)

_indicator = record(
    {
        "id": code(),
        "section": code(),
        "text": translated(),
        "level": whole(1, 6),
        "age": age,
        "scope": one_of(tuple(Scope)),
        "urgency": one_of(tuple(Urgency)),
        "tags": _tags,
    },
    {
        "domain": code(),
        "band": _band,
        "help": translated(),
        "red_line": yes_no(),
        "locked": yes_no(),
        "emergency": yes_no(),
        "why": translated(),
        "pathway": code(),
        "jurisdiction": mapping_of("|".join(Nation), _override),
        "sources": _sources,
        "reviewed": day(),
        **_advice,
    },
)


def condition(document: Document, node: yaml.Node, path: Path) -> Any:
    """A rule's condition: exactly one of the allowed operators (thresholds 2.5), else a finding."""
    document.lines.setdefault(path, node.start_mark.line + 1)
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return fault(document, node, path, f"must be exactly one of: {', '.join(_OPERATORS)}")
    operator, operand = node.value[0]
    if operator.value not in _OPERATORS:
        here = (*path, str(operator.value))
        message = f"is not an allowed operator; allowed are: {', '.join(_OPERATORS)}"
        return fault(document, operator, here, message)
    document.lines[(*path, operator.value)] = operator.start_mark.line + 1
    value = _OPERATORS[operator.value](document, operand, (*path, operator.value))
    return NOTHING if value is NOTHING else {operator.value: value}


_OPERATORS: dict[str, Schema] = {
    "count": record(
        {"at_least": whole(1, 999)},
        {
            "tags": list_of(one_of(TAGS), at_least=1),
            "min_band": _band,
            "domains_at_least": whole(1, 99),
            "pattern": one_of((Pattern.ONGOING,)),
            "impact": one_of((Impact.SERIOUS,)),
        },
    ),
    "count_tags": record(
        {"tags": list_of(one_of(TAGS), at_least=1), "at_least": whole(1, 99)}, {"min_band": _band}
    ),
    "flag": code(),
    "all": list_of(condition, at_least=1),
    "any": list_of(condition, at_least=1),
}

_rule = record(
    {"id": code(), "text": translated(), "when": condition},
    {"raise_to_band": _band, "upper_to_band": _band, "consult": one_of(CONSULT)},
)

_pathway = record(
    {
        "steps": list_of(translated(), at_least=1),
        "contact": record({"phone": _blankable}, {"out_of_hours": _blankable, "form": _blankable}),
    },
    {"title": translated(), "consent_text": translated()},
)

_question = record(
    {"id": code(), "text": translated(), "yes": one_of(tuple(Effect))},
    {"help": translated(), "core": yes_no()},
)

_duty = record({"name": translated(), "text": translated()}, {"legal_note": code()})

_legal_note = record(
    {"id": code()},
    {
        "en": _blankable,
        "cy": _blankable,
        "jurisdiction": list_of(one_of(tuple(Nation)), at_least=1),
        "edition": _blankable,
        "effective_from": day(),
        "confirmed_by_hub": yes_no(),
    },
)

_worked_case = record(
    {"title": words(), "case": plain()},
    {"level": whole(1, 6), "upper": whole(1, 6), "accepted_by": words()},
)

FRAMEWORK: Schema = record(
    {
        "framework": _header,
        "levels": list_of(_level),
        "domains": list_of(
            record({"code": code(), "name": translated(), "order": whole(1, 99)}), at_least=1
        ),
        "sections": list_of(_section, at_least=1),
        "indicators": list_of(_indicator, at_least=1),
        "safety_screen": list_of(_question, at_least=1),
        "rules": list_of(_rule),
        "pathways": mapping_of(CODE, _pathway),
    },
    {
        "context_flags": list_of(
            record({"code": code()}, {k: translated() for k in ("text", "help")})
        ),
        "modifiers": record(
            {},
            {
                "pattern": list_of(one_of(tuple(Pattern))),
                "impact": list_of(one_of(tuple(Impact))),
                "certainty": list_of(one_of(tuple(Certainty))),
            },
        ),
        "protective_factors": list_of(
            record({"id": code(), "domain": code(), "text": translated()})
        ),
        "protective_factors_caution": translated(),
        "safety_advice": mapping_of(CODE, translated()),
        "duties": mapping_of(CODE, _duty),
        "legal_notes": list_of(_legal_note),
        "worked_cases": list_of(_worked_case),
    },
)
