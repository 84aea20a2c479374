"""`afspraken users`: accounts of people who sign in or get alerts."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from agreements.cli_support import OPERATOR, Refusal, with_register
from agreements.domain.vocabulary import Role
from agreements.opening import Opening
from agreements.services.people import change_user, forget_user, list_people, sign_out, sign_out_everyone
from agreements.services.users import add_user, new_sign_in_link, start_user, stop_user
from agreements.settings import load_settings
from agreements.storage.people.accounts import Account
from agreements.texts import LANGUAGES


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
        settings, lambda office: add_user(office, OPERATOR, email, Role(role), department, function_title)
    )
    click.echo(f"{settings.base_url}/beheer/welkom/{token}")


@users.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a new one-time sign-in link for an account, to choose another password with."""
    settings = load_settings()
    token = with_register(settings, lambda office: new_sign_in_link(office, OPERATOR, email))
    if token is None:
        raise Refusal(f"There is no active account for {email}; add it with `afspraken users add`.")
    click.echo(f"{settings.base_url}/beheer/welkom/{token}")


@users.command()
@click.argument("email")
def stop(email: str) -> None:
    """Stop the account of somebody who left; alerts go to whoever stands in."""
    with_register(load_settings(), lambda office: stop_user(office, OPERATOR, email))
    click.echo(f"The account of {email} is stopped. Whoever stands in is told what was open.")


@users.command()
@click.argument("email")
def start(email: str) -> None:
    """Let a stopped account be used again."""
    with_register(load_settings(), lambda office: start_user(office, OPERATOR, email))
    click.echo(f"The account of {email} can be used again.")


@users.command(name="list")
@click.option("--with-addresses", is_flag=True, help="Show mail addresses too: they are personal data.")
def list_(with_addresses: bool) -> None:
    """Show every account: id, function, role, department, whether it is active, and the last sign-in (UTC)."""
    found = with_register(load_settings(), lambda _: list_people(), Opening.READS)
    head = ["id", "function", "role", "department", "active", "last sign-in", *(["address"] if with_addresses else [])]
    rows = [head, *(_columns(account, at, with_addresses=with_addresses) for account, at in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _columns(account: Account, signed_in_at: datetime | None, *, with_addresses: bool) -> list[str]:
    shown = [
        account.id,
        account.function_title or "-",
        account.role.value,
        account.department or "-",
        "yes" if account.is_active else "no",
        signed_in_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") if signed_in_at else "-",
    ]
    return [*shown, account.email] if with_addresses else shown


@users.command()
@click.argument("id")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="What the person does.")
@click.option("--department", help="The department, for a head; empty for none.")
@click.option("--email", help="Another address.")
@click.option("--function", "function_title", help="The function, as colleagues know it.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of mails and pages.")
def change(
    id: str,
    role: str | None,
    department: str | None,
    email: str | None,
    function_title: str | None,
    language: str | None,
) -> None:
    """Change an account. Another role or address signs the person out everywhere."""
    is_changed = with_register(
        load_settings(),
        lambda office: change_user(
            office,
            OPERATOR,
            id,
            role=Role(role) if role else None,
            department=department,
            email=email,
            function_title=function_title,
            language=language,
        ),
    )
    click.echo(f"Account {id} is changed." if is_changed else f"Account {id} is so already; nothing is changed.")


@users.command(name="sign-out")
@click.argument("id", required=False)
@click.option("--all", "everyone", is_flag=True, help="Everybody, in place of one account.")
def sign_out_(id: str | None, everyone: bool) -> None:
    """End all sessions of an account at once, or of everybody."""
    if (id is None) is not everyone:
        raise click.UsageError("Give the id of an account, or --all.")
    if id is None:
        ended = with_register(load_settings(), lambda office: sign_out_everyone(office, OPERATOR))
        click.echo(f"Everybody is signed out; {ended} sessions ended.")
        return
    with_register(load_settings(), lambda office: sign_out(office, OPERATOR, id))
    click.echo(f"Account {id} is signed out everywhere.")


@users.command()
@click.argument("id")
def forget(id: str) -> None:
    """Take away what points at a person who left. Cannot be undone; copies made before still hold it."""
    settings = load_settings()
    with_register(settings, lambda office: forget_user(office, OPERATOR, id, settings.mail_directory))
    click.echo(f"Account {id} is forgotten. Copies of the register that were made before still hold it.")
