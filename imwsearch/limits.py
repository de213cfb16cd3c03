"""Every cap, with its reason. Real documents are 2 to 8 kB, the longest 300 kB."""

DOCUMENT_BYTES = 20_000_000
"""A file above this is no written question; the longest real one with its tables is 0.3 MB."""

WORD_LETTERS = 120
"""A word is indexed and searched by its first letters up to this; the longest Dutch word in 3,811
real documents has 43, the longest address run together 66."""

CHUNKS_REMEMBERED = 300_000
"""Distinct chunks of text kept read, per process: 3,811 real documents (11.7 MB) have 80,272, in
some 10 MB of memory."""

WORDS_REMEMBERED = 200_000
"""Distinct words kept analysed, per process; see CHUNKS_REMEMBERED."""

QUERY_CHARACTERS = 10_000
"""A pasted document has 2,000 to 8,000 characters; what is longer is no question to a search."""

LETTER_MARKS = 30
"""Marks of one letter in a query, as in UAX #15's stream-safe text; sorting 10,000 takes 0.2 s."""

QUERY_DEPTH = 40
"""Groups within groups; people write three. The parser's recursion stays far under Python's."""

QUERY_TERMS = 2_000
"""Words of a query: more than 10,000 characters of Dutch prose hold (some 1,600)."""

QUERY_PATTERNS = 32
"""Wildcards and fuzzy words: each reads the list of all words of the index."""

QUERY_SLOP = 100
"""Words between those of a near: beyond a paragraph it says no more than AND does."""

QUERY_PROSE = 8
"""Plain words in a row that make a query a pasted sentence, in which nothing is an operator.

Of 64,980 lines of real documents and titles, 41 hold a "-word" that follows no "en" or "of", none
in lines with fewer words in a row. People who write operators put fewer words between them.
"""

QUERY_STOPS = 3
"""Stop words among so many plain words that make them a sentence, though they are not in a row."""

PATTERN_WORDS = 10_000
"""Real words that one wildcard or fuzzy word may stand for; *a* meets 300,000 of them."""

RESTS_REMEMBERED = 20_000
"""Ends of words kept read, per process: 62,679 words of 10,000 documents have 19,000."""

HEADS_REMEMBERED = 20_000
"""Beginnings of words kept read, per process: 62,679 words have 15,000."""

COMPOUND_LETTERS = 60
"""A longer word is not split; the longest compound of 5,000 real documents has 53 letters."""

EXPANDED_WORDS = 30
"""A longer query is a pasted text, which has both forms or needs neither."""

RUN_WORDS = 40
"""A query of more words is no single line of a document, which its words find anyway."""

CORRECTED_LETTERS = 40
"""No better word is looked for beyond this length: nobody types one, and the work is quadratic."""

TEXT_CHARACTERS = 5_000_000
"""Text taken from one PDF, Word or HTML file; the longest real answer has 0.3 million."""

TITLE_CHARACTERS = 500
"""A title or a name that a web page claims; the longest of 9,927 real titles has 255."""

PDF_PAGES = 2_000
"""Pages read of one PDF; answers with all their attachments stay below 500."""

PDF_CONTENT_BYTES = 3_000_000
"""Drawing instructions read of one PDF, some 300 full pages: 1 MB takes pypdf 1 to 3 s."""

UNPACKED_BYTES = 50_000_000
"""XML unpacked from one Word file, so that a zip bomb stays a small file."""

XML_TAGS = 1_000_000
"""Tags in one part of a Word file; lxml keeps 150 bytes for each."""

HTML_TAGS = 100_000
"""Tags in one web page; BeautifulSoup keeps 1 kB for each, a saved page has some 3,000."""

RECORDS = 50_000
"""Documents in one .jsonl or .csv file. Real ones of 3 kB are 7,000 in the bytes of a file; of
50,000 each has 400 bytes, a title with its addresses. The entries of so many take 100 MB."""

HTML_DEPTH = 200
"""Elements inside each other; a saved page of a question has some 30."""

DOCUMENT_CHARACTERS = 330_000
"""Text of one document: a tenth more than the longest real one."""

DOCUMENT_WORDS = 25_000
"""Different words and numbers of one document. Real ones of 19,000 characters have 1,121; those of
300,000 less than 17,000 at that rate, which falls with the length. Each one that no document had
before costs 0.1 ms: text of nothing else took 6 s; tests/reliability/test_hostile.py."""

SECTIONS = 10_000
"""Themes, questions and answers of one document; a real one has at most some hundred."""

STORED_BYTES = 10_000_000
"""What the index keeps of one document: its characters twice over, as parts and whole, with their
escapes. In an index from elsewhere a small file could unpack to gigabytes."""

DOCUMENT_SECONDS = 4.0
"""Reading a real document takes 1 ms, a PDF 100 ms. With what follows a hostile one has 5 s."""

RECORD_SECONDS = 0.01
"""More for each document that a file gives: reading a real record of 3 kB takes 1 to 3 ms. What
gives none has no more time than any file."""

ID_CHARACTERS = 300
"""Ids are numbers of 7 digits, or else file names, which Linux keeps under 256 bytes."""

NUMBER = 2**31 - 1
"""A number of a question; real ones have 4 digits, a column of the index 4 bytes."""

QUERY_SECONDS = 1.8
"""To find and rank; with HIT_SECONDS a page of ten takes 2 s at most. People give up sooner."""

HINT_SECONDS = 0.3
"""To find what else could be asked where nothing was found: without the + of 1,900 words they are
counted for 6 s."""

HIT_SECONDS = 0.02
"""More for each hit that is shown: its text is read and its snippets are cut in 1 to 3 ms."""

REPLY_BYTES = 10_000_000
"""One answer of the Parliament's service that is no file: 100 hits or one record take 0.3 MB."""

HARVEST_TRIES = 6
"""Requests for one thing before it is given up: with the usual pause the waits add up to 30 s."""

HARVEST_WAIT = 300.0
"""Seconds that a service's Retry-After is obeyed; who asks for more is asked again later."""

HARVEST_REDIRECTS = 5
"""Redirects followed for one file; the Parliament's addresses need one."""

HARVEST_FAILURES = 20
"""Questions in a row that cannot be had before the service counts as down."""

HARVEST_SAVE = 5.0
"""Seconds between two notes of how far a harvest came: what a kill can make it ask again."""

PROCESSES = 4
"""Processes that share a build: one alone makes the segment of what they tell, so that a fifth
would save little, and each takes memory."""

PIECES_REMEMBERED = 50_000
"""Pieces of text that a marker keeps as seen: those of some hundred documents, 5 MB. An export of
all hits goes through millions."""
