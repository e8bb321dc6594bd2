"""The plan of early help: our PDF against bare WeasyPrint on the same page, in one run.

`measure()` returns the ratios; run as a module it prints them: `python -m bench.help_papers`. Ours
also writes the data inside the file and the second standard; bare WeasyPrint does neither. Arms
take turns, and a ratio is the median of the rounds' ratios, in processor time of this process.
"""

import json
import time
from functools import partial

from bench.documents import _bare_weasyprint, _in_turn, _ratio
from portal.documents import render as rendering
from portal.documents.help_pages import help_html
from portal.documents.help_paper import HelpPaper
from portal.vocabulary import CopyVariant, HelpDocument
from tests.documents.help_samples import CHILD, FATHER
from tests.documents.help_variants import paper

GOALS = {"ours_to_weasyprint": 1.15}


def measure(rounds: int = 15) -> dict[str, object]:
    """The ratios of the team's plan, a father's copy and a child's in plain words."""
    rendering.warm_up()
    wanted: dict[str, HelpPaper] = {
        "plan": paper(HelpDocument.PLAN),
        "family copy": paper(HelpDocument.PLAN, FATHER),
        "plain words": paper(HelpDocument.PLAN, CHILD, CopyVariant.PLAIN_WORDS),
    }
    results: dict[str, object] = {"goals": GOALS}
    for name, each in wanted.items():
        ours, bare = partial(rendering.render_help, each), _bare_weasyprint(help_html(each))
        results[name] = {
            "ours_to_weasyprint": _ratio(*_in_turn(ours, bare, rounds, time.process_time))
        }
    return results


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
