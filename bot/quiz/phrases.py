"""What people write around an answer: `I think it was ...`, several guesses at once, a denial, an aside."""

import re
import unicodedata

from bot.quiz.folding import words_of
from bot.quiz.word_lists import listed

_HEDGES = (
    "probably|maybe|perhaps|possibly|presumably|surely|certainly|definitely|obviously|clearly|of course|"
    "actually|basically|"
    "really|just|simply|likely|most likely|apparently|either way"
)
_LEADING = re.compile(
    r"(?:"
    rf"(?:{_HEDGES})|"
    r"(?:(?:um+|uh+|er+m*|erm|hm+|well|so|oh|ok|okay|yes|yeah|yep|ah|aha|hey|hi|hello|clio|please|easy|ooh)(?= ))|"
    r"(?:i (?:am |m )?(?:do |really |would |d |still |strongly )*"
    r"(?:think|believe|guess|reckon|suppose|say|answer|choose|go (?:with|for)|went with|bet|vote|assume|"
    r"suspect|know|remember|"
    r"recall|mean|feel|pick|imagine|(?:pretty |quite |fairly |almost |very )?(?:sure|certain|confident|positive))"
    r"(?: (?:that|on|of))?)|"
    r"(?:(?:ill|im|id) (?:going (?:with|for|to (?:say|go with|guess))|go(?:ing)? (?:with|for)|say|guess|"
    r"think|guessing|thinking|"
    r"saying|pretty sure|sure|quite sure|bet)(?: that)?)|"
    r"(?:im (?:pretty |quite |fairly |almost )?(?:sure|certain|confident)(?: that)?)|"
    r"(?:(?:my|the|our|correct|right|final|best) )*(?:answer|guess|bet|money|vote|response|solution|ans)"
    r"(?: (?:here|to this|to that))?(?: (?:is|was|would be|has to be|must be|should be|s|goes to|on|is on))?|"
    r"(?:(?:it|that|this|he|she|they|there|those|these|who|what)"
    r"(?: (?:probably|maybe|surely|certainly|definitely|obviously|clearly|actually))?"
    r" (?:is|was|are|were|s|d be|would be|would have been|will be|must be|must have been|should be|"
    r"could be|could have been|"
    r"might be|might have been|may be|may have been|has to be|had to be|has to have been|seems to be|"
    r"(?:is |was |were |are )?(?:called|named|known as))"
    r"(?: (?:probably|maybe|surely|certainly|definitely|obviously|clearly|actually))?"
    r"(?: (?:called|named|known as|titled))?)|"
    r"(?:its|hes|shes|thats|theyre|itd be|whos|twas|tis)(?: (?:called|named|probably|known as))?|"
    r"(?:(?:is|isnt|was|wasnt|were|are) (?:it|that|this|he|she|they))|"
    r"(?:(?:the|his|her|its|their) (?:man|woman|person|leader|name|place|city|town|treaty|term|word|event|organisation|"
    r"organization|country|party|one|battle|war|policy)(?: here)? (?:is|was|is called|was called))|"
    r"(?:so called|eto|cest|cetait|es war|es ist|das war)|"
    r"(?:must be|must have been|should be|could be|might be|would be|may be|has to be|gotta be|got to be|"
    r"called|named|known as)|"
    r"(?:(?:im |i am )?(?:not (?:quite |entirely |completely |totally |100 |really |very )?(?:sure|"
    r"certain)))(?: (?:but|though|if its|if))?|"
    r"(?:i (?:really )?dont (?:really )?know|idk|dunno|no idea|no clue|not a clue|i have no (?:idea|clue)|"
    r"havent a clue|"
    r"just a guess|wild guess|a guess|guess|guessing|if i remember (?:correctly|rightly|right|well)|iirc|"
    r"imo|imho|afaik|"
    r"as far as i (?:know|remember)|from memory|in my opinion|if im not (?:mistaken|wrong)|"
    r"unless im (?:mistaken|wrong))"
    r"(?: (?:but|maybe|so|id say|it is))?|"
    r"(?:that(?=(?: (?:the|a|an))? [a-z]+$))"
    r")(?: (?:a|an|the)(?= ))?(?= |$)"
)
_TRAILING = re.compile(
    r"(?<= )(?:"
    rf"(?:{_HEDGES})|"
    r"(?:(?:but )?i(?: am|m)? (?:really |do |would |d )?(?:think|believe|guess|reckon|suppose|say|assume|"
    r"know|suspect|imagine|"
    r"(?:pretty |quite |fairly |almost )?(?:sure|certain)))|"
    r"(?:im (?:pretty |quite |fairly |almost )?(?:sure|certain|guessing|thinking))|id (?:say|guess)|"
    r"(?:(?:but )?(?:im |i am )?not (?:quite |entirely |completely |totally |100 |really |very |"
    r"too )?(?:sure|certain)(?: though)?)|"
    r"(?:for (?:sure|certain)|no doubt|without (?:a )?doubt|if i remember (?:correctly|rightly|right|"
    r"well)|iirc|imo|imho|afaik|"
    r"if im not (?:mistaken|wrong)|unless im (?:mistaken|wrong)|as far as i (?:know|remember)|"
    r"in my opinion|from memory)|"
    r"(?:please|right|correct|lol|haha+|hehe|xd|though|idk|dunno|duh|man|mate|obv|obvs|tbh|ngl|fr|bro|sir|"
    r"miss|then|again|anyway|ofc|ez|easy|thanks|"
    r"thank you|is it|isnt it|was it|wasnt it|no wait|yes|yeah|ok|question mark|clio|hopefully|"
    r"(?:is |was )?(?:my|the) (?:final )?(?:answer|guess)|(?:is|was) (?:it|the one|the answer|my answer|right|correct)|"
    r"its (?:a )?guess|100|it (?:is|was)|just a guess|wild guess|a guess|"
    r"did(?: it| this| that)?|of course|naturally|and thats (?:it|final)|final answer|or so|or something|or whatever)"
    r")$"
)

_NEGATIONS = listed(
    "not no never except without neither nor none isnt wasnt arent werent nobody nothing anyone anybody "
    "anything everyone "
    "everybody everything but instead unlike hardly cannot cant dont doesnt didnt"
)
_SEPARATORS = re.compile(
    r"[,;/|\n\r+•·、，；]|\s[-–—~]+\s|[–—]{1,2}(?=\s)|(?<=\s)[–—]|->|=>|[()\[\]{}]|\.\.+|…|[:=]|\?+\s+|!+\s+|"
    r"(?<=[a-zA-Z]{3})\.\s+"
    r"|\s(?:or|and|oder|und|because|since|vs\.?|versus|aka|a\.k\.a\.|alias|i\.e\.|ie|also known as|"
    r"also called|otherwise)\s",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:it (?:was|is) |its )?not\s+(.+?)(?:\s*[,;.]\s*|\s+)but\s+(.+)|not\s+(.+?)\s*[,;]\s*(.+)", re.I | re.S
)
_LIST_MARK = re.compile(r"\s*\(?1[.)]\s+")
_DENIAL = re.compile(
    r"(.+?)[\s,;:.()–—-]*\b(?:(?:and|but)\s+)?(?:not|never|rather than|instead of|as opposed to|definitely not)\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)
_ASIDES = listed(
    "the a an who which that as when where born died in from of his her their its he she it they so by "
    "for i we my founded "
    "signed created established started formed also"
)
_ROLES = listed(
    "leader founder head ruler author chairman general secretary king queen emperor president dictator "
    "commander commissar "
    "minister chancellor premier prime foreign tsar marshal"
)
_AFTER_ROLES = listed("of for to in secretary minister commissar and")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_YEARS = re.compile(
    rf"(?:(?:c|ca|circa|b|d|born|died|r|in|of|from|on)\s*)?(?:\d{{1,2}}\s*)?(?:(?:{_MONTHS})\s*)?(?:\d{{1,2}}\s*)?"
    r"\d{3,4}s?(?:\s*(?:to\s*)?\d{2,4})?(?:\s*(?:ad|bc|ce|bce))?"
)


def without_phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without `I think it was` before them and `I believe` after them."""
    text = " ".join(words)
    while True:
        shorter = _TRAILING.sub("", _LEADING.sub("", text, count=1) if _LEADING.match(text) else text).strip()
        if shorter == text or not shorter:
            return tuple(text.split())
        text = shorter


def is_denial(words: tuple[str, ...]) -> bool:
    """Whether the words deny or exclude something: `not Lenin`, `anyone but Lenin`."""
    return not _NEGATIONS.isdisjoint(words)


def denied(text: str) -> tuple[str, str] | None:
    """`Lenin, not Stalin` and `not Stalin but Lenin` as what is said and what is denied."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if corrected := _CORRECTION.fullmatch(plain):
        return corrected[2] or corrected[4], corrected[1] or corrected[3]
    found = _DENIAL.fullmatch(plain)
    return (found[1], found[2]) if found else None


def without_list_mark(text: str) -> str:
    """`1. Lenin` as `Lenin`."""
    return _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text


def parts_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each part of a text that commas, brackets, `or`, `and` and the like set apart, without phrases."""
    plain = unicodedata.normalize("NFKC", text).replace("&", " and ")
    parts = (words_of(part) for part in _SEPARATORS.split(plain))
    bare = (without_phrases(words) for words in parts if words)
    return tuple(words for words in bare if not is_only_phrases(words))


def is_only_phrases(words: tuple[str, ...]) -> bool:
    """Whether nothing is said but `I think` or `of course`."""
    text = " ".join(words)
    return not text or _LEADING.fullmatch(text) is not None or _TRAILING.fullmatch("x " + text, 2) is not None


def is_aside(words: tuple[str, ...]) -> bool:
    """Whether a part only says more about the answer: `the leader of the Bolsheviks`."""
    if len(words) < 2:
        return False
    return words[0] in _ASIDES or (words[0] in _ROLES and words[1] in _AFTER_ROLES)


def is_year(words: tuple[str, ...]) -> bool:
    """Whether a part is the years of something: `1918`, `1870 1924`."""
    return _YEARS.fullmatch(" ".join(words)) is not None
