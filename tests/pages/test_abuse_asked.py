"""What domestic abuse advice asks by agency and by tool: the basis for sharing, DARA's topics."""

from tests.pages.abuse_story import ask_about_abuse, send
from tests.pages.test_abuse import words


def test_what_allows_the_sharing_is_suggested_and_changed_with_a_reason(browser):
    base = ask_about_abuse(browser)
    assert "We suggest: Public task" in words(browser.get(f"{base}/wishes"))
    changed = {"basis": "legal_obligation", "told_reasons": ["raises_risk"], "told": "no"}
    answer = browser.post_form(f"{base}/wishes", form="answers", button="on", **changed)
    assert answer.status_code == 422 and "why you chose another basis" in answer.text
    changed["basis_reason"] = "A court asked us."
    browser.post_form(f"{base}/wishes", form="answers", button="on", **changed)
    seen = words(browser.get(f"/contacts/{send(browser, base).id}"))
    assert "A court asked us." in seen and "Legal obligation" in seen and "Public task" not in seen
    assert "Why have they not been told?" in seen


def test_dara_asks_for_the_topics_that_count_for_it(browser):
    base = ask_about_abuse(browser, topics={"t1": "yes", "t15": "yes"})
    aside = "Topics that do not count for the tool you used"
    assert aside not in words(browser.get(f"{base}/risk-topics"))
    browser.post_form(f"{base}/risk-tool", form="answers", button="on", tool="dara")
    page = words(browser.get(f"{base}/risk-topics"))
    assert page.index("Strangled") < page.index(aside) < page.index("Hurt this time")
    seen = words(browser.get(f"{base}/evidence"))
    assert "Number of topics" not in seen and "Strangled" in seen
