"""Why a list cannot be read: a class and a sentence each. A row that cannot be used is no error but a message."""

from __future__ import annotations

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_


class ImportRefused(AgreementError):
    """Base of all reasons why a whole file cannot be imported."""

    sentence = N_("This file cannot be imported.")


class OldSpreadsheet(ImportRefused):
    """Formats of spreadsheets whose size cannot be bounded before they are read: XLS, XLSB, Numbers, flat ODS."""

    sentence = N_("This kind of spreadsheet cannot be read. Save it as Excel workbook (.xlsx) and import that.")


class SpreadsheetDamaged(ImportRefused):
    """Something in a packed file or its XML is not as every program writes it."""

    sentence = N_("This spreadsheet is damaged. Open it in its own program, save it again and import that.")


class PasswordNeeded(ImportRefused):
    """The cells are behind a password."""

    sentence = N_("This spreadsheet has a password. Save it without a password and import that.")


class MacrosRefused(ImportRefused):
    """A spreadsheet with programs in it; a list of agreements needs none."""

    sentence = N_("This spreadsheet has macros. Save it as Excel workbook (.xlsx) without macros and import that.")


class UnpacksTooLarge(ImportRefused):
    """Far more comes out of a packed file than went into it, as no list of agreements does."""

    sentence = N_("This spreadsheet is too large to unpack. Copy only the list to a new file and import that.")


class TooManyCells(ImportRefused):
    """The sheets reach too far, or hold too much text, to be read in bounded memory."""

    sentence = N_("This spreadsheet has too many cells. Copy only the list to a new file and import that.")


class SheetTooLong(ImportRefused):
    """A cell lies further down in a sheet than any list goes, often by mistake."""

    sentence = N_(
        "There is a cell in row %(row)s; at most %(limit)s rows are read. "
        "Remove what stands below the list, or divide the list into smaller files."
    )


class SheetTooWide(ImportRefused):
    """A cell lies further to the right in a sheet than any list goes."""

    sentence = N_("Row %(row)s has more than %(limit)s columns. Remove those that are not part of the list.")


class UnknownSheet(ImportRefused):
    """The sheet that was asked for is not in the file."""

    sentence = N_("There is no sheet “%(sheet)s” in this file. It has: %(sheets)s.")


class NoSheets(ImportRefused):
    """A sheet was asked for of a file that has none, such as CSV."""

    sentence = N_("This file has no sheets. Import it without naming a sheet.")


class UnknownFile(ImportRefused):
    """The file is neither a list nor JSON, whatever its name says."""

    sentence = N_("This file is not a list. Choose a spreadsheet (.xlsx, .ods), a CSV file, or JSON of the register.")


class NothingToRead(ImportRefused):
    """An empty file."""

    sentence = N_("This file is empty. Choose a file with at least one row of column names.")


class FileTooLarge(ImportRefused):
    """More bytes than any list of agreements needs."""

    sentence = N_("This file is too large. Choose a file of at most %(limit)s MB.")


class TooManyRows(ImportRefused):
    """More rows than any list of agreements needs."""

    sentence = N_("This file has more than %(limit)s rows. Divide it into smaller files.")


class TooManyColumns(ImportRefused):
    """More columns than any list of agreements needs."""

    sentence = N_("Row %(row)s has more than %(limit)s columns. Check that the columns are divided by semicolons.")


class CellTooLong(ImportRefused):
    """A cell longer than a spreadsheet can hold; most often a quotation mark that was never closed."""

    sentence = N_(
        "Row %(row)s has a cell of more than %(limit)s characters. "
        "Shorten it, or close the quotation mark that was left open."
    )


class UnclosedQuote(ImportRefused):
    """A cell begins with a quotation mark and the file ends before it is closed."""

    sentence = N_("Row %(row)s has a quotation mark that is not closed. Close it and try again.")


class MisplacedQuote(ImportRefused):
    """Text follows directly on a closing quotation mark."""

    sentence = N_("Row %(row)s has a quotation mark in the wrong place. Write it twice inside a quoted cell.")


class NulBytes(ImportRefused):
    """NUL bytes mean a damaged or binary file."""

    sentence = N_("Line %(line)s has a NUL byte, so the file is damaged. Save it as CSV (UTF-8) again.")


class UnknownEncoding(ImportRefused):
    """Neither UTF-8, UTF-16 nor Windows-1252."""

    sentence = N_("Line %(line)s has characters that cannot be read. Save the file as CSV (UTF-8) and try again.")


class TitleColumnMissing(ImportRefused):
    """No row names a column for the title, so nothing can be told about the others."""

    sentence = N_(
        "No column with the title of the agreement was found. Name one column “Titel” or “Naam convenant”. "
        "The first row has: %(columns)s."
    )


class ColumnsDoubled(ImportRefused):
    """Two columns have the same name or the same meaning."""

    sentence = N_("Columns that mean the same: %(columns)s. Keep one of them, or give the other a different name.")


class ColumnNotInList(ImportRefused):
    """Somebody said something of a column that the list does not have."""

    sentence = N_("This list has no column “%(name)s”. Choose one of its columns, such as %(near)s.")


class FieldUnknown(ImportRefused):
    """A column was given to a field that an agreement does not have."""

    sentence = N_("An agreement has no field “%(name)s”. Choose another field, such as %(near)s.")


class FieldTwice(ImportRefused):
    """One field was given to two columns."""

    sentence = N_("The field “%(field)s” was chosen for the columns %(columns)s. Choose it for one of them.")


class NoSuchOrder(ImportRefused):
    """Which number is the day was said in unknown words, or of a column without dates."""

    sentence = N_("“%(order)s” is no order for this column. Of a column with dates, say %(orders)s.")


class WishUnreadable(ImportRefused):
    """What somebody typed about a column does not name a column and a field."""

    sentence = N_("“%(text)s” does not say which field a column is. Write it as “Onderwerp=titel”.")


class WordUnknown(ImportRefused):
    """A word of the list was explained by a word that the register does not have."""

    sentence = N_("“%(word)s” is no word for the field “%(field)s”. Choose one of: %(words)s.")


class MappingFileUnreadable(ImportRefused):
    """A mapping file that is damaged, or something else."""

    sentence = N_("The mapping file cannot be read (%(problem)s). Have it written again, or mend it.")


class BadJson(ImportRefused):
    """The JSON does not parse, or means different things to different readers."""

    sentence = N_("This JSON file cannot be read (%(problem)s). Export it again.")


class UnknownJson(ImportRefused):
    """The JSON is well formed but of no shape that the register knows."""

    sentence = N_("This JSON file has no list of agreements. Choose the JSON file that the register exports.")


class UnknownExportFormat(ImportRefused):
    """An export of a later version of the register."""

    sentence = N_("This file has the format “%(format)s”; the register reads “%(expected)s”. Export it again.")
