"""Who looks after an agreement can act on it: an alert to somebody who may not decide would reach nobody."""

from __future__ import annotations

from agreements.domain.agreement import Stewardship
from agreements.domain.errors import RuleBroken
from agreements.domain.wording import N_
from agreements.storage.people import accounts


class CannotLookAfter(RuleBroken):
    """Rule 6: the owner is alarmed in order to decide; so is the deputy."""

    sentence = N_(
        "Choose somebody who may decide on this agreement: a head of its department, or a privacy officer. "
        "The account must be in use."
    )

    def __init__(self, *, field: str) -> None:
        self.field = field
        super().__init__()


async def require_able(stewardship: Stewardship, department: str) -> None:
    """Raises `CannotLookAfter` for an owner or deputy who may not decide for `department`, or is not there."""
    for field in ("owner_id", "deputy_id"):
        account_id = getattr(stewardship, field)
        account = await accounts.by_id(account_id) if account_id else None
        if account_id and not (account and account.can_look_after(department)):
            raise CannotLookAfter(field=field)
