"""The text of a résumé, from pasted text or from a PDF or DOCX file, read with care: a file comes
from anywhere, so its size, its pages and what it unpacks to are bounded before it is read."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePath

from viva.errors import InputRefused

MAX_FILE = 4_000_000  # bytes
MAX_TEXT = 20_000  # characters: about ten pages
MAX_PAGES = 10
MAX_UNPACKED = 20_000_000  # bytes of all that a DOCX holds
MAX_ENTRIES = 500
MIN_LETTERS = 40
TYPES = (".pdf", ".docx", ".txt", ".md")

_PASTE = "Paste its text instead."


def read_resume(data: bytes, name: str) -> str:
    """The text of the file ``name``.

    Raises:
        InputRefused: it is too large, of another kind, damaged, or holds no text.
    """
    if len(data) > MAX_FILE:
        raise InputRefused(
            f"The file is larger than {MAX_FILE // 1_000_000} MB.",
            next_step="Save it without pictures, or paste its text.",
        )
    if not data:
        raise InputRefused("The file is empty.", next_step=_PASTE)
    match PurePath(name.lower()).suffix:
        case ".pdf":
            text = _pdf(data)
        case ".docx":
            text = _docx(data)
        case ".txt" | ".md" | "":
            text = _plain(data)
        case other:
            raise InputRefused(
                f"A file of the kind {other} cannot be read.",
                next_step="Give a PDF, a DOCX or plain text.",
            )
    return checked(text)


def checked(text: str) -> str:
    """``text`` with its spacing set right and without what cannot be seen.

    Raises:
        InputRefused: it is too long, or too little is there.
    """
    seen = "".join(
        c
        for c in unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\t", " "))
        # Characters without a width or that turn the line around are how text is hidden.
        if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in seen.splitlines())
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(tidy) > MAX_TEXT:
        raise InputRefused(
            f"The résumé has {len(tidy):,} characters; {MAX_TEXT:,} are read.",
            next_step="Leave in what you would like to be asked about.",
        )
    if sum(c.isalpha() for c in tidy) < MIN_LETTERS:
        raise InputRefused(
            "There are too few words to ask about.",
            next_step="Give some sentences about what you have done.",
        )
    return tidy


def _plain(data: bytes) -> str:
    if b"\0" in data[:1000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputRefused("The file is not text.", next_step="Give a PDF, a DOCX or plain text.")
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _pdf(data: bytes) -> str:
    # Imported here: a résumé is given in few interviews.
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    damaged = InputRefused("The PDF is damaged and cannot be read.", next_step=_PASTE)
    bounded = apply_configuration(
        zlib_maximum_output_length=MAX_UNPACKED,
        lzw_maximum_output_length=MAX_UNPACKED,
        run_length_maximum_output_length=MAX_UNPACKED,
        array_based_stream_maximum_output_length=MAX_UNPACKED,
        stream_parsing_work_maximum_count=200_000,
    )
    try:
        with bounded:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputRefused("The PDF is locked with a password.", next_step=_PASTE)
            pages = len(reader.pages)
            if pages > MAX_PAGES:
                raise InputRefused(
                    f"The PDF has {pages} pages; {MAX_PAGES} are read.",
                    next_step="Save the pages that matter as a PDF of their own.",
                )
            text = "\n".join(page.extract_text() for page in reader.pages)
    except FileNotDecryptedError:
        raise InputRefused("The PDF is locked with a password.", next_step=_PASTE) from None
    except (
        # What a damaged file can make the parser run into, besides its own errors.
        PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
        AssertionError, NotImplementedError, RecursionError, MemoryError,
    ) as error:  # fmt: skip
        raise damaged from error
    if sum(c.isalpha() for c in text) < MIN_LETTERS:
        raise InputRefused(
            "The PDF holds pictures but no text: it may be a scan.",
            next_step=_PASTE,
        )
    return text


def _docx(data: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    damaged = InputRefused("The DOCX is damaged and cannot be read.", next_step=_PASTE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > MAX_ENTRIES or _unpacked(packed) > MAX_UNPACKED:
                raise InputRefused(
                    "The DOCX unpacks to more than a résumé can hold.", next_step=_PASTE
                )
        document = Document(io.BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:  # many résumés are laid out in a table
            for row in table.rows:
                lines += dict.fromkeys(cell.text for cell in row.cells)
    except (
        OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, EOFError,
        OSError, RuntimeError, NotImplementedError,
    ) as error:  # fmt: skip
        raise damaged from error
    return "\n".join(lines)


def _unpacked(packed: zipfile.ZipFile) -> int:
    """How many bytes the entries really hold, counted up to the limit: what the file says of itself
    may be false."""
    total = 0
    for entry in packed.infolist():
        total += entry.file_size
        if total > MAX_UNPACKED:
            return total
    total = 0
    for entry in packed.infolist():
        with packed.open(entry) as stream:
            while piece := stream.read(1 << 16):
                total += len(piece)
                if total > MAX_UNPACKED:
                    return total
    return total
