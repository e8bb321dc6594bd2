"""The GOV.UK component macros, in an environment of their own that tolerates missing parameters.

Our templates run under strict undefined names; the macros expect to read parameters nobody gave.
Keeping them apart lets a typo of ours fail and theirs pass.
"""

from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

_environment = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    undefined=ChainableUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _macro(name: str) -> Any:
    words = name.split("_")
    template = _environment.get_template(
        f"govuk_frontend_jinja/components/{'-'.join(words)}/macro.html"
    )
    return getattr(template.module, "govuk" + "".join(word.title() for word in words))


class Components:
    """`govuk.button({...})` in a template calls the `govukButton` macro."""

    def __getattr__(self, name: str) -> Any:
        macro = _macro(name)

        def render(params: dict[str, Any] | None = None) -> Markup:
            return Markup(macro(params or {}))  # noqa: S704 - the macro escapes its parameters

        return render
