"""How the names of people are put together: ranks, given names, families, initials."""

import re
from collections.abc import Iterable

from bot.quiz.spellings import standard_word
from bot.quiz.word_lists import listed

RANKS = listed("""
    comrade tovarish prophet ayatollah pandit mr mister sir dr doctor prof professor tsar czar tzar king emperor
    kaiser pope chairman president
    premier chancellor marshal fieldmarshal general gen field generalissimo admiral colonel col captain capt major maj
    lieutenant lt sergeant sgt brigadier commander commissar minister prime secretary lord baron count duke prince earl
    viscount marquis archduke grand grandduke sultan shah khan caliph saint st father fr brother bishop archbishop
    cardinal reverend rev rabbi imam senator governor ambassador justice judge premier fuhrer fuehrer duce caudillo
    dictator leader chief herr monsieur don senor signor citizen vice
    """)
WOMENS_RANKS = listed(
    "mrs ms miss madame madam mme frau lady dame queen empress tsarina tsaritsa czarina princess duchess countess "
    "baroness archduchess sister mother fraulein"
)
_PEERS = listed("duke duchess earl count countess viscount marquis baron baroness lord")
WIVES_RANKS = listed("mrs madame madam mme frau lady")

# A rank that begins a thing's name belongs to it: General Strike, Prime Minister, Grand Alliance.
SURE_RANKS = RANKS - listed(
    "general gen field grand major prime minister secretary vice saint st father brother justice citizen "
    "leader count don"
)

# After a name these are ranks or bynames; they do not stand alone for their bearer.
BYNAMES = listed(
    "khan pasha shah bey sultan great terrible conqueror magnificent bald bold fat pious fair good wise cruel impaler "
    "liberator lionheart confessor unready jr sr junior senior younger elder"
)

PARTICLES = listed("von van de der den da di du della del la le dos al el bin ibn zu af y ter ten")

EAST_ASIAN_FAMILIES = listed(
    "mao deng zhou chou chiang jiang sun lin liu zhu chu peng wang hua li yuan song soong hu xi chen "
    "zhang bo kang ye yang "
    "zhao wu feng puyi cixi kim park rhee ngo vo nguyen ho le pham bao tokugawa toyotomi oda tojo "
    "konoe ito yamamoto hong zeng guo"
)
_LAST_NAME_TOO = frozenset({"ngo", "vo", "nguyen", "le", "pham", "tokugawa", "toyotomi", "oda"})

# People who are called by their first name.
CALLED_BY_FIRST_NAME = listed(
    "napoleon galileo michelangelo dante leonardo rembrandt raphael saddam fidel che petrarch augustus genghis kublai "
    "charlemagne hirohito cleopatra nefertiti tutankhamun suleiman saladin erasmus copernicus boudica attila rasputin "
    "tiberius ashoka evita vercingetorix spartacus shaka"
)

WOMENS_NAMES = listed("""
    alexandra alice angela anna anne annie barbara beatrice benazir bertha betty catherine charlotte clara clare claudia
    coretta corazon diana dorothy edith eleanor elena elizabeth ella ellen emily emma emmeline ethel eva florence
    frances frida germaine golda grace hannah harriet helen hillary indira inessa irene isabel isabella jane janet
    jacqueline joan josephine julia kamala larissa laura lucy lydia margaret maria marie martha mary matilda mildred
    millicent nadezhda nancy natalia olga olive olympe pearl rachel rosa rosalind ruth sarah simone sojourner sonia
    sophia sophie svetlana sylvia tatiana theresa valentina vera victoria virginia winnie yekaterina zinaida
    alexandria christabel
    """)
MENS_NAMES = listed("""
    abraham adam adolf adolph alan albert alexander alexandre alexei alfred andrei andrew anthony anton antonio aristide
    arthur august augusto austen benedict benito benjamin bernard bertrand bill boris calvin carl carlos charles chester
    christopher clement cordell daniel david dean denis douglas dwight edmund edouard edward edvard emile enver erich
    ernest ernst eugene felix ferdinand fidel francis francisco francois frank franklin franz fred frederick friedrich
    gamal gavrilo george georges georgi georgy gerald giuseppe graham gregory grigori grigory guy gustav hafez harold
    harry heinrich helmut henri henry herbert herman hermann horatio hubert hugh hugo igor imre ivan jack jacob jacques
    jake james jan jawaharlal jean jefferson jeremy jim jimmy joachim joe johann johannes john jomo josef joseph joshua
    josip juan julian julius julis karl keith kenneth klement klemens konrad konstantin kwame lavr lavrenti lavrenty
    lavrentiy lazar leo leon leonid leopold lev lewis lloyd lorenzo louis lucas ludwig luis luigi lyndon maksim
    marcus mark martin matthew matthias matyas maurice max maxim maxime maximilian maximilien michael miguel mikhail
    mohandas moses mustafa napoleon nathaniel nelson neville nicholas nicolae nicolas niccolo nikita nikolai nikolay
    noah norman oliver oskar otto pablo patrick paul pavel pedro peter philip philippe pierre pyotr raymond rene
    richard robert roger ronald rudolf rudolph salvador sam samuel saul sergei sergey sidney simon stanley stefan
    stephen steve ted theodor theodore thomas tom toussaint ulrich ulysses vaclav victor viktor vittorio vladimir
    vyacheslav walter warren wendell wilhelm will william willy winston wladyslaw woodrow yakov yegor yitzhak yuri
    zachary slobodan fyodor shaka edgar syngman muhammad ali haile menelik genrikh feliks vasco hernan hernando
    marco amerigo galileo gaius lucius publius titus
    alexis alan lech nicolaus tadeusz jozef iosif klim kliment
    """)
GIVEN_NAMES = WOMENS_NAMES | MENS_NAMES

# Given names of people whose family name alone is often the accepted answer.
_BEARERS = """
lenin: vladimir ilyich ilich nikolai
stalin: joseph josef iosif vissarionovich koba josif
trotsky: leon lev davidovich leo
marx: karl carl
engels: friedrich frederick
hitler: adolf adolph
mussolini: benito
churchill: winston spencer
khrushchev: nikita
gorbachev: mikhail
yeltsin: boris
brezhnev: leonid
bukharin: nikolai nicholas
zinoviev: grigory grigori gregory
kamenev: lev leon
kerensky: alexander aleksandr
molotov: vyacheslav
beria: lavrenty lavrenti lavrentiy
zhukov: georgy georgi
kirov: sergei sergey
rasputin: grigori grigory
tukhachevsky: mikhail
dzerzhinsky: felix feliks
luxemburg: rosa
liebknecht: karl
bismarck: otto von
napoleon: bonaparte
robespierre: maximilien
danton: georges
marat: jean paul
voltaire: francois marie arouet
rousseau: jean jacques
roosevelt:
wilson: woodrow thomas
truman: harry
eisenhower: dwight
kennedy:
nixon: richard
reagan: ronald
lincoln: abraham abe
washington: george
thatcher: margaret
gandhi: mohandas mahatma mohandas
nehru: jawaharlal
mandela: nelson
castro: fidel
tito: josip broz
franco: francisco
mao: zedong tse tung tsetung
luther: martin
calvin: john jean
cromwell: oliver
darwin: charles
einstein: albert
newton: isaac
galileo: galilei
columbus: christopher
goebbels: joseph josef
goering: hermann herman
himmler: heinrich
plekhanov: georgi georgy
martov: julius yuli
kornilov: lavr
kolchak: alexander aleksandr
denikin: anton
chicherin: georgy georgi
litvinov: maxim maksim
"""
BEARERS = {line.split(":")[0]: frozenset(line.split(":")[1].split()) for line in _BEARERS.strip().splitlines()}

_PATRONYMIC = re.compile(
    r"[a-z]{2,}(?:ovich|evich|ovitch|evitch|ovych|yevich|ivich|ovna|evna|yevna|ichna)|ilyich|ilich|ilitch|"
    r"fomich|kuzmich|lukich"
)


def is_patronymic(word: str) -> bool:
    """Whether a word is a Russian patronymic by its ending."""
    return _PATRONYMIC.fullmatch(word) is not None


def without_ranks(words: tuple[str, ...], ranks: Iterable[str] = RANKS) -> tuple[str, ...]:
    """The words without the ranks that lead them, unless nothing else is there."""
    known = frozenset(ranks)
    position = 0
    while position < len(words) - 1 and words[position] in known:
        position += 1
    rest = words[position:]
    if not position or rest[0] != "of":
        return rest
    return rest[1:] if words[position - 1] in _PEERS and len(rest) > 1 else words


_FIRST_WORDS = GIVEN_NAMES | CALLED_BY_FIRST_NAME | (EAST_ASIAN_FAMILIES - {"le", "park", "song", "bo"})


def looks_like_a_person(words: tuple[str, ...]) -> bool:
    """Whether a name without more said about it is a person's: a rank or a given name, then one to three words."""
    if not all(word.isalpha() for word in words) or {"of", "and", "the"} & set(words):
        return False
    names = [word for word in words if word not in PARTICLES]
    if 2 <= len(words) <= 3 and words[0] in SURE_RANKS | {"father"}:
        return True
    given = names[1:2] if names and len(names[0]) == 1 else names[:1]
    is_known = any(word in _FIRST_WORDS or standard_word(word) in GIVEN_NAMES for word in given)
    return is_known and 2 <= len(names) <= 4 and len(names[-1]) > 2


def family_of(name: tuple[str, ...], family: tuple[str, ...], *, hyphenated_last: bool) -> tuple[tuple[str, ...], ...]:
    """The parts of a person's name that stand alone for it, from what the content says or by custom.

    `name` is without ranks. In `Chiang Kai-shek` (a hyphen in the last word) and `Mao Zedong` the family comes first.
    A ruler (`Nicholas II`, `Ivan the Terrible`, `Joan of Arc`, `Franz Ferdinand`) has none.
    """
    if family:
        return (family,)
    if len(name) < 2:
        return (name,)
    is_later_ruler = name[-1].isdigit() and name[-1] != "1"
    called = (name[:1],) if name[0] in CALLED_BY_FIRST_NAME and not is_later_ruler else ()
    if _has_two_family_names(name):
        return (name[-2:],)
    if _is_a_rulers(name):
        return called
    if hyphenated_last or name[0] in EAST_ASIAN_FAMILIES:
        return (name[:1], name[-1:]) if name[0] in _LAST_NAME_TOO else (name[:1],)
    start = _start_of_family(name)
    return tuple(dict.fromkeys((*called, name[start:], name[-1:])))


def _has_two_family_names(name: tuple[str, ...]) -> bool:
    """`David Lloyd George`: a given name at the end of three belongs to the family."""
    is_plain = not {"of", "the"} & set(name) and name[-2] not in PARTICLES
    return is_plain and len(name) == 3 and name[-1] in GIVEN_NAMES - _FAMILIES_TOO and name[0] in GIVEN_NAMES


def _is_a_rulers(name: tuple[str, ...]) -> bool:
    return (
        bool({"of", "the"} & set(name))
        or name[-1].isdigit()
        or name[-1] in BYNAMES - {"jr", "sr", "junior", "senior"}
        or (name[-1] in GIVEN_NAMES and name[0] in GIVEN_NAMES and name[-1] not in _FAMILIES_TOO)
    )


_FAMILIES_TOO = listed(
    "luther franklin nelson lloyd jefferson calvin martin douglas leopold stanley lewis marcus wendell "
    "arthur adam jackson "
    "clement norman walter warren oliver oskar salvador"
)


def _start_of_family(name: tuple[str, ...]) -> int:
    """Where the family begins: its particles belong to it (`von Bismarck`)."""
    start = len(name) - 1
    while start > 1 and name[start - 1] in PARTICLES:
        start -= 1
    return start
