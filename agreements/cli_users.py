"""`afspraken users`: accounts of people who sign in or get alerts."""

from __future__ import annotations

import click

from agreements.cli_support import OPERATOR, Refusal, with_register
from agreements.domain.vocabulary import Role
from agreements.services.users import add_user, new_sign_in_link, start_user, stop_user
from agreements.settings import load_settings


@click.group()
def users() -> None:
    """Accounts of people who sign in or get alerts."""


@users.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="What the person does.")
@click.option("--department", default="", help="The department, for a head.")
@click.option("--function", "function_title", default="", help="The function, as colleagues know it.")
def add(email: str, role: str, department: str, function_title: str) -> None:
    """Add an account and print a one-time sign-in link (valid for three days)."""
    settings = load_settings()
    _, token = with_register(
        settings, lambda desk: add_user(desk, OPERATOR, email, Role(role), department, function_title)
    )
    click.echo(f"{settings.base_url}/beheer/welkom/{token}")


@users.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a new one-time sign-in link for an account, to choose another password with."""
    settings = load_settings()
    token = with_register(settings, lambda desk: new_sign_in_link(desk, OPERATOR, email))
    if token is None:
        raise Refusal(f"There is no active account for {email}; add it with `afspraken users add`.")
    click.echo(f"{settings.base_url}/beheer/welkom/{token}")


@users.command()
@click.argument("email")
def stop(email: str) -> None:
    """Stop the account of somebody who left; alerts go to whoever stands in."""
    with_register(load_settings(), lambda desk: stop_user(desk, OPERATOR, email))
    click.echo(f"The account of {email} is stopped. Whoever stands in is told what was open.")


@users.command()
@click.argument("email")
def start(email: str) -> None:
    """Let a stopped account be used again."""
    with_register(load_settings(), lambda desk: start_user(desk, OPERATOR, email))
    click.echo(f"The account of {email} can be used again.")
