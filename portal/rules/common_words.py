"""Words that people guess first in passwords: general, keyboards, places, clubs, our trade."""

WORDS = frozenset(
    """
    aaron abcabc ac academy access account action admin administrator adviser afternoon agency
    alexander alfie all always amanda amelia america amlwch and andrew angel angela animal
    anthony anything apple april archie arsenal ashley aston august austin autumn avrillavigne
    badger banana bangor barcelona barnet barney baseball basket basketball bassett batman
    beautiful bedford bella benjamin berlin billy birmingham biscuit blackburn blackpool blue
    bolton boris boston bradford brandon brighton bristol brittany brother bubbles buddy burnley
    butter butterfly caerdydd cafcass cambridge camden captain cardiff carlisle caroline
    casework celtic champion changeit changeme changethis charles charlie charlotte cheese
    chelsea chester chicken child children chloe chocolate chris christine christmas christopher
    church coffee college computer confidential consult consultation cookie cosmopolitan council
    counterstrike county coventry cowboy crystal cymraeg cymru daisy dallas daniel danielle
    david december default demo denver derby diamond diana director doctor doctors dolphin
    donald dragon dudley duncan dundee durham eagle early edinburgh education edward elephant
    elizabeth emily emma england english enter essex europe eurovision everton everyone example
    exeter facebook falcon family fantasy february ferrari final finalfantasy finance fishing
    flower football for forest forever forgotten france freddie freedom friday friend friends
    from fulham galaxy garden george georgia ginger glasgow gloucester goodbye google grace
    grandma granny green guardian guest guitar gwent gwynedd hackney hannah happy harley harrow
    harry health heather heaven heddlu hello help helpme henry here hereford hereweare holiday
    home hospital house housing hub hunter i iceland ilove iloveyou in ingodwetrust instagram
    international internet ipswich ireland is isabella islington it its jack jackson jacob james
    jamesbond january jasmine jason jennifer jessica jesus jones jordan joseph joshua juliet
    july june junior justice justin katherine kevin killer kingdom kitten lambeth lancaster
    larkin lauren leader leaveme leeds leicester leonard letmein lewis lewisham liberty lily
    lincoln lincolnshire linkedin little liverpool lock lockdown login london love lovely lover
    lovers loves lucky madison madrid maggie man management manager manchester march margaret
    maria mary mash master matrix matthew maximus maxwell me megan member mercedes merlin
    michael michelle mickey midwife millie mine minecraft minister molly monday money monkey
    monster morgan morning mother motherfucker mountain mrs music my mylove naruto natalie
    natasha needforspeed newcastle newport newyork nhs nicholas nicole ninja nobody norwich
    nothing nottingham november number nurse nursery october of office officer oldham olivia on
    onedirection open orange oscar our oxford paddington parent paris pass passcode passphrase
    passw passwd password passwords patricia patrick peanut pepper peter phoenix pizza plan
    playstation plymouth pokemon police poole poppy portal porthcawl portsmouth preston princess
    private professional protect protection public pumpkin purple rabbit rachel rainbow ranger
    rangers raven reading rebecca redditch referral remember report residentevil review richard
    richmond robert rochdale rose rover rovers royal ruby rugby russell ryan sabrina safe
    safeguard safeguarding safeguardingportal safety sainsbury salford samantha samsung samuel
    sandra saturday school scotland scott sebastian secret secure security september server
    service services seven shadow shannon sheffield silver simon simpsons smith smokey snoopy
    snowball social socialwork socialworker sonyericsson sophie southampton southend spain
    special spider spiderman spring staff standard stanley star starwars station stella stephen
    steven stockport stoke stratocaster strawberry stronger student summer sunday sunderland
    sunflower sunshine super superman supernatural support surgery surname swansea sweet swindon
    sydney taffy taylor teacher team teamwork telephone temp temporary tesco test tester testing
    thanks the thechild thefamily this thomas threshold thunder thursday tiger tigger to toby
    together torquay tottenham training transformers truro trust trustno tuesday united unknown
    us user username vampire vanessa victoria village vincent virgin visitor volunteer wakefield
    wales walsall warrington warrior was watford we wednesday weekend welcome wessen westham
    whatever whatsapp who wigan william willow windows winner winston winter with wizard
    wolverhampton wolves woman wonder worcester worker wrexham xbox yellow yesterday yorkshire
    you your youtube zachary zoe
    """.split()  # noqa: SIM905 - a list a person can read and extend
)

# Runs of keys and of characters: any three or more in a row, in either direction.
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "0102030405060708090",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qazxswedcvfrtgbnhyujmkiolp",
    "1qazxsw23edcvfr45tgbnhy6",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qweasdzxc",
    "147258369",
    "159753",
    "112233445566778899",
)
