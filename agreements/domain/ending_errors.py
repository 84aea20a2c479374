"""Refusals about the end of an agreement and what follows it (rules 7 and 13). See `agreements.domain.errors`."""

from __future__ import annotations

from agreements.domain.completeness import NO_PERSONAL_ADDRESS
from agreements.domain.errors import RuleBroken, WrongStatus
from agreements.domain.wording import N_


class TooEarlyToGoOn(RuleBroken):
    """Rule 7: so long before the end no review can say whether to go on."""

    sentence = N_("It is too early to decide to go on with this agreement: that can be done from %(from_on)s.")


class KeptIncomplete(RuleBroken):
    """Rule 8: who says that a law keeps data, says which data, which law, and until when."""

    sentence = N_("Say which data a law keeps, which law that is, and until which day.")
    field = "kept_law"


class NothingKept(RuleBroken):
    """What a law keeps is said together with that answer only."""

    sentence = N_("Leave these fields empty, or choose that the data are kept by law.")
    field = "kept_law"


class KeptUntilPassed(RuleBroken):
    """What no law keeps any more is destroyed."""

    sentence = N_("Choose a day after %(today)s. What no law keeps any more has to go.")
    field = "kept_until"


class AddressInKept(RuleBroken):
    """Everyone reads what a law keeps."""

    sentence = NO_PERSONAL_ADDRESS
    field = "kept_data"


class TerminationStands(WrongStatus):
    """Rule 13: for one end one decision stands."""

    sentence = N_("This agreement is terminated: it ends on %(ends_on)s. Withdraw the termination first.")


class NotTerminated(WrongStatus):
    """There is no early end to take back."""

    sentence = N_("This agreement is not terminated, so there is nothing to withdraw.")


class PredecessorFixed(RuleBroken):
    """Rule 7: what an agreement follows is fixed once it is approved."""

    sentence = N_("Which agreement this one follows was fixed at its approval and cannot be changed.")
    field = "predecessor"


class PredecessorNotYours(RuleBroken):
    """Rule 7: naming a predecessor silences its alarms, so it takes a right on it."""

    sentence = N_(
        "You may not decide about %(reference)s, so you cannot let another agreement follow it. "
        "Ask a privacy officer, or the head of its department."
    )
    field = "predecessor"


class NoSharedParty(RuleBroken):
    """Rule 7: a renewal goes on with a party of the agreement before."""

    sentence = N_(
        "This agreement shares no partner with %(reference)s, so it does not follow it. "
        "Leave the predecessor empty, or name the right one."
    )
    field = "predecessor"
