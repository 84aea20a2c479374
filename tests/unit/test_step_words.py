"""Every step of the domain has its words, its form and its service in beheer."""

from __future__ import annotations

from admin_ui.agreement.steps import STEPS
from agreements.domain import possible_steps
from agreements.domain.roles import Action


def test_beheer_has_a_page_for_every_step_of_the_domain_and_for_no_other() -> None:
    actions = [step.action for step in STEPS]

    assert sorted([*actions, Action.AMEND]) == sorted(possible_steps.STEPS), "changing has the form of the agreement"
