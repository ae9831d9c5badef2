"""Questions that typed answers are held against."""

from typing import Any

from bot.quiz.question import Dated, KnownName, Named

COMMON: dict[str, Any] = {
    "book": "book",
    "chapter": "chapter",
    "id": "question",
    "prompt": "Who or what?",
    "difficulty": 2,
    "skill": "recall",
    "explain": "Because.",
    "sources": ("A. Wood, Stalin and Stalinism (2004).",),
}

PEOPLE = {
    "lenin": ("Vladimir Lenin", "Lenin", "Vladimir Ilyich Ulyanov"),
    "stalin": ("Joseph Stalin", "Iosif Dzhugashvili"),
    "trotsky": ("Leon Trotsky", "Lev Bronstein"),
    "zinoviev": ("Grigory Zinoviev",),
    "kamenev": ("Lev Kamenev",),
    "bukharin": ("Nikolai Bukharin",),
    "chicherin": ("Georgy Chicherin",),
    "chiang": ("Chiang Kai-shek", "Jiang Jieshi", "蒋介石", "蔣介石"),
    "mao": ("Mao Zedong", "Mao Tse-tung", "毛泽东"),
    "nicholas": ("Nicholas II",),
    "franklin": ("Franklin D. Roosevelt", "FDR"),
    "theodore": ("Theodore Roosevelt",),
    "thatcher": ("Margaret Thatcher",),
    "bismarck": ("Otto von Bismarck",),
    "de-gaulle": ("Charles de Gaulle",),
    "goering": ("Hermann Göring",),
    "king": ("Martin Luther King Jr.",),
    "henry-8": ("Henry VIII",),
    "henry-7": ("Henry VII",),
    "napoleon": ("Napoleon Bonaparte", "Napoleon I"),
    "napoleon-3": ("Napoleon III", "Louis-Napoleon"),
    "catherine": ("Catherine the Great", "Catherine II"),
    "ivan": ("Ivan the Terrible", "Ivan IV"),
    "ho": ("Ho Chi Minh",),
    "pilsudski": ("Józef Piłsudski",),
    "luxemburg": ("Rosa Luxemburg",),
    "franz": ("Franz Ferdinand", "Archduke Franz Ferdinand"),
    "wilhelm": ("Wilhelm II", "Kaiser Wilhelm II"),
    "gandhi": ("Mahatma Gandhi", "Mohandas Gandhi"),
    "indira": ("Indira Gandhi",),
    "lloyd-george": ("David Lloyd George",),
    "joan": ("Joan of Arc", "Jeanne d'Arc"),
    "khrushchev": ("Nikita Khrushchev",),
    "tito": ("Josip Broz Tito", "Tito"),
}

TERMS = {
    "comintern": ("Comintern", "Communist International", "Third International"),
    "cominform": ("Cominform", "Communist Information Bureau"),
    "nep": ("New Economic Policy", "NEP"),
    "war-communism": ("War Communism",),
    "ussr": ("USSR", "Union of Soviet Socialist Republics"),
    "brest": ("Treaty of Brest-Litovsk",),
    "versailles": ("Treaty of Versailles",),
    "rapallo": ("Treaty of Rapallo",),
    "riga": ("Treaty of Riga",),
    "pact": ("Molotov-Ribbentrop Pact", "Nazi-Soviet Pact"),
    "socialism": ("Socialism in One Country",),
    "bolsheviks": ("Bolsheviks",),
    "mensheviks": ("Mensheviks",),
    "ww1": ("World War I",),
    "plan": ("First Five-Year Plan",),
    "thirty": ("Thirty Years' War",),
    "theses": ("April Theses",),
    "october": ("October Revolution",),
    "revolution-1905": ("Revolution of 1905",),
    "collectivisation": ("collectivisation",),
    "industrialisation": ("industrialisation",),
    "authors": ("Marx and Engels",),
    "stalingrad": ("Battle of Stalingrad",),
    "labour": ("Labour Party",),
    "politburo": ("Politburo",),
    "kulaks": ("kulaks",),
    "land": ("Decree on Land",),
    "order-227": ("Order No. 227",),
    "congress": ("Twentieth Party Congress",),
    "permanent": ("permanent revolution",),
    "yalta": ("Yalta Conference",),
    "austria": ("Austria",),
    "australia": ("Australia",),
    "iran": ("Iran",),
    "slovakia": ("Slovakia",),
    "germany": ("East Germany",),
    "korea": ("North Korea",),
    "anti": ("Anti-Comintern Pact",),
    "black-death": ("Black Death",),
    "reformation": ("Reformation",),
    "petersburg": ("St Petersburg",),
    "yat-sen": ("Northern Expedition",),
    "neither": ("No war, no peace",),
    "leninism": ("Leninism",),
    "fourteen": ("Fourteen Points",),
    "magna": ("Magna Carta",),
    "duma": ("Duma",),
    "prussia": ("Prussia",),
}

FAMILIES = {"mao": "Mao", "franklin": "Roosevelt", "theodore": "Roosevelt", "ho": "Ho"}


def named(key: str, *, exact: bool = False, alone: bool = False) -> Named:
    """The question whose answer is this person or term; unless `alone`, in a chapter of a few that are like it."""
    others = () if alone else tuple(_known(other) for other in _NEIGHBOURS.get(key, ()))
    spellings = PEOPLE.get(key) or TERMS[key]
    return Named(
        kind="name",
        accepted=spellings,
        family=FAMILIES.get(key),
        is_person=key in PEOPLE,
        exact=exact,
        others=others,
        **COMMON,
    )


def _known(key: str) -> KnownName:
    spellings = PEOPLE.get(key) or TERMS[key]
    return KnownName(id=key, spellings=spellings, family=FAMILIES.get(key), is_person=key in PEOPLE)


_RUSSIANS = ("lenin", "stalin", "trotsky", "zinoviev", "kamenev", "bukharin", "chicherin", "nicholas")
_RUSSIAN_TERMS = (
    "comintern",
    "cominform",
    "nep",
    "war-communism",
    "brest",
    "bolsheviks",
    "mensheviks",
    "leninism",
    "anti",
)
_GROUPS = (
    (*_RUSSIANS, *_RUSSIAN_TERMS),
    ("franklin", "theodore"),
    ("gandhi", "indira"),
    ("henry-8", "henry-7"),
    ("napoleon", "napoleon-3"),
    ("versailles", "rapallo", "riga"),
    ("october", "revolution-1905"),
    ("austria", "australia"),
)
_NEIGHBOURS = {key: tuple(other for other in group if other != key) for group in _GROUPS for key in group}


def dated(answer: str, *, old_style: str | None = None, tolerance: str | None = None) -> Dated:
    """A question for a date."""
    return Dated(kind="date", answer=answer, answer_os=old_style, tolerance=tolerance, **COMMON)
