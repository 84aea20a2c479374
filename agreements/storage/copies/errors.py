"""Why no copy was made, put back, or moved to another database."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.storage.database.errors import StorageError


class CopyRefused(StorageError):
    """No copy was made, put back or moved."""


class FileExists(CopyRefused):
    """Neither a copy nor a register is ever overwritten."""

    sentence = N_("%(file)s is there already and is not overwritten. Move it away or choose another name.")


class NotEmpty(CopyRefused):
    """The same for a database on a server, where tables of anybody count."""

    sentence = N_("The database %(address)s has tables already and is not overwritten. Give another, empty one.")


class LeftoverJournal(CopyRefused):
    """SQLite would take what lies in it for the newest pages of whatever database has its name."""

    sentence = N_(
        "%(file)s belongs to another database than the one that would be there, and would damage it. Stop what uses it"
        " and move it away, together with the database it was of."
    )


class NoRegister(CopyRefused):
    """There is nothing to copy."""

    sentence = N_("There is no register at %(file)s.")


class NoRoom(CopyRefused):
    """The copy does not fit; that tells nothing about what is copied."""

    sentence = N_("The disk is full: %(file)s does not fit on it. Nothing is wrong with what was copied. Make room.")


class CannotWriteCopy(CopyRefused):
    """The place for the copy takes none; that tells nothing about what is copied either."""

    sentence = N_("%(file)s cannot be written (%(reason)s). Choose another place.")


class DamagedCopy(CopyRefused):
    """The file is no whole copy of a register."""

    sentence = N_("%(file)s is not a whole copy of a register. Take another copy.")


class DamagedRegister(CopyRefused):
    """The register itself cannot be read to its end."""

    sentence = N_("The register at %(file)s is damaged, and no copy was made. Keep it, and put the newest copy back.")


class CopyOfAnotherKind(CopyRefused):
    """A file of SQLite for PostgreSQL, or the other way round."""

    sentence = N_(
        "%(file)s is a copy of a register on %(database)s. Put it back there; `afspraken move` then takes the register"
        " to another kind of database."
    )


class ToolMissing(CopyRefused):
    """PostgreSQL's own programs know its formats, each up to its own version."""

    sentence = N_(
        "This needs %(tool)s of PostgreSQL %(version)s or newer. Install the client programs of PostgreSQL %(version)s"
        " (on Debian and Ubuntu: the package postgresql-client-%(version)s)."
    )


class ToolFailed(CopyRefused):
    """What PostgreSQL's own program said."""

    sentence = N_("%(tool)s could not do it: %(reason)s.")


class InUse(CopyRefused):
    """What a node writes during a move would be left behind, and what it sends would be sent twice."""

    sentence = N_("The register at %(address)s is in use. Stop every node that serves or sends, then do this again.")


class SameDatabase(CopyRefused):
    """From here to here."""

    sentence = N_("This is where the register is already. Give the address of another database.")


class CannotHold(CopyRefused):
    """A value that one database keeps and the other refuses, such as a zero byte in a text."""

    sentence = N_("The other database cannot keep %(table)s as it is (%(reason)s). Nothing was moved.")


class CopyDiffers(CopyRefused):
    """What was written and what is read back are not the same."""

    sentence = N_("%(table)s is not the same in the other database. Nothing was moved. Report this as a mistake.")
