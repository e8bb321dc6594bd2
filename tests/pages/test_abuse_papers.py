"""What each audience may have on paper of advice about domestic abuse: planted sentences, all read.

Nothing of it is for anybody in the family: there is no copy for them.
"""

import io
import re

import pypdf
import pytest

from portal.commands.advice import give_advice
from portal.extensions import db
from portal.models import InvolvedProfessional, MaracReferral, PersonDetails
from portal.vocabulary import Audience, ContactStatus, Role
from tests.abuse_facts import add_abuse_facts
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.guards.put_in import child_of
from tests.makers import NOON
from tests.pages.abuse_story import MARAC, SAFE, TOOL, WISHES, ask_about_abuse, send
from tests.pages.journey import link

SECRET = "Aunt Ida of the bakery"  # a protected source
WHERE = {
    "school": "Hollow Oak School",
    "address": "9 Weir Street",
    "reach": SAFE["reach"],
    "code word": SAFE["message_says"],
    "venue": SAFE["venue"],
    "children_where": SAFE["children_where"],
    "must_not_be_told": WISHES["must_not_be_told"],
    "done_by": TOOL["done_by"],
    "source of topic": "Yes (They said so)",
}
ALWAYS = {
    "wants": WISHES["wants"],
    "victim": "Leah Corrigan",
    "child": "Freya Corrigan",
    "as a victim": "A victim in their own right",
    "topic": "Strangled, choked, suffocated or held under water",
    "criterion": "This hub refers from 14 topics answered yes.",
    "option": "Right to ask",
    "care": "Safe contact only",
}
OF_MARAC = {
    "rests on": "Professional judgement",
    **{name: MARAC[name] for name in ("criteria_why", "risks", "children", "without_why")},
    "never": "Never for anybody in the family",
}
# When and how somebody speaks to her; at any place, at any time, he could be waiting there.
MEETS = {name: MARAC[name] for name in ("teller", "telling_how", "idva_detail")}
HUB_ONLY_OF_MARAC = {"note": MARAC["hub_note"], "source": SECRET}
# (document, audience, could the person causing harm see it): what is in it, and what is not.
TABLE = {
    ("marac", "hub", "yes"): ([ALWAYS, OF_MARAC, MEETS, WHERE, HUB_ONLY_OF_MARAC], []),
    ("marac", "professional", "yes"): ([ALWAYS, OF_MARAC], [MEETS, WHERE, HUB_ONLY_OF_MARAC]),
    ("marac", "professional", "not_known"): (
        [ALWAYS, OF_MARAC],
        [MEETS, WHERE, HUB_ONLY_OF_MARAC],
    ),
    ("marac", "hub", "no"): ([ALWAYS, OF_MARAC, MEETS, WHERE, HUB_ONLY_OF_MARAC], []),
    ("marac", "professional", "no"): ([ALWAYS, OF_MARAC, MEETS, WHERE], [HUB_ONLY_OF_MARAC]),
    ("copy", "hub", "yes"): (
        [ALWAYS, WHERE, {"source": SECRET}],
        [{"note": MARAC["hub_note"]}],
    ),
    ("copy", "professional", "yes"): ([ALWAYS], [WHERE, HUB_ONLY_OF_MARAC]),
    ("copy", "professional", "no"): ([ALWAYS, WHERE], [HUB_ONLY_OF_MARAC]),
}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def read(answer) -> str:
    assert answer.content_type == "application/pdf", answer.status
    return plain(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(answer.data)).pages))


@pytest.fixture(params=["yes", "not_known", "no"])
def told(request, browser, make, client_for):
    """A contact with a MARAC referral, by what was said of who may see the record."""
    base = ask_about_abuse(
        browser,
        children=("Freya Corrigan",),
        topics={"t15": "yes", "t15_source": "victim"},
        safe={"seen_by": request.param},
        said={"said_by_detail": SECRET, "source_protected": "yes"},
        judgement="yes",
    )
    contact = send(browser, base)
    adviser = client_for(make.account(Role.MASH_ADVISER))
    adviser.post_form(f"/contacts/{contact.id}/take-up", knows_family="no")
    adviser.post_form(f"/contacts/{contact.id}/marac", **MARAC)
    assert db.session.query(MaracReferral).one().version == 1
    return request.param, adviser, f"/contacts/{contact.id}"


def test_each_paper_has_exactly_what_its_audience_may_have(told):
    seen_by, adviser, url = told
    addresses = {"marac": f"{url}/marac/1.pdf", "copy": f"{url}/copy.pdf"}
    for (paper, audience, seen), (has, has_not) in TABLE.items():
        if seen == seen_by:
            text = read(adviser.get(f"{addresses[paper]}?audience={audience}"))
            for name, planted in [pair for group in has for pair in group.items()]:
                assert plain(planted) in text, f"{paper} for {audience} lacks {name}"
            for name, planted in [pair for group in has_not for pair in group.items()]:
                assert plain(planted) not in text, f"{paper} for {audience} tells {name}"


def test_there_is_no_copy_for_anybody_in_the_family(told):
    _, adviser, url = told
    assert {each.value for each in Audience} == {"professional", "hub", "agency"}
    for audience in ("agency", "family", "victim", "parent", "person_causing_harm"):
        assert adviser.get(f"{url}/marac/1.pdf?audience={audience}").status_code == 404


def test_on_any_other_contact_nothing_of_where_people_are_is_told_to_the_marac(make, client_for):
    """Nobody was asked who may see the record: what is not known is never a no."""
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(
        ContactStatus.WITH_ADVISER,
        adviser=adviser,
        facts={"school": "Hollow Oak School", "address": "9 Weir Street"},
        is_safe_contact=True,
    )
    client, url = client_for(adviser), f"/contacts/{contact.id}"
    assert link(client, url, "Record a MARAC referral") == f"{url}/marac"
    client.post_form(f"{url}/marac", **MARAC)
    hub, other = (
        read(client.get(f"{url}/marac/1.pdf?audience={each}")) for each in ("hub", "professional")
    )
    for told in ("Hollow Oak School", "9 Weir Street", contact.asker_name):
        assert told in hub
        assert told not in other
    assert "Right to ask" in other


def test_the_advice_tells_of_clares_law_and_not_of_the_school_or_the_way_to_reach_them(
    browser, make, client_for
):
    contact = send(browser, ask_about_abuse(browser, children=("Freya Corrigan",)))
    adviser = make.account(Role.MASH_ADVISER)
    client_for(adviser).post_form(f"/contacts/{contact.id}/take-up", knows_family="no")
    db.session.refresh(contact)
    give_advice(contact, adviser=actor_of(adviser), at=NOON, **WORDS)
    text = read(browser.get(f"/contacts/{contact.id}/advice/1.pdf"))
    for told in ("Freya Corrigan", "Clare's Law", "Right to know", "is not printed here"):
        assert told in text
    for secret in (WHERE["school"], WHERE["reach"], WHERE["must_not_be_told"]):
        assert secret not in text


def test_a_chronology_to_pass_on_says_that_something_must_not_be_told_and_not_what(told):
    seen_by, adviser, url = told
    hub, other = (
        read(adviser.get(f"{url}/chronology.pdf?audience={each}"))
        for each in ("hub", "professional")
    )
    assert WISHES["must_not_be_told"] in hub
    assert (WISHES["must_not_be_told"] in other) == (seen_by == "no")
    for audience in ("agency", "family"):
        assert adviser.get(f"{url}/chronology.pdf?audience={audience}").status_code == 404


def test_a_referral_on_paper_does_not_say_where_anybody_is_reached(make, client_for):
    """Phone, GP and the others who work with the family: all of them lead to her."""
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.referral(ContactStatus.WITH_ADVISER, adviser=adviser)
    add_abuse_facts(contact)
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    details = {"phone": "01632 960912", "gp": "Hollow Oak Surgery", "residence": "With Ida"}
    professional = InvolvedProfessional(**ids, name="Ms Reed", organisation="Hollow Oak School")
    db.session.add_all([PersonDetails(**ids, person_id=child_of(contact), **details), professional])
    db.session.commit()
    url = f"/contacts/{contact.id}/copy.pdf?audience="
    hub, other = (read(client_for(adviser).get(f"{url}{each}")) for each in ("hub", "professional"))
    for place in ("01632 960912", "Hollow Oak Surgery", "With Ida", "Hollow Oak School"):
        assert place in hub
        assert place not in other
