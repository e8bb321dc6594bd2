"""Invented names, a few of them everywhere and most nearly alone; and how people vary them.

The everyday forms and spellings here are written apart from those the rules of matching use.
"""

from collections.abc import Sequence
from itertools import accumulate, product

COMMON_LAST = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Khan Patel Robinson Wright Thompson Evans
Walker White Roberts Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill
Ward Hughes Moore Hussain Clark King Harrison Lewis Baker Lee Morris Ali Morgan Allen Scott Watson
Ahmed Parker Griffiths Cook Bailey Price Begum Phillips James Cox Murphy Kelly Owen Ellis Rees
Llewellyn Lloyd Powell Singh Kaur O'Connor O'Brien McDonald MacKenzie Nowak Kowalska Popescu Osei
Mensah Okafor Adeyemi Mohamed Abdi Chowdhury Rahman Islam Miah Shah Malik Akhtar Iqbal
""".split()  # noqa: SIM905 - a list a person can read
COMMON_FIRST = """
Oliver Muhammad George Noah Arthur Harry Leo Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie
Theo William Theodore Archie Joshua Alexander James Isaac Edward Lucas Tommy Finley Max Logan Ethan
Mohammed Teddy Benjamin Joseph Samuel Daniel Dylan Elijah Reuben Harrison Rowan Yusuf Adam Zachary
Olivia Amelia Isla Ava Mia Ivy Lily Isabella Rosie Sophia Grace Freya Willow Florence Emily Ella
Poppy Evie Charlotte Elsie Evelyn Sienna Sofia Daisy Phoebe Sophie Alice Harper Matilda Ruby Emilia
Maya Millie Isabelle Eva Luna Jessica Ada Aria Arabella Maisie Esme Eliza Aisha Fatima Maryam
Catherine Elizabeth Margaret Siân Ffion Rhys Owain Dafydd Gwilym Llywelyn Carys Cerys Seren Osian
Gruffydd Ieuan Siôn Catrin Lowri Angharad Myfanwy Alwyn Niamh Siobhán Caoimhe Zofia Jakub
Katarzyna Andrew Michael Robert Richard David Stephen Matthew Christopher Anthony Nicholas
""".split()  # noqa: SIM905 - a list a person can read
FRONT = """
Ash Bram Cold Den East Fair Gar Hal Ink Kel Lang Mar Nor Oak Pem Quar Rad Sel Thorn Up Ver Wain Yar
Bur Cad Dun Eck Fen Gold Hex Jes Kirk Lath Mel Net Or Pas Ren San Tar Ul Vow Whit Wol Stan Brack
Chil Drey Elm Ford Grim Haver
""".split()  # noqa: SIM905 - a list a person can read
BACK = """
ton ley well ford worth by ham field wick stead combe hurst dale more bury thwaite shaw gate land
man mere bridge ridge cott croft den don ell er ing kin low nor over rick son stone ter wood yard
""".split()  # noqa: SIM905 - a list a person can read
SOFT = ("a", "e", "i", "o", "u", "ae", "ia", "ie")
MIDDLE = ("l", "r", "n", "m", "s", "th", "v", "d", "b", "k", "j", "z")
STREETS = [
    f"{one}{two} {kind}"
    for one, two in product(FRONT[:30], BACK[:20])
    for kind in ("Road", "Street", "Lane", "Close")
]
SCHOOLS = [
    f"{one}{two} {kind}"
    for one, two in product(FRONT[10:40], BACK[5:20])
    for kind in ("Primary School", "Academy")
]
SHORT = {  # as people are called at home
    "William": "Bill", "Thomas": "Tom", "Samuel": "Sam", "Joseph": "Joe", "Benjamin": "Ben",
    "Joshua": "Josh", "Alexander": "Alex", "Daniel": "Danny", "James": "Jimmy", "Edward": "Ted",
    "Zachary": "Zac", "Matthew": "Matt", "Michael": "Mick", "Robert": "Bob", "Richard": "Dick",
    "Andrew": "Drew", "Anthony": "Tony", "Nicholas": "Nick", "Christopher": "Chris",
    "Stephen": "Steve", "David": "Dai", "Elizabeth": "Betty", "Margaret": "Peggy",
    "Catherine": "Kitty", "Katarzyna": "Kasia", "Charlotte": "Lottie", "Isabella": "Bella",
    "Matilda": "Tilly", "Amelia": "Millie", "Jessica": "Jess", "Jacob": "Jake", "Henry": "Harry",
    "Frederick": "Fred", "Theodore": "Teddy", "Florence": "Flo", "Emily": "Em", "Ieuan": "Evan",
    "Dafydd": "Dai", "Gwilym": "Wil", "Siôn": "John", "Catrin": "Cadi", "Muhammad": "Mo",
    "Zofia": "Zosia", "Jakub": "Kuba", "Yusuf": "Joe", "Angharad": "Anghi",
}  # fmt: skip
HEARD = {  # spelt as somebody heard it
    "Siân": "Sharn", "Ffion": "Fion", "Rhys": "Reece", "Owain": "Owen", "Dafydd": "Davith",
    "Llywelyn": "Lewellin", "Llewellyn": "Llywelyn", "Carys": "Karis", "Cerys": "Kerris",
    "Gruffydd": "Griffith", "Ieuan": "Yayan", "Siôn": "Shaun", "Lowri": "Lowry",
    "Angharad": "Anharad", "Myfanwy": "Mivanwi", "Alwyn": "Allwin", "Niamh": "Neve",
    "Siobhán": "Shivaun", "Caoimhe": "Keeva", "Sophia": "Sofia", "Isla": "Eyela",
    "Muhammad": "Mohamed", "Mohammed": "Muhammed", "Aisha": "Ayesha", "Fatima": "Fatimah",
    "Maryam": "Mariam", "Catherine": "Kathryn", "Stephen": "Steven", "Lily": "Lilly",
    "Evie": "Eevie", "Jackson": "Jaxon", "Rees": "Reece", "Hughes": "Huws", "Lloyd": "Llwyd",
    "Davies": "Davis", "Hussain": "Hussein", "Ahmed": "Ahmad", "Clarke": "Clark",
    "Phillips": "Philips", "Griffiths": "Griffith", "Chowdhury": "Choudhry", "Rahman": "Rehman",
    "Price": "Preece", "Nowak": "Novak", "Thompson": "Thomson", "Morris": "Morriss",
}  # fmt: skip


def _skewed(
    common: Sequence[str], rare: Sequence[str], common_share: float
) -> tuple[list[str], list[float]]:
    """Names with running totals of how often: a few are everywhere, most are nearly alone."""
    weights = [1 / (rank + 4) for rank in range(len(common))]
    scale = common_share / sum(weights)
    tail = [1 / (rank + 60) ** 0.8 for rank in range(len(rare))]
    rest = (1 - common_share) / sum(tail)
    return [*common, *rare], list(
        accumulate([weight * scale for weight in weights] + [weight * rest for weight in tail])
    )


RARE_LAST = [
    f"{one}{two}{three}" for one, two, three in product(FRONT, ("", "ing", "er", "el"), BACK)
]
RARE_FIRST = [
    f"{one}{two}{three}".capitalize()
    for one, two, three in product(
        ["k", "l", "m", "n", "s", "t", "z", "r", "j", "d", "ar", "el", "il", "am"],
        [f"{a}{b}" for a, b in product(SOFT[:5], MIDDLE)],
        SOFT,
    )
]
LAST, FIRST = _skewed(COMMON_LAST, RARE_LAST, 0.45), _skewed(COMMON_FIRST, RARE_FIRST, 0.7)
