"""PDF, Word, web pages and tables give the documents that the text format gives."""

import io
import json
import re
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from imwsearch import limits
from imwsearch.document import Document, Status
from imwsearch.errors import DocumentError
from imwsearch.reading import html, page, pdf, read, tables
from imwsearch.reading.question import NO_RECORD
from imwsearch.records import as_dict
from tests.reading.documents import labels

TITLE = "Fietspaden - Onderhoud en herstel langs gewestwegen"
PARAGRAPHS = [
    "SCHRIFTELIJKE VRAAG",
    "nr. 412",
    "van AN D'HOORE",
    "datum: 3 maart 2025",
    "aan LIES VAN DEN BROECK",
    "VLAAMS MINISTER VAN MOBILITEIT, OPENBARE WERKEN, HAVENS, TOERISME EN SPORT",
    TITLE,
    "Langs de gewestwegen liggen duizenden kilometers fietspad. Het onderhoud ervan gebeurt door "
    "de wegendistricten, die daarvoor elk jaar een programma opstellen en dat uitvoeren, soms met "
    "eigen personeel en soms via een aannemer, zoals de minister én haar voorganger bevestigden.",
    "1. Hoeveel kilometer fietspad werd sinds 2020 onderhouden",
    "a) met eigen personeel;",
    "b) via een aannemer?",
    "Graag een overzicht per jaar.",
    "2. Welke kostprijs had dat?",
    "LIES VAN DEN BROECK",
    "VLAAMS MINISTER VAN MOBILITEIT, OPENBARE WERKEN, HAVENS, TOERISME EN SPORT",
    "ANTWOORD",
    "op vraag nr. 412 van 7 maart 2025",
    "van AN D'HOORE",
    "1. a) In totaal 120 kilometer, waarvan het grootste deel in de provincie Antwerpen en een "
    "klein deel in de provincie Limburg, waar het programma later begon.",
    "b) Ongeveer 300 kilometer.",
    "2. De kostprijs bedroeg 12 791 969 euro.",
    "BIJLAGE",
    "Kilometers per district",
]
HEADER = (
    f"title: {TITLE}\nthema: Mobiliteit\npdf link: https://docs.vlaamsparlement.be/pfile?id=9000001\n"
    "thema link: https://www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen/8000001\n"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def one(data: bytes, name: str = "9000001.bin") -> Document:
    """The one document of a file."""
    (found,) = read(data, name)
    return found


def as_text() -> Document:
    """The question in the seeds' format."""
    return one((HEADER + "\n".join(PARAGRAPHS)).encode())


def printed(found: Document) -> dict[str, object]:
    """All that a page prints; addresses and themes stand beside it."""
    fields = as_dict(found)
    return {key: fields[key] for key in fields.keys() - {"themes", "pdf_url", "page_url", "path"}}


def words(found: Document) -> list[str]:
    """Every word that a document prints, in order."""
    return re.findall(r"\w+", repr(found.changed(path="")))


def make_pdf(columns: int, paragraphs: list[str] = PARAGRAPHS, **options: str) -> bytes:
    """A PDF whose question and answer each start a page."""
    stream = io.BytesIO()
    template = BaseDocTemplate(stream, pagesize=A4, **options)
    width = template.width / columns
    frames = [
        Frame(template.leftMargin + n * width, template.bottomMargin, width, template.height)
        for n in range(columns)
    ]
    template.addPageTemplates(PageTemplate(frames=frames))
    style = ParagraphStyle("text", fontName="Helvetica", fontSize=10)
    story: list[object] = []
    for text in paragraphs:
        if story and text == PARAGRAPHS[13]:
            story.append(PageBreak())
        story.append(Paragraph(escape(text), style))
    template.build(story)
    return stream.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """A Word file of these parts; names without folder and ending."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            folder = "docProps" if name == "core" else "word"
            archive.writestr(f"{folder}/{name}.xml", text)
    return stream.getvalue()


def word_paragraph(text: str, properties: str = "") -> str:
    """A paragraph in two runs, as Word writes them."""
    half = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for piece in (text[:half], text[half:])
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def make_html(main: str, head: str = "") -> str:
    """A saved page with what surrounds a text on a site."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} | Vlaams Parlement</title>"
        f"{head}<style>p {{ color: red }}</style><script>var x = '<p>reclame</p>';</script></head>"
        "<body><header><nav><ul><li>Menu</li></ul></nav></header>"
        f"<main>{main}</main><footer><p>Contact</p></footer></body></html>"
    )


class TestPdf:
    """PDFs made here, in two layouts."""

    def test_one_column_gives_the_same_fields(self) -> None:
        """Every field that a page prints is that of the text format."""
        assert printed(one(make_pdf(1))) == printed(as_text())

    def test_two_columns_give_the_same_words_in_their_places(self) -> None:
        """Narrow lines are joined, the columns follow each other."""
        found, text = one(make_pdf(2)), as_text()

        assert labels(found) == ["1ab", "2"]
        assert found.context == text.context
        assert found.answer
        assert text.answer
        assert [part.labels for part in found.answer.parts] == [("1a",), ("1b",), ("2",)]
        assert (found.title, found.portfolio) == (text.title, text.portfolio)
        assert words(text.changed(themes=(), pdf_url="", page_url="")) == words(found)

    def test_a_scan_keeps_what_its_metadata_says(self) -> None:
        """A PDF without text is a document with its title and a problem."""
        stream = io.BytesIO()
        canvas = Canvas(stream)
        canvas.setTitle("Fietspaden  -  Cijfers")
        canvas.rect(10, 10, 50, 50)
        canvas.showPage()
        canvas.save()
        found = one(stream.getvalue())

        assert (found.id, found.title) == ("9000001", "Fietspaden - Cijfers")
        assert page.NO_TEXT in found.problems
        assert found.status == Status.UNANSWERED

    def test_an_encrypted_file_is_named(self) -> None:
        """Behind a password nothing is read, and the document says so."""
        writer = pypdf.PdfWriter(io.BytesIO(make_pdf(1)))
        writer.encrypt("geheim", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)
        found = one(stream.getvalue())

        assert found.problems == (pdf.ENCRYPTED,)
        assert found.questions == ()

    def test_an_empty_password_is_no_lock(self) -> None:
        """A file that only forbids printing is read."""
        writer = pypdf.PdfWriter(io.BytesIO(make_pdf(1)))
        writer.encrypt("", "eigenaar", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)

        assert printed(one(stream.getvalue())) == printed(as_text())

    @pytest.mark.parametrize("limit", ["PDF_PAGES", "PDF_CONTENT_BYTES"])
    def test_a_very_long_file_is_cut_and_says_so(
        self, monkeypatch: pytest.MonkeyPatch, limit: str
    ) -> None:
        """Pages above the limits are left out."""
        monkeypatch.setattr(limits, limit, {"PDF_PAGES": 1, "PDF_CONTENT_BYTES": 3000}[limit])
        found = one(make_pdf(1))

        assert found.answer is None
        assert pdf.CUT in found.problems

    @pytest.mark.parametrize("keep", [9, 200, 900, -200])
    def test_a_damaged_file_is_refused_or_read(self, keep: int) -> None:
        """A cut file gives a document or an error with a reason, nothing else."""
        try:
            found = one(make_pdf(1)[:keep])
        except DocumentError:
            return
        assert found.id == "9000001"

    @given(st.binary(max_size=400))
    def test_rubbish_behind_the_mark_is_refused_or_read(self, rubbish: bytes) -> None:
        """No bytes make it raise anything but DocumentError."""
        try:
            one(b"%PDF-1.4\n" + rubbish)
        except DocumentError:
            return


class TestWord:
    """Word files made here."""

    def test_it_gives_the_same_fields(self) -> None:
        """Every field that a page prints is that of the text format."""
        data = make_docx("".join(map(word_paragraph, PARAGRAPHS)))

        assert printed(one(data)) == printed(as_text())

    def test_list_numbers_are_counted(self) -> None:
        """Numbers that Word only shows, from lists and from styles, begin questions."""
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, form, text in [
                (0, "decimal", "%1."),
                (1, "lowerLetter", "%2)"),
                (2, "bullet", ""),
            ]
        )
        numbering = (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
            '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        )
        styles = (
            f'<w:styles {W}><w:style w:styleId="Vraag"><w:pPr><w:numPr><w:numId w:val="3"/>'
            "</w:numPr></w:pPr></w:style></w:styles>"
        )

        def item(text: str, depth: int) -> str:
            return word_paragraph(
                text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'
            )

        body = (
            "".join(map(word_paragraph, PARAGRAPHS[:8]))
            + item("Hoeveel kilometer?", 0)
            + item("eigen personeel;", 1)
            + item("aannemer.", 1)
            + item("Antwerpen", 2)
            + word_paragraph("Welke kostprijs?", '<w:pStyle w:val="Vraag"/>')
            + item("per jaar;", 1)
            + item("per district.", 1)
        )
        found = one(make_docx(body, numbering=numbering, styles=styles))

        assert labels(found) == ["1ab", "2ab"]
        assert (
            found.questions[0].parts[1].text.endswith("- Antwerpen") or found.questions[0].closing
        )
        assert found.questions[1].text == "Welke kostprijs?"

    def test_what_was_deleted_is_not_read(self) -> None:
        """Tracked deletions are gone, tabs, breaks and hyphens stay."""
        body = (
            "<w:p><w:r><w:t>Een</w:t><w:tab/><w:t>twee</w:t><w:br/><w:t>niet</w:t><w:noBreakHyphen/>"
            "<w:t>drie?</w:t></w:r><w:del><w:r><w:t>oud</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t> Nieuw.</w:t></w:r></w:ins></w:p>"
        )
        found = one(make_docx(body))

        assert found.questions[0].text == "Een twee niet-drie? Nieuw."

    def test_a_file_without_text_keeps_its_title(self) -> None:
        """The title that Word keeps beside an empty text is the document's."""
        core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Fietspaden</dc:title></c>'
        found = one(make_docx("", core=core))

        assert (found.title, found.problems) == ("Fietspaden", (page.NO_TEXT,))

    @pytest.mark.parametrize(
        ("form", "shown"),
        [
            *(("decimal", "4"), ("lowerRoman", "iv"), ("upperRoman", "IV"), ("none", "")),
            *(("lowerLetter", "d"), ("upperLetter", "D"), ("chineseCounting", "4")),
        ],
    )
    def test_lists_count_in_their_own_figures(self, form: str, shown: str) -> None:
        """The fourth item of a list bears the figure that Word shows."""
        numbering = (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="Punt %1:"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        item = word_paragraph("Tekst.", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        strange = word_paragraph("Los.", '<w:numPr><w:numId w:val="9"/></w:numPr>')
        found = one(make_docx(item * 4 + strange, numbering=numbering))

        assert found.questions[0].text.splitlines()[3:] == [f"Punt {shown}: Tekst.", "Los."]

    def test_a_text_box_is_a_paragraph_of_its_own(self) -> None:
        """A paragraph inside another one is not read twice."""
        found = one(
            make_docx(f"<w:p><w:r><w:t>Buiten?</w:t>{word_paragraph('Binnen.')}</w:r></w:p>")
        )

        assert found.questions[0].text == "Buiten?" or found.context == "Binnen."
        assert repr(found.questions).count("Buiten?") == 1

    @pytest.mark.parametrize(
        "body",
        ["<w:p>", "<w:p/></w:body></w:document>x", "&einde;"],
        ids=["open", "after the end", "entity"],
    )
    def test_damaged_xml_is_refused(self, body: str) -> None:
        """The reason says that the file is damaged."""
        with pytest.raises(DocumentError, match="Word"):
            one(make_docx(body))

    def test_entities_do_not_grow(self) -> None:
        """A billion laughs stay one: entities are not resolved, nor read from elsewhere."""
        bomb = (
            '<!DOCTYPE d [<!ENTITY a "lach"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
            '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
            f"<w:document {W}><w:body><w:p><w:r><w:t>begin&b;&c;</w:t></w:r></w:p></w:body>"
            "</w:document>"
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("word/document.xml", bomb)
        found = one(stream.getvalue())

        assert "lach" not in repr(found)
        assert "root" not in repr(found)

    def test_a_zip_bomb_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What unpacks to more than the limit is not unpacked."""
        monkeypatch.setattr(limits, "UNPACKED_BYTES", 100_000)
        monkeypatch.setattr(limits, "XML_TAGS", 10_000)
        with pytest.raises(DocumentError, match="unpacked"):
            one(make_docx(" " * 200_000))
        with pytest.raises(DocumentError, match="unpacked"):
            one(make_docx("<w:p/>" * 16_000))

    @pytest.mark.parametrize("keep", [4, 30, 200, -30])
    def test_a_cut_archive_is_refused(self, keep: int) -> None:
        """Half a download is no document."""
        with pytest.raises(DocumentError, match="Word"):
            one(make_docx(word_paragraph("tekst"))[:keep])

    def test_another_archive_is_refused(self) -> None:
        """A spreadsheet or a plain zip is named as what it is."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("xl/workbook.xml", "<x/>")
        with pytest.raises(DocumentError, match="not a Word document"):
            one(stream.getvalue())


class TestHtml:
    """Saved pages."""

    def test_a_page_gives_the_same_fields(self) -> None:
        """Paragraphs of a saved page are those of the text; the rest of the site is left out."""
        text = make_html("".join(f"<p>{escape(line)}</p>\n  " for line in PARAGRAPHS))

        assert printed(one(text.encode())) == printed(as_text())

    @pytest.mark.parametrize("tag", ["pre", "div"])
    def test_lines_may_be_kept_by_the_page(self, tag: str) -> None:
        """The same text in one preformatted block, or with line breaks."""
        end = "\n" if tag == "pre" else "<br>"
        text = make_html(f"<{tag}>{end.join(map(escape, PARAGRAPHS))}</{tag}>")

        assert labels(one(text.encode())) == ["1ab", "2"]
        assert one(text.encode()).attachments == ("Kilometers per district",)

    def test_the_head_of_a_page_is_used(self) -> None:
        """Title, addresses and terms of a page that only links to its text are kept."""
        found = one(
            make_html(
                "<h1>Fietspaden</h1><dl><dt>Vraagsteller:</dt><dd>An D'Hoore</dd><dt>Minister</dt>"
                "<dd>Lies Van Den Broeck</dd><dt>Datum</dt><dd>3 maart 2025</dd><dt>Nummer</dt>"
                "<dd>412</dd><dt>Thema</dt><dd>Mobiliteit, Verkeer</dd><dd>Sport</dd></dl>"
                '<a href="/x">x</a><a href="https://docs.vlaamsparlement.be/pfile?id=77">PDF</a>',
                '<link rel=canonical href="https://www.vlaamsparlement.be/schriftelijke-vragen/88">'
                '<meta property="og:title" content="Fietspaden - Onderhoud">',
            ).encode()
        )

        assert (found.id, found.title) == ("77", "Fietspaden - Onderhoud")
        assert found.page_url.endswith("/88")
        assert (found.number, found.session_year) == (412, "2024-2025")
        assert (found.asker, found.minister) == ("An D'Hoore", "Lies Van Den Broeck")
        assert found.themes == ("Mobiliteit, Verkeer", "Sport")

    def test_numbers_that_the_browser_shows_are_counted(self) -> None:
        """Ordered lists begin questions and their parts."""
        found = one(
            make_html(
                "<p>Enkele vragen.</p><ol><li>Hoeveel?<ol type=a><li>hier;</li><li>daar?</li></ol>"
                "</li><li>Waarom?<ul><li>nut</li></ul></li></ol><ol start=3><li>Wanneer?</li></ol>"
            ).encode()
        )

        assert labels(found) == ["1ab", "2", "3"]
        assert found.questions[1].text == "Waarom?\n- nut"

    @pytest.mark.parametrize("above", ["", "<p>Kruimelpad</p>"])
    def test_the_title_is_not_text_too(self, above: str) -> None:
        """The heading that is the title is not repeated above the text; another heading stays."""
        heading = f"<h1>{TITLE.replace(' - ', ' <b>-</b>  ')}</h1>"
        text = "<p>Inleiding.</p><p>1. Hoeveel?</p><p>2. Waar?</p>"
        found = one(make_html(above + heading + text).encode())
        named = f'<meta property="og:title" content="{TITLE}">'
        other = one(make_html("<h1>Vooraf</h1>" + text, named).encode())

        assert found.title == other.title == TITLE
        assert TITLE not in found.context
        assert found.context.endswith("Inleiding.")
        assert "Vooraf" in other.context

    def test_the_printed_title_stays_where_it_is_printed(self) -> None:
        """A heading within the printed text is a part of it, and taken apart with it."""
        printed = [f"<p>{escape(line)}</p>" for line in PARAGRAPHS]
        at = PARAGRAPHS.index(TITLE)
        marked = [*printed[:at], f"<h1>{TITLE}</h1>", *printed[at + 1 :]]

        assert as_dict(one(make_html("".join(marked)).encode())) == as_dict(
            one(make_html("".join(printed)).encode())
        )

    def test_scripts_navigation_and_hidden_text_are_left_out(self) -> None:
        """Only what a reader sees of the text is indexed."""
        page = "<p>Zichtbaar?</p><p hidden>verborgen</p><!-- remark -->"
        page += '<p style="color: red; DISPLAY: none">verborgen</p>'
        page += '<p style="visibility:hidden !important">verborgen</p>'
        found = one(make_html(page).encode())

        assert found.questions[0].text == "Zichtbaar?"
        assert not re.search("reclame|Menu|Contact|verborgen|color|remark", repr(found))

    @pytest.mark.parametrize(
        ("declared", "encoding"),
        [
            *(("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252")),
            *(("iso-8859-1", "utf-8"), ("koi8-r", "utf-8"), ("utf-8", "utf-16")),
            ("x-onzin", "cp1252"),
        ],
    )
    def test_the_charset_is_found_out(self, declared: str, encoding: str) -> None:
        """What the bytes prove counts more than what the page declares."""
        text = f"<html><head><meta charset={declared}></head><body><p>Eén coöperatie?</p></html>"

        assert one(text.encode(encoding)).questions[0].text == "Eén coöperatie?"

    def test_a_page_of_too_many_elements_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """So is one that nests them too deeply."""
        with pytest.raises(DocumentError, match="deeply"):
            one(b"<html>" + b"<b>" * 1000 + b"tekst")
        monkeypatch.setattr(limits, "HTML_TAGS", 10)
        with pytest.raises(DocumentError, match="more than 10"):
            one(b"<html>" + b"<p>" * 20)

    def test_an_empty_page_is_named(self) -> None:
        """A page without text keeps its title."""
        found = one(make_html("").encode())

        assert (found.title, found.problems) == (TITLE, (page.NO_TEXT,))

    def test_a_text_that_begins_with_a_bracket_is_a_text(self) -> None:
        """A lesser-than sign alone makes no web page."""
        assert one(b"<5 procent van de fietspaden?").questions[0].text.startswith("<5 procent")

    @pytest.mark.parametrize(
        "hostile",
        [
            *('<a b="' * 20_000, "<div>" * 20_000, "<ol><li>" * 20_000, "<!--" * 50_000),
            *("<dt>a" * 20_000, "<table><tr><td>" * 10_000, "<b>" * 20_000, "<p " * 50_000),
            "&amp" * 50_000,
        ],
    )
    def test_hostile_pages_take_linear_time(self, hostile: str) -> None:
        """Deep nesting and open quotes give a document or an error; quadratic work never ends."""
        try:
            found = one(f"<html><body><p>tekst {hostile}".encode())
        except DocumentError:
            return
        assert found.id == "9000001"


class TestTables:
    """Many documents in one file."""

    RECORDS = (
        {"id": 5, "titel": "Fietspaden", "datum": "2025-03-03", "thema": ["Sport", "Mobiliteit"],
         "vraag": "1. Hoeveel?\n2. Waar?", "antwoord": "1. Tien.\n2. Hier.", "nummer": 412,
         "vraagsteller": {"voornaam": "An", "naam": "D'Hoore"}, "minister": "Lies Van Den Broeck"},
        {"titel": "Musea", "vraag": "Hoeveel bezoekers?", "antwoord": None},
    )  # fmt: skip

    def check(self, found: tuple[Document, ...]) -> None:
        first, second = found
        assert (first.id, first.title, first.number) == ("5", "Fietspaden", 412)
        assert first.themes == ("Sport", "Mobiliteit")
        assert (first.asker, first.minister) == ("An D'Hoore", "Lies Van Den Broeck")
        assert first.session_year == "2024-2025"
        assert labels(first) == ["1", "2"]
        assert first.answer
        assert [part.labels for part in first.answer.parts] == [("1",), ("2",)]
        assert first.status == Status.ANSWERED
        assert (second.id, second.status) == ("x/map-2", Status.UNANSWERED)
        assert {document.path for document in found} == {"x/map.data"}

    def test_one_object_a_line(self) -> None:
        """JSON lines give a document each; empty lines give none."""
        self.check(tuple(read("\n\n".join(map(json.dumps, self.RECORDS)).encode(), "x/map.data")))

    def test_a_list_of_objects(self) -> None:
        """So does one JSON list, printed over several lines."""
        self.check(tuple(read(json.dumps(self.RECORDS, indent=1).encode(), "x/map.data")))

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_rows_with_named_columns(self, delimiter: str) -> None:
        """So does a table, with its columns in any order and line breaks inside quotes."""
        rows = [
            [
                *("Nummer", "Titel", "ID", "Vraag", "Antwoord"),
                *("Vraagsteller", "Minister", "Datum", "Thema"),
            ],
            [
                *("412", "Fietspaden", "5", "1. Hoeveel?\n2. Waar?", "1. Tien.\n2. Hier."),
                *("An D'Hoore", "Lies Van Den Broeck", "3 maart 2025", "Sport;Mobiliteit"),
            ],
            ["", "Musea", "", "Hoeveel bezoekers?", "", "", "", "", ""],
        ]
        text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

        self.check(tuple(read(("\ufeff" + text).encode(), "x/map.data")))

    def test_a_column_may_hold_the_printed_text(self) -> None:
        """A record with a whole text is read as the seed that it would be."""
        record = json.dumps({"text": "\n".join(PARAGRAPHS), "id": "9000001"})

        assert printed(one(record.encode())) == printed(as_text())

    @pytest.mark.parametrize("day", ["2024-13-45", "31/02/2024", "gisteren"])
    def test_a_day_that_there_is_not_is_told(self, day: str) -> None:
        """A record with such a date is a document without one, which says so."""
        record = json.dumps({"titel": "Musea", "vraag": "Hoe?", "datum": day})
        found = one(record.encode())
        assert found.date == ""
        assert any(day in problem for problem in found.problems)

    def test_what_cannot_be_read_is_named(self) -> None:
        """A broken line and a strange column leave the others whole."""
        good = json.dumps({"titel": "Musea", "vraag": "Hoe?", "kleur": "rood"})
        found = list(read(f"{good}\n{{broken\n{good}\n[1]\n".encode(), "x.jsonl"))

        assert [document.title for document in found] == ["Musea", "Musea"]
        assert found[0].problems == (f"{tables.UNKNOWN}: kleur", f"{NO_RECORD}: 2, 4")

    @pytest.mark.parametrize("bad", ["{broken", "no JSON", "[1]", "null"])
    def test_a_first_line_that_cannot_be_read_is_named(self, bad: str) -> None:
        """In a file of JSON lines it leaves the others whole, like any other line."""
        good = json.dumps({"titel": "Musea", "vraag": "Hoe?"})
        found = list(read(f"{bad}\n{good}\n{good}\n".encode(), "x.jsonl"))

        assert [document.title for document in found] == ["Musea", "Musea"]
        assert found[0].problems == (f"{NO_RECORD}: 1",)

    @pytest.mark.parametrize("name", ["x.json", "x.JSONL"])
    @pytest.mark.parametrize("text", ['{"titel": "Musea"', '[{"titel": "Musea"}, {"tit', "[1, 2]"])
    def test_a_file_of_records_that_is_cut_is_no_text(self, name: str, text: str) -> None:
        """What is named as JSON and holds none is refused, and never read as a text."""
        with pytest.raises(DocumentError, match="no JSON"):
            read(text.encode(), name)

    @pytest.mark.parametrize("text", ['{"a": 1}', '[{"titel": ""}]', '{"vraag": null}\n{}'])
    def test_records_without_text_are_refused(self, text: str) -> None:
        """Objects that hold no question are no documents."""
        with pytest.raises(DocumentError, match="no record"):
            read(text.encode(), "x.json")

    @pytest.mark.parametrize("text", ["{tekst tussen haken}", "[1] Een noot.", "a, b; c", "["])
    def test_a_text_with_brackets_or_commas_is_a_text(self, text: str) -> None:
        """Only records are records."""
        assert one(text.encode()).title == text

    def test_too_many_records_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Above the limit a file is refused before it fills the memory."""
        monkeypatch.setattr(limits, "RECORDS", 1)
        with pytest.raises(DocumentError, match="more than 1"):
            read(b'{"titel": "a"}\n{"titel": "b"}', "x.jsonl")

    def test_a_damaged_table_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A cell above the limit is an error with a reason."""
        monkeypatch.setattr(limits, "DOCUMENT_BYTES", 1000)
        with pytest.raises(DocumentError, match="damaged table"):
            read(b'titel,vraag\na,"' + b"x" * 2000, "x.csv")

    @given(st.text(st.sampled_from('{}[]":,a1\n titel'), max_size=80))
    def test_no_table_makes_it_fail(self, text: str) -> None:
        """Whatever looks like records gives documents or an error."""
        for begin in ("{", "[", "titel,vraag\n"):
            try:
                assert read((begin + text).encode(), "x")
            except DocumentError:
                continue


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1 tekst}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word 97"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, reason: str) -> None:
    """The error says what the file is."""
    with pytest.raises(DocumentError, match=reason):
        read(data, "x.txt")


@pytest.mark.parametrize(
    ("library", "data", "kind"),
    [
        ("pypdf", b"%PDF-1.4", "PDF"),
        ("lxml", b"PK\x03\x04", "Word"),
        ("lxml", b"<html><body>x", "HTML"),
    ],
)
def test_without_its_library_a_format_names_the_extra(library: str, data: bytes, kind: str) -> None:
    """The error says what to install, and the program starts without it."""
    script = (
        f"import sys; sys.modules['{library}'] = sys.modules['{library}.etree'] = None\n"
        "from imwsearch.errors import DocumentError\n"
        "from imwsearch.reading import read\n"
        "try:\n"
        f"    read({data!r}, 'x')\n"
        "except DocumentError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert kind in done.stdout
    assert "imwsearch[formats]" in done.stdout


def test_reading_a_seed_loads_no_library_of_another_format() -> None:
    """What only some files need is not paid for by the others."""
    script = (
        "import sys\nfrom imwsearch.reading import read\nread(b'title: x\\nHoeveel?', 'x')\n"
        "print(*{'bs4', 'lxml', 'pypdf', 'ftfy', 'zipfile', 'csv'} & sys.modules.keys())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


def test_a_page_is_told_by_its_content() -> None:
    """Comments, declarations and blanks before the first element do not matter."""
    assert html.is_html('<?xml version="1.0"?>\n<!-- x --> <!DOCTYPE html><html>')
    assert html.is_html("\n <div class=x>")
    assert not html.is_html("<vraag>")
