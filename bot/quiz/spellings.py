"""Spellings that are one word or one name to a historian, though they differ in letters."""

import re

_GROUPS = """
tsar czar tzar csar
tsarina tsaritsa czarina tzarina
tsarist czarist tzarist
tsarism czarism
tsardom czardom
saint st sainte sankt
mount mt
ramesses ramses rameses
gandhi ghandi
fort ft
romania rumania roumania
romanian rumanian
muslim moslem
quran koran
muhammad mohammed mohamed mohammad mahomet muhammed
kuomintang guomindang
kmt gmd
habsburg hapsburg
habsburgs hapsburgs
judgment judgement
kiev kyiv
kharkov kharkiv
lvov lviv
odessa odesa
belarus belorussia byelorussia
beijing peking
nanjing nanking
guangzhou canton
tianjin tientsin
chongqing chungking
mumbai bombay
centre center
theatre theater
programme program
grey gray
plough plow
mediaeval medieval
archaeology archeology
sulphur sulfur
aluminium aluminum
aeroplane airplane
gaol jail
kaiser keiser
emperor emporer
genghis chinggis jenghis chingis gengis
suleiman suleyman sulaiman
timur tamerlane
ottoman othman
bolsheviks bolsheviki
mensheviks mensheviki
marseille marseilles
lyon lyons
hanover hannover
basel basle
khrushchev kruschev krushchev khruschev krushchov
politburo politbureau politbyuro politbiuro
okhrana ochrana okhranka
petersburg petersberg petersburgh
treaty peace pact agreement accord accords treaties
railway railroad
joseph josef iosif jozef joe
clement clem
abraham abe
margaret maggie
robert bob bobby
richard dick
james jim jimmy
thomas tom
ronald ron
samuel sam
benjamin ben
leon lev leo
marshall marshal
nicholas nicolaus nicholaus nikolaus nikolai nikolay nicolas nikolaj nicolai
alexander aleksandr alexandre alexandr aleksander
michael mikhail michail mike
peter pyotr petr piotr
paul pavel
gregory grigory grigori grigorii grigoriy
george georgy georgi georgii georg
william wilhelm guillaume bill
karl carl charles carlos
frederick friedrich frederic frederik fredrick
francis francois
philip philippe felipe phillip
henry henri heinrich
john jan johann ivan jean
louis ludwig luis lewis
catherine ekaterina katherine yekaterina katharine kathryn
elizabeth elisabeth yelizaveta elizaveta
eugene evgeny yevgeny
vladimir wladimir
sergei sergey serge sergej
andrei andrey andrew
alexei alexey aleksei aleksey alexis
yuri yury iurii yuriy
theodore fyodor fedor teodor teddy
matthew matvei
maximilian maximillian
feliks felix
vyacheslav viacheslav wjatscheslaw
lavrenty lavrentiy lavrenti lavrentii
"""

# The first word of a line stands for all of it.
_STANDARD = {word: line.split()[0] for line in _GROUPS.strip().splitlines() for word in line.split()}

_PHRASES = {
    "great war": "world war 1",
    "soviet union": "ussr",
    "union soviet socialist republics": "ussr",
    "union of soviet socialist republics": "ussr",
    "cccp": "ussr",
    "sssr": "ussr",
    "new economic policy": "nep",
    "united nations": "un",
    "united nations organisation": "un",
    "united nations organization": "un",
    "uno": "un",
    "north atlantic treaty organisation": "nato",
    "north atlantic treaty organization": "nato",
    "united states": "usa",
    "united states america": "usa",
    "united states of america": "usa",
    "us": "usa",
    "america": "usa",
    "united kingdom": "uk",
    "great britain": "uk",
    "britain": "uk",
    "european economic community": "eec",
    "communist party of soviet union": "cpsu",
    "communist party of ussr": "cpsu",
    "chinese communist party": "ccp",
    "communist party of china": "ccp",
    "cpc": "ccp",
    "central intelligence agency": "cia",
    "royal air force": "raf",
    "african national congress": "anc",
    "palestine liberation organisation": "plo",
    "palestine liberation organization": "plo",
    "german democratic republic": "gdr",
    "ddr": "gdr",
    "east germany": "gdr",
    "federal republic of germany": "frg",
    "west germany": "frg",
    "peoples republic of china": "prc",
    "n korea": "north korea",
    "s korea": "south korea",
    "n vietnam": "north vietnam",
    "s vietnam": "south vietnam",
    "n ireland": "northern ireland",
    "s africa": "south africa",
    "e germany": "gdr",
    "w germany": "frg",
    "peace treaty": "treaty",
    "ww": "world war",
    "w w": "world war",
    "wwi": "world war 1",
    "wwii": "world war 2",
    "fww": "world war 1",
    "sww": "world war 2",
}
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in _PHRASES)

_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|er|ers)?$"), r"or\1"),
    (re.compile(r"^(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"(?<=[a-z]{3})ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=[a-z]{2})ll(ed|ing|er|ers)$"), r"l\1"),
)

# Ways of writing Slavic names in Latin letters, brought to one. Order counts.
_TRANSLITERATIONS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"schtsch|shch|stch", "sh"),
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"dzh|dsch|dj", "j"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"tz", "ts"),
        (r"ck", "k"),
        (r"x", "ks"),
        (r"ou", "u"),
        (r"w", "v"),
        (r"(?<=[eo])ff?$", "v"),
        (r"(?:skii|skiy|skij|skyi|skyy|skyj|ski|sky)$", "ski"),
        (r"ine$", "in"),
        (r"^y?e(?=[jzlgfks])", "e"),
        (r"^[ij](?=[aou])", "y"),
        (r"(?<=[bcdfghklmnprstvz])yo", "e"),
        (r"(?<=[bcdfghklmnprstvz])[yij](?=[eaou])", ""),
        (r"[eai][iyj](?=[^aeiou]|$)", "e"),
        (r"(?:ii|iy|ij|yi|y|j)$", "i"),
        (r"([bdfgklmnprstvz])\1", r"\1"),
    )
)

_ENDINGS = (("theses", "thesis"), ("crises", "crisis"), ("ies", "y"))


def standard_word(word: str) -> str:
    """A word in the spelling that stands for all of its spellings."""
    for pattern, replacement in _BRITISH:
        word = pattern.sub(replacement, word)
    return _STANDARD.get(word, word)


def standard_phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Long names by their short form: `New Economic Policy` as `nep`."""
    found: list[str] = []
    position = 0
    while position < len(words):
        length, short = _phrase_at(words, position)
        found.extend(short)
        position += length
    return tuple(found)


def _phrase_at(words: tuple[str, ...], position: int) -> tuple[int, list[str]]:
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        short = _PHRASES.get(" ".join(words[position : position + length]))
        if short is not None:
            return length, short.split()
    return 1, [words[position]]


def sound(word: str) -> str:
    """A word as its transliterations have it in common: Trotskii, Trotzky and Trotsky are one."""
    if len(word) < 4:
        return word
    for pattern, replacement in _TRANSLITERATIONS:
        word = pattern.sub(replacement, word)
    return word


def singular(word: str) -> str:
    """A plural as its singular, by the endings alone; numbers and short words stay as they are."""
    if len(word) < 4 or word.isdigit():
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + replacement
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
