"""The question pages of domestic abuse advice, and the table of all pages."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from portal.blueprints.consultations import abuse_forms as forms
from portal.blueprints.consultations.fields import JourneyForm
from portal.blueprints.consultations.pages import QuestionPage, first_basis, prepare_basis
from portal.blueprints.consultations.referral_pages import EVERY as OTHERS
from portal.blueprints.consultations.way import Way
from portal.rules import hub_settings
from portal.rules.abuse_risk import topics_of
from portal.rules.hub_settings import HubSettings
from portal.rules.typed import one_of
from portal.vocabulary import RiskTool


def repeat_words(settings: HubSettings) -> str:
    """The question about an earlier MARAC, with the months this hub counts."""
    words = gettext(
        "Has there been a new incident within %(number)s months of a MARAC about them?",
        number=settings.abuse.criteria.repeat_months,
    )
    return str(words)


def _prepare_view(form: JourneyForm, way: Way) -> None:
    """The hub's own number of months stands in the question."""
    form["repeat"].label.text = repeat_words(hub_settings.read(way.hub.settings))


def _prepare_topics(form: JourneyForm, way: Way) -> None:
    """Only the topics that count for the tool that was used stand open."""
    tool = one_of(RiskTool, way.draft.pages.get("risk-tool", {}).get("tool"))
    if isinstance(form, forms.RiskTopicsForm):
        form.asked = topics_of(tool)


EVERY: dict[str, QuestionPage] = {
    **OTHERS,
    **{
        page.kind: page
        for page in (
            QuestionPage("safe-contact", forms.SafeContactForm, _l("How to make contact safely")),
            QuestionPage("victim", forms.VictimForm, _l("The person being harmed")),
            QuestionPage("affected", forms.AffectedForm, _l("What it does to %(name)s")),
            QuestionPage("risk-tool", forms.RiskToolForm, _l("Was a risk tool used?")),
            QuestionPage(
                "risk-topics",
                forms.RiskTopicsForm,
                _l("Topics of the risk tool"),
                prepare=_prepare_topics,
            ),
            QuestionPage(
                "risk-view",
                forms.RiskViewForm,
                _l("Incidents and your judgement"),
                prepare=_prepare_view,
            ),
            QuestionPage(
                "wishes",
                forms.WishesForm,
                _l("What do they want, and know?"),
                first=first_basis,
                prepare=prepare_basis,
            ),
        )
    },
}
