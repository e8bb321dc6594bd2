"""Every word a person reads goes through gettext, and none of them is one we never use."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.guards.source import files, name_of, python_files

# Names that are the same in every language, and how a language names itself.
SAME_EVERYWHERE = {"English", "Cymraeg", "GOV", "PDF", "OFFICIAL", "SENSITIVE"}
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "aria-description", "summary"}
UNREAD = {"script", "style"}
WORD = re.compile(r"[^\W\d_]{2,}")

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.DOTALL)
LOOSE_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# In template code: a text parameter of a component that is given plain words.
PLAIN_PARAMETER = re.compile(
    r"""["'](?:\w*[tT]ext|\w*[lL]abel|html|title|hint|legend)["']\s*:\s*["'][^"'<]*\w{2}""",
    re.ASCII,
)

# Python: what forms, flashes and vocabulary show.
SHOWN_KEYWORDS = {"label", "message", "description", "hint", "title", "legend"}
SHOWN_CALLS = re.compile(r"^(flash|ValidationError|StopValidation|.*Field|.*Required)$")

TYPED_BY_PEOPLE = {"portal/frameworks/synonyms.yaml"}  # what they search for, in their words
NEVER = {
    "person causing harm": r"\bperpetrators?\b",
    "was not brought": r"\b(DNA|did not attend)\b",
    "say what would help instead": r"\b(does|did|do) ?n[o']t (meet|reach) (the |our )?threshold",
    "level of need": r"\brisk (score|rating)s?\b",
    "early help assessment": r"\bCAF\b",
    "designated safeguarding lead": r"\bsuper-?users?\b",
}


class Visible(HTMLParser):
    """Collects what a reader sees or hears: text and spoken attributes, with line numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and value:
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self.unread:  # a macro that writes an attribute only is data here
            loose = LOOSE_ATTRIBUTE.findall(data)
            spoken = [value for name, value in loose if name in SPOKEN_ATTRIBUTES]
            for text in [*spoken, LOOSE_ATTRIBUTE.sub("", data)]:
                self.found.append((self.getpos()[0], text))


def keep_lines(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def untranslated(template: str) -> Iterator[str]:
    """Each piece of a template that shows words without gettext, as "line: words"."""
    for pattern in (COMMENT, TRANSLATED):
        template = pattern.sub(keep_lines, template)
    for code in CODE.finditer(template):
        for given in PLAIN_PARAMETER.finditer(code.group()):
            yield f"{template[: code.start()].count(chr(10)) + 1}: {given.group()}"
    page = Visible()
    page.feed(CODE.sub(keep_lines, template))
    page.close()
    for line, text in page.found:
        if set(WORD.findall(text)) - SAME_EVERYWHERE:
            yield f"{line}: {' '.join(text.split())}"


def test_templates_show_no_words_outside_gettext():
    found = [
        f"{name_of(path)}:{piece}"
        for path in files("portal/templates", ".html", ".txt")
        for piece in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Call the hub now</p>",
        '<img alt="A map" src="{{ src }}">',
        '{{ govuk.button({"text": "Save and continue"}) }}',
        '<button aria-label="Close">{{ _("x") }}</button>',
        '{% macro map() %}{% if a %} alt="A map"{% endif %}{% endmacro %}',
        "{% if a %}<li>\n  Safe {{ name }}</li>{% endif %}",
    ],
)
def test_planted_words_in_a_template_are_found(planted):
    assert list(untranslated(planted))


@pytest.mark.parametrize(
    "fine",
    [
        "<p>{{ _('Call the hub now') }}</p>",
        '{% trans name=name %}Sent to {{ name }}{% endtrans %} <b class="govuk-body">999</b>',
        '{{ govuk.button({"text": _("Save and continue"), "classes": "portal-wide"}) }}',
        "{# a note for us #}<script>document.title</script>",
        '<button lang="cy">Cymraeg</button>',
        '{% macro typed() %}{% if lang %} lang="{{ lang }}-hint"{% endif %}{% endmacro %}',
    ],
)
def test_translated_words_are_fine(fine):
    assert list(untranslated(fine)) == []


def plain_words(source: str) -> Iterator[str]:
    """Each call in Python that shows a plain string where a translatable one belongs."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).split(".")[-1]
        shown = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS]
        if SHOWN_CALLS.match(name):
            shown += node.args[:1]
        for value in shown:
            plain = value.value if isinstance(value, ast.Constant) else None
            if isinstance(value, ast.JoinedStr) or (isinstance(plain, str) and WORD.search(plain)):
                yield f"{value.lineno}: {ast.unparse(value)}"


def test_forms_and_messages_show_no_plain_strings():
    found = [
        f"{name_of(path)}:{piece}"
        for path in python_files("portal/blueprints")
        for piece in plain_words(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_planted_plain_strings_are_found_and_translated_ones_are_not():
    assert list(plain_words('name = StringField("Your name")'))
    assert list(plain_words('flash(f"Sent to {name}")'))
    assert list(plain_words('InputRequired(message="Enter your name")'))
    assert not list(plain_words('name = StringField(_l("Your name"), [required(_l("Enter it"))])'))
    assert not list(plain_words('page("contacts/show.html", contact=contact)'))


@pytest.mark.parametrize("instead", NEVER)
def test_nobody_reads_a_word_we_never_use_instead_of(instead):
    pattern = re.compile(NEVER[instead])
    found = [
        f"{name_of(path)}: {match.group()!r}"
        for path in files("portal")
        if name_of(path) not in TYPED_BY_PEOPLE
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
