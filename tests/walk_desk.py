"""The part of a walk over all services that is about the desk: asked, answered, published, passed on and erased."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from agreements.domain.desk.correction import Outcome, Said
from agreements.domain.desk.links import Purpose
from agreements.domain.desk.question import QuestionKind
from agreements.domain.roles import Actor
from agreements.domain.viewing import EVERYTHING
from agreements.services.desk import correct, handle
from agreements.services.desk.ask import Wish, ask, confirm
from agreements.services.desk.forget import forget_askers
from agreements.services.desk.links import token_again
from agreements.services.desk.remind import remind
from agreements.storage.desk import questions
from agreements.storage.desk.questions import NoSuchQuestion, QuestionFilter
from tests import people
from tests.walk_programs import ProgramsWalk

SECRET = b"the secret of the walk"
NOWHERE = Path("/nowhere")


class DeskWalk(ProgramsWalk):
    """A register on some day, and what residents, colleagues and parties do at the desk."""

    asked = 0

    async def asked_a_question(self) -> None:
        if not self.references:
            return
        self.asked += 1
        wish = Wish(
            kind=self.chosen.choice(list(QuestionKind)),
            text="Klopt dit?",
            email=self.chosen.choice(["", "noa@inwoner.example"]),
        )
        await ask(self.office, SECRET, self.chosen.choice(self.references[-6:]), f"form {self.asked}", wish)

    async def confirmed_a_question(self) -> None:
        for number in range(1, self.asked + 1):
            token = await token_again(SECRET, Purpose.CONFIRM, number, self.office.now)
            if token:
                await confirm(self.office, SECRET, token)

    async def handled_a_question(self) -> None:
        number, who = await self._some_question(), self._somebody()
        steps: list[Callable[[], Awaitable[object]]] = [
            lambda: handle.take_up(self.office, who, number),
            lambda: handle.hand_over(self.office, who, number, people.HENK.id),
            lambda: handle.answer(self.office, who, number, "Ja, dit klopt."),
            lambda: handle.close(self.office, who, number, "Klaar"),
            lambda: handle.publish(self.office, who, number, "Klopt het?", "Het klopt."),
            lambda: handle.take_back(self.office, who, number),
        ]
        await self.chosen.choice(steps)()

    async def passed_on_a_correction(self) -> None:
        wish = correct.Wish(
            party=people.CORPORATION,
            email="privacy@delinde.example",
            number="Zaak 118",
            request="Het bedrag is 0 euro",
            due_on=self.day + timedelta(days=14),
        )
        task = await correct.ask_party(self.office, self._somebody(), SECRET, await self._some_question(), wish)
        if self.chosen.random() < 0.3:
            await correct.take_back(self.office, people.PETRA, task.question_id, task.id)
        elif token := await token_again(SECRET, Purpose.CORRECTION, task.id, self.office.now):
            said = Said(outcome=Outcome.DONE, done_on=self.day, function="Hoofd", remark="")
            await correct.confirm(self.office, token, said)

    async def saw_to_the_desk(self) -> None:
        await remind(self.office)
        await forget_askers(self.office, NOWHERE)

    def _somebody(self) -> Actor:
        return self.chosen.choice([people.PETRA, people.PETRA, people.HENK, people.BRAM])

    async def _some_question(self) -> int:
        found = await questions.find(QuestionFilter(among=EVERYTHING), limit=6)
        if not found:
            raise NoSuchQuestion()
        return self.chosen.choice(found).id
