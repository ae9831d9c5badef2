"""Small questions for tests of the rules."""

from dataclasses import replace

from bot.quiz.question import Choice, Named, Option


def choice(question_id: str = "q-signed", options: int = 3) -> Choice:
    return Choice(
        book="book",
        chapter="chapter",
        id=question_id,
        prompt="Which treaty took Soviet Russia out of the war?",
        difficulty=2,
        skill="recall",
        explain="It was signed with the Central Powers.",
        sources=("A source",),
        kind="choice",
        options=tuple(
            Option(text=f"Treaty {number}", correct=number == 0, why=None if number == 0 else "Another war.")
            for number in range(options)
        ),
    )


def true_false() -> Choice:
    options = (Option(text="True", correct=True), Option(text="False", correct=False))
    return replace(choice("q-true"), kind="true-false", options=options)


def named() -> Named:
    return Named(
        book="book",
        chapter="chapter",
        id="q-name",
        prompt="Who led the delegation?",
        difficulty=3,
        skill="recall",
        explain="He refused to sign.",
        sources=("A source",),
        kind="name",
        accepted=("Leon Trotsky",),
        family="Trotsky",
        is_person=True,
    )
