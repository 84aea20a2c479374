"""Refusals about plans beforehand. See `agreements.domain.errors`."""

from __future__ import annotations

from agreements.domain.completeness import NO_PERSONAL_ADDRESS
from agreements.domain.errors import RuleBroken, WrongStatus
from agreements.domain.wording import N_


class PlanNotPublic(RuleBroken):
    """A plan is for everyone to read, so what it would become has to be too."""

    sentence = N_("This draft is not public, so it cannot be published as a plan.")


class ExistsAlready(RuleBroken):
    """An old agreement is reported, or recorded afterwards: nobody plans it."""

    sentence = N_("This agreement exists already, so it cannot be published as a plan.")


class BeginsBeforehand(RuleBroken):
    """Who may react is heard before it begins."""

    sentence = N_("This agreement begins on %(starts_on)s. Let people react before that day, or let it begin later.")
    field = "reactions_until"


class OwnPlan(RuleBroken):
    """Rule 9: whoever submits does not publish it either."""

    sentence = N_("You submitted this agreement yourself. Ask a colleague to publish it as a plan.")


class PlanStands(WrongStatus):
    """It is published already."""

    sentence = N_("This is published as a plan already. People can react until %(day)s.")


class NoPlan(WrongStatus):
    """There is nothing to withdraw."""

    sentence = N_("This is not published as a plan, so there is no plan to withdraw.")


class PlanStillOpen(RuleBroken):
    """People keep the time that they were promised."""

    sentence = N_("People can react to this plan until %(day)s. Approve it after that day, or withdraw the plan first.")


class ReactionsMissing(RuleBroken):
    """Approving after a plan needs an answer to the reactions."""

    sentence = N_("People could react to this plan. Say how many did, and what was done with it.")
    field = "reactions_answer"


class NothingToAnswer(RuleBroken):
    """There was no plan, so nobody reacted."""

    sentence = N_("This was not published as a plan. Leave the answer to reactions empty.")
    field = "reactions_answer"


class AddressInPlan(RuleBroken):
    """Everyone reads why a plan ended, and what was done with reactions."""

    sentence = NO_PERSONAL_ADDRESS
