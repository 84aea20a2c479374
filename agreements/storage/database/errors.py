"""What can go wrong with the database, in words the rest of the register can act on.

The drivers of SQLite and PostgreSQL have their own exceptions; `driver_errors` turns them into these, so
that services handle both databases alike. Programming errors (bad SQL, wrong type) are not translated.
"""

from __future__ import annotations

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_


class StorageError(AgreementError):
    """Base of all refusals by the database."""


class Busy(StorageError):
    """Another writer held the lock too long, or PostgreSQL chose this transaction to give way. Nothing was stored."""

    sentence = N_("The register is busy. Nothing was stored. Try again in a moment.")

    def __init__(self) -> None:
        super().__init__()


class ConstraintViolation(StorageError):
    """A constraint of the schema refuses a value; the log is told which, people are not."""

    def __init__(self, constraint: str) -> None:
        self.constraint = constraint
        super().__init__(constraint=constraint)

    def __str__(self) -> str:
        return f"{super().__str__()} ({self.constraint})"


class UniqueViolation(ConstraintViolation):
    """A value that may occur once is there already.

    `constraint` is `table.column, table.column` or `index 'name'` on SQLite, the constraint's name on PostgreSQL.
    """

    sentence = N_("This is in the register already. Change what is there, or choose another value.")


class CheckViolation(ConstraintViolation):
    """A CHECK, NOT NULL or column type of the schema refuses the value.

    `constraint` is the name of the CHECK, or `table.column` for a missing or mistyped value.
    """

    sentence = N_("The register cannot store this value. Correct it and try again.")


class ForeignKeyViolation(StorageError):
    """A row points to a row that is not there, or a row that others point to would disappear."""

    sentence = N_("This belongs to other records of the register. Remove or change those first.")

    def __init__(self) -> None:
        super().__init__()


class AppendOnlyViolation(StorageError):
    """A trigger refuses to change or remove what is kept for good (rule 10: nothing is removed)."""

    sentence = N_("This is kept for good and cannot be changed or removed: %(message)s.")

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message=message)


class StorageUnavailable(StorageError):
    """The disk is full, the database is read-only, damaged or out of reach.

    `reason` is the driver's, for the administrator. When the connection was lost during COMMIT the change may
    have been stored all the same.
    """

    sentence = N_(
        "The database cannot be used now (%(reason)s). Try again later, and look first whether your change was stored."
    )

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason=reason)


class DiskFull(StorageUnavailable):
    """There is no room left for the change."""

    sentence = N_("The disk of the register is full. Nothing was stored. Make room on it, then do this again.")


class ReadOnly(StorageUnavailable):
    """The disk or the rights on the file let nobody write."""

    sentence = N_(
        "The register can be read but not changed: its disk or file is read-only. Nothing was stored. Make it "
        "writable, then do this again."
    )


class NoRight(StorageUnavailable):
    """The database refuses to read or change something for whom we are there: for a public reader all that is not
    public."""

    sentence = N_(
        "The database gives its account no right to this (%(reason)s). Look at “Public readers” in docs/operations.md."
    )


class NotConfined(StorageError):
    """What is there for the public alone can read more than that. `address` shows no password."""

    sentence = N_(
        "The account at %(address)s can read more than what is public (%(tables)s). Give one that has the rights of "
        "the role %(role)s and no other: look at “Public readers” in docs/operations.md."
    )

    def __init__(self, address: str, tables: str, role: str) -> None:
        super().__init__(address=address, tables=tables, role=role)


class MadeByAnotherVersion(StorageError):
    """Whoever only reads met a public memory that another version put in its own form. `address` shows no password."""

    sentence = N_(
        "What lists read of the register at %(address)s was made by another version. Run `afspraken migrate` of this "
        "version first."
    )

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class NoRegisterThere(StorageError):
    """A command that works on a register found none. `address` shows no password."""

    sentence = N_(
        "There is no register at %(address)s. Look at AFSPRAKEN_DATABASE_URL and at the folder you are in; `afspraken "
        "migrate` makes a new one."
    )

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class MigrationsPending(StorageError):
    """A command that only reads met a register of an older version, and changes nothing."""

    sentence = N_("The register at %(address)s lacks %(migrations)s of this version. Run `afspraken migrate` first.")

    def __init__(self, address: str, migrations: str) -> None:
        super().__init__(address=address, migrations=migrations)


class UnknownDatabase(StorageError):
    """The database address is of no kind this register can use. Never shows the address: it may hold a password."""

    sentence = N_("The database address must look like sqlite:///var/afspraken.sqlite or postgresql://user@host/name.")

    def __init__(self) -> None:
        super().__init__()


class NewerSchema(StorageError):
    """The database was migrated by a newer version of the register; this one would damage it."""

    sentence = N_("The database is newer than this program (it has %(migrations)s). Install the newer version.")

    def __init__(self, migrations: str) -> None:
        super().__init__(migrations=migrations)
