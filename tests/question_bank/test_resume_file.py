"""A résumé's file is read, or refused with one sentence that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from question_bank import resume_file
from question_bank.resume_file import MAX_FILE, MAX_PAGES, MAX_TEXT, checked, read_resume
from viva.errors import InputRefused

LINES = (
    "Built a parcel tracker in Python that serves two million users.",
    "Migrated the billing service from MySQL to PostgreSQL.",
)


def pdf(lines: tuple[str, ...] = LINES, pages: int = 1) -> bytes:
    """A PDF with the lines on each page, or with empty pages."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        if not lines:
            continue
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        drawn = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
        content.set_data(f"BT /F1 12 Tf 50 800 Td {drawn}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(lines: tuple[str, ...] = LINES, *, table: bool = False) -> bytes:
    from docx import Document

    document = Document()
    if table:
        grid = document.add_table(rows=len(lines), cols=1)
        for row, line in zip(grid.rows, lines, strict=True):
            row.cells[0].text = line
    else:
        for line in lines:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(entries: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(entries):
            packed.writestr(f"word/{n}.xml", b"\0" * size)
    return out.getvalue()


KOREAN = (
    "결제 서비스의 응답 시간을 800ms에서 150ms로 단축했습니다.",
    "모놀리식 서버를 Spring으로 전환하고 신입 개발자 세 명을 멘토링했습니다.",
)


@pytest.mark.parametrize(
    ("data", "name", "lines"),
    [
        (pdf(), "cv.pdf", LINES),
        (docx(), "CV.DOCX", LINES),
        (docx(table=True), "cv.docx", LINES),
        (docx(KOREAN), "이력서.docx", KOREAN),
        ("\n".join(LINES).encode(), "cv.txt", LINES),
        ("\n".join(KOREAN).encode("utf-8-sig"), "cv.md", KOREAN),
        ("\n".join(KOREAN).encode("cp949"), "cv.txt", KOREAN),
        ("\n".join(KOREAN).encode("utf-16"), "cv.txt", KOREAN),
    ],
)
def test_every_kind_is_read(data: bytes, name: str, lines: tuple[str, ...]) -> None:
    text = read_resume(data, name)
    for line in lines:
        assert line in text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "cv.pdf", "is empty"),
        (b" " * 100, "cv.txt", "too few words"),
        (docx(()), "cv.docx", "too few words"),
        (b"x" * (MAX_FILE + 1), "cv.txt", "larger than 4 MB"),
        (b"words " * MAX_TEXT, "cv.txt", "characters; 20,000 are read"),
        (pdf(pages=100), "cv.pdf", f"has 100 pages; {MAX_PAGES} are read"),
        (pdf(()), "cv.pdf", "pictures but no text"),
        (b"%PDF-1.7 nothing else", "cv.pdf", "PDF is damaged"),
        (pdf()[:300], "cv.pdf", "PDF is damaged"),
        (b"PK\x03\x04 nothing", "cv.docx", "DOCX is damaged"),
        (zip_of(1, 10), "cv.docx", "DOCX is damaged"),
        (zip_of(1, 40_000_000), "cv.docx", "unpacks to more"),
        (zip_of(1000, 1), "cv.docx", "unpacks to more"),
        (b"\0\1\2" * 100, "cv.txt", "not text"),
        (b"MZ", "cv.exe", "kind .exe"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, name: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said) as refused:
        read_resume(data, name)
    assert refused.value.next_step


def test_a_locked_pdf() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputRefused, match="locked with a password"):
        read_resume(out.getvalue(), "cv.pdf")


def test_a_zip_that_lies_about_its_sizes() -> None:
    data = bytearray(zip_of(1, 40_000_000))
    # The size in the directory at the end is set to a small one.
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(InputRefused, match=r"unpacks to more|damaged"):
        read_resume(bytes(data), "cv.docx")


def test_a_page_that_unpacks_to_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume_file, "MAX_UNPACKED", 10_000)
    many = tuple(f"Built the machine number {n} in Python." for n in range(2_000))
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(many))))
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputRefused, match="damaged"):
        read_resume(out.getvalue(), "cv.pdf")


def test_what_cannot_be_seen_is_left_out() -> None:
    hidden = "Built a\u200b tra\u00adcker\u202e in Python for two\x07 million users of parcels."
    assert checked(hidden) == "Built a tracker in Python for two million users of parcels."
