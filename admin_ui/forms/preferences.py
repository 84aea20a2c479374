"""How somebody wants to be told."""

from typing import Annotated

from pydantic import BeforeValidator

from admin_ui.forms.kinds import Control, Drawn, must_choose
from admin_ui.forms.record import FormModel, shown
from agreements.domain.digest import Rhythm
from agreements.domain.wording import N_
from agreements.texts import Language

HowOftenTold = Annotated[Rhythm, BeforeValidator(must_choose(Rhythm)), Drawn(Control.CHOICE, Rhythm, Rhythm.AT_ONCE)]
InLanguage = Annotated[Language, BeforeValidator(must_choose(Language)), Drawn(Control.CHOICE, Language, Language.NL)]


class PreferencesForm(FormModel):
    """A choice about one's own mail."""

    rhythm: HowOftenTold = shown(
        N_("Reminders by mail"),
        N_("The overview has what is more than 30 days away. What is nearer always comes at once."),
    )
    language: InLanguage = shown(N_("Language"), N_("Of your mails, and of these pages."))
