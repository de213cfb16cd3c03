"""Files of every format that cost a careless reader its time, its memory or its index."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

Make = Callable[[], bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
SHOWN = b"BT /F 9 Tf 40 800 Td (Kust?) Tj ET"


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, with a right table of where they are."""
    body = b"%PDF-1.7\n"
    places = {}
    for number, each in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj%s endobj\n" % (number, each)
    last = max(objects)
    entries = [(places.get(n, 0), b"fn"[n in places]) for n in range(1, last + 1)]
    table = [b"0000000000 65535 f \n", *(b"%010d 00000 %c \n" % entry for entry in entries)]
    return body + b"xref\n0 %d\n%strailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(last + 1, b"".join(table), last + 1, root, len(body)),
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def _packed(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


def one_page(content: bytes, page: bytes = PAGE, **more: bytes) -> bytes:
    """A PDF of one page with these instructions; further objects by number ("o7")."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: content,
    }
    return pdf(objects | {int(name[1:]): each for name, each in more.items()})


def _bomb() -> bytes:
    """A stream of 1 GB in 1 MB, packed piece by piece."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(b" " * 1_000_000) for _piece in range(1000)]
    return stream(b"".join([*pieces, packer.flush()]), b"/Filter/FlateDecode")


def _double_bomb() -> bytes:
    return stream(
        zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9),
        b"/Filter[/FlateDecode/FlateDecode]",
    )


def _object_stream(count: int) -> bytes:
    """An object stream that says it holds many objects, each inside itself."""
    header = b" ".join(b"%d 0" % n for n in range(10, 10 + min(count, 50_000)))
    packed = zlib.compress(header + b"[" * 100_000)
    about = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Extends 5 0 R" % (count, len(header))
    return stream(packed, about)


def _xref_stream(size: int) -> bytes:
    """A table of objects, packed, that lists as many as it likes."""
    data = zlib.compress(b"\x01\x00\x00\x00\x09\x00" * 2_000_000, 9)
    body = b"%PDF-1.7\n"
    about = b"/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Index[0 %d]/Filter/FlateDecode" % (size, size)
    return body + b"1 0 obj%s endobj\nstartxref\n9\n%%%%EOF\n" % stream(data, about)


def _predictor() -> bytes:
    """A predictor whose columns are more than there is memory."""
    about = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000/Colors 4>>"
    return stream(zlib.compress(b"x" * 1000), about)


def _pages(kids: Iterable[int], count: int) -> bytes:
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (
        *(b" ".join(b"%d 0 R" % kid for kid in kids), count),
    )


def _cyclic_pages() -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    return pdf({1: catalog, 2: _pages([3, 2], 9), 3: _pages([2, 3], 9)})


def _deep_pages() -> bytes:
    """A tree of pages 20,000 levels deep."""
    nodes = {n: _pages([n + 1], 1) for n in range(2, 20_000)}
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **nodes, 20_000: PAGE})


def _doubling_pages() -> bytes:
    """Thirty levels, each of which names the next one twice: a billion pages."""
    nodes = {n: _pages([n + 1, n + 1], 2 ** (32 - n)) for n in range(2, 32)}
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **nodes, 32: PAGE})


def _many_pages() -> bytes:
    """One page, 90,000 times."""
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    return pdf({1: catalog, 2: _pages([3] * 90_000, 90_000), 3: PAGE, 4: stream(SHOWN)})


def _form(name: bytes, times: int = 10) -> bytes:
    about = b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %s 0 R>>>>" % name
    return stream(b"/X Do " * times, about)


def _doing_forms() -> bytes:
    """Forms that draw the next one ten times, ten levels down; the last one draws the first."""
    forms = {f"o{n}": _form(b"%d" % (n + 1 if n < 19 else 10)) for n in range(10, 20)}
    page = PAGE.replace(b"/Contents", b"/Resources<</XObject<</X 10 0 R>>>>/Contents")
    return one_page(stream(b"/X Do " * 10), page, **forms)


def _wide_map() -> bytes:
    """A font whose map names four billion letters."""
    cmap = b"/CIDInit begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange\n"
    cmap += b"100 beginbfrange\n" + b"<00000000> <FFFFFFFF> <0041>\n" * 100 + b"endbfrange endcmap"
    page = PAGE.replace(b"/Contents", b"/Resources<</Font<</F 6 0 R>>>>/Contents")
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R>>"
    return one_page(stream(SHOWN), page, o6=font, o7=stream(cmap))


def docx(document: str | bytes, names: Iterable[tuple[str, str]] = ()) -> bytes:
    """A Word file of this document, with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, text in names:
            archive.writestr(name, text)
    return out.getvalue()


def word(body: str, doctype: str = "", names: Iterable[tuple[str, str]] = ()) -> bytes:
    return docx(f"{doctype}<w:document {W}><w:body>{body}</w:body></w:document>", names)


def _text(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _entities() -> str:
    """A billion laughs, and a file from elsewhere."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY e0 "lach">{steps}<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def _many_entries() -> bytes:
    """A zip whose table lists 400,000 empty files: a million is larger than a file may be."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *([20, 0] * 2), *[0] * 4, 0, 0, 0, 1, *[0] * 6)
    local = b"PK\3\4" + bytes(26)
    table = (entry + b"a") * 400_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(table), len(local), 0)
    return local + table + end


def _external() -> bytes:
    relations = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Type="attachedTemplate" '
        'Target="http://elsewhere.example.invalid/a.dotm"/></Relationships>'
    )
    return word(_text("Kust?"), names=[("word/_rels/document.xml.rels", relations)])


def html(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def record(**fields: object) -> str:
    return json.dumps({"titel": "Kust", "vraag": "Hoeveel kust?"} | fields)


PDFS: dict[str, Make] = {
    "a stream of 1 GB": lambda: one_page(_bomb()),
    "a bomb in a bomb": lambda: one_page(_double_bomb()),
    "ten filters": lambda: one_page(stream(b"x" * 1000, b"/Filter[%s]" % (b"/LZWDecode" * 1000))),
    "an object stream": lambda: one_page(stream(SHOWN), o5=_object_stream(2_000_000_000)),
    "a table of 2,000,000 objects": lambda: _xref_stream(2_000_000),
    "a table of 2^60 objects": lambda: _xref_stream(2**60),
    "a wide predictor": lambda: one_page(_predictor()),
    "pages in a circle": _cyclic_pages,
    "pages 20,000 deep": _deep_pages,
    "a billion pages": _doubling_pages,
    "a page 90,000 times": _many_pages,
    "a count of 2^60 pages": lambda: one_page(stream(SHOWN)).replace(b"t 1>", b"t %d>" % 2**60),
    "forms in forms": _doing_forms,
    "a wide map": _wide_map,
    "arrays 100,000 deep": lambda: one_page(stream(b"[" * 100_000 + b"(x) Tj")),
    "dictionaries 100,000 deep": lambda: one_page(
        stream(SHOWN), b"<</A" * 100_000 + b">>" * 100_000
    ),
    "an open string": lambda: one_page(stream(b"(" * 2_000_000)),
    "2,000,000 instructions": lambda: one_page(stream(b"q Q " * 500_000)),
    "a previous table that is itself": lambda: one_page(stream(SHOWN)).replace(
        b"/Root", b"/Prev 200/Root"
    ),
    "a length that is itself": lambda: one_page(b"<</Length 4 0 R>>stream\nx\nendstream"),
    "a font that is a number": lambda: one_page(
        stream(SHOWN), PAGE.replace(b"/Contents", b"/Resources<</Font<</F 7>>>>/Contents")
    ),
    "huge numbers": lambda: one_page(stream(b"BT %s 0 Td (x) Tj ET" % (b"9" * 100_000))),
    "NULs": lambda: b"%PDF-1.4\n" + bytes(3_000_000) + b"%%EOF",
    "only objects": lambda: b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n" % n for n in range(300_000)),
    "cut": lambda: one_page(stream(SHOWN))[:-200],
    "a wrong password": lambda: one_page(stream(SHOWN)).replace(
        b"/Root", b"/Encrypt<</Filter/Standard/V 9/R 99/O(x)/U(y)/P -1>>/ID[(a)(b)]/Root"
    ),
}
WORDS: dict[str, Make] = {
    "entities": lambda: word(_text("&e11;&f;"), _entities()),
    "entities in UTF-16": lambda: docx(
        f"{_entities()}<w:document {W}><w:body>{_text('&e11;&f;')}</w:body></w:document>".encode(
            "utf-16"
        )
    ),
    "50 MB of blanks": lambda: word(_text(" " * 49_000_000)),
    "50 MB of text": lambda: word(_text("kust " * 9_800_000)),
    "200 MB of blanks": lambda: docx(b"<a>" + b" " * 200_000_000),
    "1,000,000 tags": lambda: word("<w:p/>" * 990_000),
    "900,000 runs": lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 240_000 + "</w:p>"),
    "elements 10,000 deep": lambda: word("<w:p>" * 10_000 + "</w:p>" * 10_000),
    "elements 200 deep": lambda: word("<w:p>" * 200 + _text("Kust?") + "</w:p>" * 200),
    "100,000 attributes": lambda: word(
        "<w:p " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>"
    ),
    "an attribute of 20 MB": lambda: word('<w:p a="' + "x" * 20_000_000 + '"/>'),
    "references outside": _external,
    "400,000 files": _many_entries,
    "a list of 10,000 levels": lambda: word(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="9"/></w:numPr></w:pPr></w:p>',
        names=[("word/numbering.xml", f"<w:numbering {W}>{'<w:num/>' * 100_000}</w:numbering>")],
    ),
    "NULs": lambda: docx(bytes(1_000_000)),
    "cut": lambda: word(_text("Kust?"))[:-30],
    "no zip": lambda: b"PK\3\4" + bytes(1_000_000),
    "encrypted": lambda: word(_text("x")).replace(
        b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0"
    ),
}
PAGES: dict[str, Make] = {
    "open quotes": lambda: html('<a b="' * 20_000),
    "90,000 elements": lambda: html("<p>a" * 90_000),
    "elements 200,000 deep": lambda: html("<div>" * 200_000),
    "elements 90,000 deep": lambda: html("<div>" * 90_000),
    "elements 190 deep": lambda: html("<div>" * 190 + "Kust?"),
    "90,000 attributes": lambda: html("<p " + " ".join(f"a{n}=1" for n in range(900_000)) + ">x"),
    "an attribute of 15 MB": lambda: html(f'<p a="{"x" * 15_000_000}">Kust?'),
    "a comment of 15 MB": lambda: html(f"<!--{'x' * 15_000_000}--><p>Kust?"),
    "open comments": lambda: html("<!--" * 1_000_000),
    "entities": lambda: html("&amp;" * 3_000_000),
    "open entities": lambda: html("&" * 5_000_000),
    "a document type": lambda: (_entities() + "<html><body>&e11;&f;</body></html>").encode(),
    "tables in tables": lambda: html("<table><tr><td>" * 30_000),
    "forms and tables": lambda: html("<form><table><b><i><a>" * 18_000),
    "NULs": lambda: html("Kust\0?" * 300_000),
    "a charset that is none": lambda: html("<p>Kust \xff?", "<meta charset=hex>")[:-1] + b"\xff",
    "a charset that unpacks": lambda: b'<html><meta charset="zlib_codec"><p>x\xff</html>',
    "UTF-7": lambda: b'<html><meta charset="utf-7">+ADw-script+AD4-\xff</html>',
    "UTF-32": lambda: html("<p>Kust?").decode().encode("utf-32"),
    "cut": lambda: html("<p>Kust?" * 100)[:-300],
    "a list from 2^60": lambda: html(f"<ol start={2**60}><li>Kust?" + "<li>" * 9000),
    "15 MB of text": lambda: html("<p>" + "kust " * 3_000_000),
}
TABLES: dict[str, Make] = {
    "a line of 19 MB": lambda: record(vraag="kust " * 3_800_000).encode(),
    "a line of 100 MB": lambda: b'{"vraag": "' + b"kust " * 20_000_000 + b'"}',
    "a record and a line of 19 MB": lambda: (record() + "\n{" + "x" * 19_000_000).encode(),
    "deep lists": lambda: (record() + "\n" + '{"titel":' * 100_000).encode(),
    "deep in a record": lambda: ('{"vraag": ' + "[" * 100_000 + "]" * 100_000 + "}").encode(),
    "rather deep": lambda: ('{"vraag": ' + "[" * 900 + "]" * 900 + "}").encode(),
    "a huge number": lambda: ('{"titel": "Kust", "nummer": ' + "9" * 1_000_000 + "}").encode(),
    "a number of 4,000 digits": lambda: ('{"titel": "Kust", "id": ' + "9" * 4_000 + "}").encode(),
    "1e999": lambda: b'{"titel": "Kust", "nummer": 1e999, "datum": NaN}',
    "half a character": lambda: b'{"titel": "Kust \\ud800", "vraag": "\\u0000?"}',
    "100,000 columns": lambda: record(**{f"k{n}": n for n in range(100_000)}).encode(),
    "one column 100,000 times": lambda: (
        '{"titel": "Kust"' + ', "vraag": "Kust?"' * 100_000 + "}"
    ).encode(),
    "50,000 records": lambda: (record() + "\n").encode() * 50_000,
    "50,000 rows": lambda: b"titel,vraag\n" + b"Kust,Hoeveel kust?\n" * 50_000,
    "40,000 records that no index takes": lambda: (record(id="9" * 400) + "\n").encode() * 40_000,
    "100,000 empty records": lambda: b"{}\n" * 100_000,
    "100,000 records": lambda: (record() + "\n").encode() * 100_000,
    "300,000 records": lambda: b'{"titel":"a"}\n' * 300_000,
    "a list of 19 MB": lambda: b"[" + b"{}," * 6_000_000 + b"{}]",
    "numbers only": lambda: b"[" + b"1," * 9_000_000 + b"1]",
    "a cell of 19 MB": lambda: b"titel,vraag\nKust," + b"x" * 19_000_000,
    "an open quote": lambda: b'titel,vraag\n"' + b"a,b\n" * 4_000_000,
    "1,000,000 rows": lambda: b"titel,vraag\n" + b"a,b\n" * 1_000_000,
    "1,000,000 empty rows": lambda: b"titel,vraag\n" + b",\n" * 1_000_000,
    "1,000,000 columns": lambda: b"titel,vraag\n" + b"Kust," * 1_000_000,
    "NULs": lambda: b"titel,vraag\nKust,a\0b\n",
    "a formula": lambda: b"titel,vraag\n=HYPERLINK(1),@SUM?\n",
    "cut UTF-8": lambda: "titel,vraag\nKust,één".encode()[:-1],
}
FILES: dict[str, Make] = {
    f"{kind}, {name}": make
    for kind, makers in (("pdf", PDFS), ("docx", WORDS), ("html", PAGES), ("table", TABLES))
    for name, make in makers.items()
}
"""All of them: the format, a comma, and what is wrong."""
