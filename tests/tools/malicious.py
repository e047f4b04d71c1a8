"""malicious.py CAPDO FOLDER [--small] - files made to harm, handed to `capdo exchange import` one by one.

FOLDER holds department.db with the agencies HMN and SYT, other.db with SYT alone, and review.xml, a review for HMN.
Each file must be refused in Vietnamese, by name and line (or entry of a zip), within a time and a peak of memory,
and leave in the store what was there; only the audit chain may grow. --small: for a program that is slow and
large by its instruments, without the largest files and the limit on memory. Prints TAP.
"""
import contextlib
import hashlib
import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
import warnings
import zipfile

warnings.simplefilter("ignore")
CAPDO, FOLDER, SMALL = sys.argv[1], sys.argv[2], "--small" in sys.argv[3:]
SECONDS, MEGABYTES = (120, 0) if SMALL else (20, 128)
MB = 1 << 20
os.chdir(FOLDER)
env = dict(os.environ, CAPDO_LANG="vi")
CONTENT = "Quyết định ban hành (dữ liệu mẫu)\n".encode()
SHA = hashlib.sha256(CONTENT).hexdigest()
ENTRY = "attachments/" + SHA
GOOD = f"""<?xml version="1.0" encoding="UTF-8"?>
<submission xmlns="urn:capdo:exchange:1" format="1" created="2026-11-22T02:00:00Z" year="2026" snapshot="1">
  <pack id="tt12-2022" version="1.0"/>
  <agency id="0198c0de-0000-7000-8000-000000000001" code="so-xd" kind="department">
    <name>Sở Xây dựng</name>
    <note>Dữ liệu mẫu</note>
    <year id="0198c0de-0000-7000-8000-000000000002" year="2026" state="submitted" snapshot="1"
        obligations="obligations-1">
      <capability>Một cán bộ</capability>
      <readiness code="TB1" kind="equipment" quantity="2" cost="1500000"><name>Ổ cứng</name></readiness>
    </year>
    <system id="0198c0de-0000-7000-8000-000000000003" code="cp" state="operating">
      <name>Cấp phép xây dựng</name>
      <zone code="lan"><name>Mạng nội bộ</name></zone>
      <assessment year="2026" level="2" pack="tt12-2022" pack-version="1.0" threats="threats-1"
          threats-version="1" method="method-1" method-version="1" started="2026-11-01T02:00:00Z">
        <finding requirement="QL-1.1.1" status="met"><current>Có quy chế</current>
          <evidence code="E1" attached="yes" size="{len(CONTENT)}" sha256="{SHA}">
            <name>Quyết định</name></evidence></finding>
      </assessment>
    </system>
    <comment number="1" kind="ask" state="open" about="year" year="2026" key="2026"
        at="2026-11-22T02:00:00Z"><text>Hỏi</text></comment>
  </agency>
</submission>
"""
count = bad = 0


def say(why, sentence):
    global count, bad
    count += 1
    bad += bool(why)
    print("%sok %d - %s" % ("not " if why else "", count, sentence), flush=True)
    for line in why:
        print("# " + line[:600])


def store_of(db):
    """Everything but the audit chain, the number of records by table, and what the exports say."""
    con = sqlite3.connect("file:%s?mode=ro" % db, uri=True)
    dump = hashlib.sha256()
    for line in con.iterdump():
        if not line.startswith('INSERT INTO "audit"'):
            dump.update(line.encode())
    tables = [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'audit'")]
    numbers = {table: con.execute('SELECT count(*) FROM "%s"' % table).fetchone()[0] for table in tables}
    codes = [row[0] for row in con.execute("SELECT code FROM agency ORDER BY code")]
    con.close()
    exports = [] if SMALL else [hashlib.sha256(subprocess.run(
        [CAPDO, "--db", db, "exchange", "export", "--agency", code, "-o", "-"], env=env, check=True,
        capture_output=True).stdout).hexdigest() for code in codes]
    return dump.hexdigest(), numbers, exports


def run(*command, program=None, prefix=()):
    """Status, what it said, seconds, and the peak of memory in MB of it and the processes it started."""
    with tempfile.TemporaryFile() as out:
        begun = time.monotonic()
        # its peak begins with ours, which is small: big files are never in memory here
        child = subprocess.Popen([*prefix, program or CAPDO, *command], env=env, stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=subprocess.STDOUT)
        watch = threading.Timer(SECONDS * 2, child.kill)
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        watch.cancel()
        out.seek(0)
        said = out.read().decode("utf-8", "backslashreplace")
        return os.waitstatus_to_exitcode(status), said, time.monotonic() - begun, usage.ru_maxrss / 1024


before = {}
most = [0, 0]

def refuse(sentence, words, *files, db="department.db", status=2, keep=False, prefix=(), program=None, command=None):
    """words: what the message must contain."""
    if db not in before:
        before[db] = store_of(db)
        shutil.copy(db, tempfile.gettempdir() + "/" + os.path.basename(db))
    stores = sorted(os.listdir(os.path.dirname(db) or "."))
    got, said, seconds, peak = run(*(command or ("--db", db, "exchange", "import", *files)), prefix=prefix,
        program=program)
    most[:] = max(most[0], seconds), max(most[1], peak)
    why = []
    if got != status:
        why.append("exit status %d, not %d" % (got, status))
    why += ["the message lacks '%s'" % word for word in words if word not in said]
    if said.isascii() or "capdo: " not in said:
        why.append("the message is not Vietnamese")
    if any(word in said for word in ("Sanitizer", "runtime error", "tín hiệu", "quá nhiều bộ nhớ")):
        why.append("it broke down")
    if seconds > SECONDS:
        why.append("it took %.1f s" % seconds)
    if MEGABYTES and peak > MEGABYTES:
        why.append("it needed %d MB" % peak)
    if store_of(db) != before[db]:
        why.append("the store was changed")
        shutil.copy(tempfile.gettempdir() + "/" + os.path.basename(db), db)     # for the next case
    if sorted(os.listdir(os.path.dirname(db) or ".")) != stores:
        why.append("files were left or lost")
    say(why + (["said: " + said.strip()] if why else []), sentence)
    for name in () if keep else files:
        with contextlib.suppress(OSError):
            os.unlink(name)


def xml(name, sentence, words, *changes, mark=None, head=None, encode="utf-8", declared=None):
    """The good file with (old, new) put in; mark: words in the line that the message must name."""
    text = GOOD
    for old, new in changes:
        if old not in text:
            raise SystemExit("malicious.py: %s: '%s' is not in the good file" % (name, old))
        text = text.replace(old, new, 1)
    data = text.encode(encode, "surrogatepass")
    file = name + ".xml"
    with open(file, "wb") as out:
        out.write(data)
    place = ["%s:%d:" % (file, 1 + text[:text.index(mark)].count("\n"))] if mark else [file + ":"]
    refuse(sentence, place + words, file)


def big(name, sentence, words, old, pieces, line=True):
    """The good file with old replaced by pieces, which are written one after the other."""
    if SMALL:
        return
    file = name + ".xml"
    at = GOOD.index(old)
    with open(file, "w", encoding="utf-8") as out:
        out.write(GOOD[:at])
        for piece in pieces:
            out.write(piece)
        out.write(GOOD[at + len(old):])
    refuse(sentence, ["%s:%d:" % (file, 1 + GOOD[:at].count("\n")) if line else file + ":"] + words, file)


def blocks(begin, unit, size, end):
    yield begin
    for _ in range(size // len(unit)):
        yield unit
    yield end


# ---- entities and DTDs ---------------------------------------------------------------------------------

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NO_DTD = ["không được dùng DOCTYPE hoặc thực thể tự khai báo"]
laughs = '<!ENTITY a0 "ha">' + "".join('<!ENTITY a%d "%s">' % (i, "&a%d;" % (i - 1) * 10) for i in range(1, 10))
for title, sentence, dtd, use in (
        ("laughs", "a billion laughs", "[%s]" % laughs, "&a9;"),
        ("quadratic", "a quadratic blow-up", '[<!ENTITY a "%s">]' % ("a" * 100000), "&a;" * 1000),
        ("recursive", "entities that name each other", '[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;"),
        ("external", "an external entity", '[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"),
        ("network", "an entity from the network", '[<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]', "&a;"),
        ("parameter", "parameter entities",
        '[<!ENTITY % a SYSTEM "file:///etc/passwd"><!ENTITY % b "<!ENTITY c \'%a;\'>">%b;]', "&c;"),
        ("dtd", "a DTD of another place", 'SYSTEM "capdo.dtd"', ""),
        ("dtd-public", "a public DTD", 'PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd"', ""),
        ("dtd-only", "an empty DTD", "", ""),
        ("dtd-default", "a DTD that gives attributes", '[<!ATTLIST agency sample CDATA "yes">]', "")):
    xml(title, sentence + " is refused", NO_DTD, (HEAD, HEAD + "<!DOCTYPE submission %s>\n" % dtd),
        ("Sở Xây dựng", "Sở %s" % use), mark="<!DOCTYPE")
xml("undeclared", "an entity nobody declared is refused", ["không được dùng thực thể"], ("Sở Xây", "&nbsp;Sở Xây"),
    mark="&nbsp;")
with open("dtd-bare.xml", "w") as out:
    out.write("<!DOCTYPE a [<!ELEMENT a EMPTY>]>\n")
refuse("a file of a DTD and nothing else is refused", ["dtd-bare.xml:1:"] + NO_DTD, "dtd-bare.xml")

# ---- depth, size, number --------------------------------------------------------------------------------

for levels in (10, 100000):
    xml("deep-%d" % levels, "%d unknown elements in each other are refused" % levels, ["'x'"],
        ("<zone ", "<x>" * levels + "</x>" * levels + "<zone "), mark="<x>")
    xml("deep-agency-%d" % levels, "%d agencies in each other are refused" % levels, ["'agency'"],
        ("<zone ", '<agency code="a">' * levels + "</agency>" * levels + "<zone "), mark="<agency code")
    xml("deep-pack-%d" % levels, "%d packs in each other are refused" % levels, ["'pack'"],
        ('<pack id="tt12-2022" version="1.0"/>', '<pack id="a" version="1">' * levels + "</pack>" * levels),
        mark="<pack")
xml("deep-computed", "100000 elements below a computed one, which is skipped, are refused", ["lồng nhau quá 12"],
    ("</finding>", "</finding><score>" + "<x>" * 100000 + "</x>" * 100000 + "</score>"), mark="<score>")
xml("deep-signature", "100000 elements in a signature are refused", ["lồng nhau quá"],
    ("</submission>", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">' + "<x>" * 100000 +
        "</x>" * 100000 + "</Signature></submission>"),
    mark="<Signature")
xml("attributes", "10000 attributes are refused", [], ('code="TB1"', " ".join('a%d="1"' % i for i in range(10000))),
    mark="a1=")
xml("attributes-65", "65 attributes are refused", ["64 thuộc tính"],
    ('code="TB1"', " ".join('a%d="1"' % i for i in range(65))), mark="a1=")
xml("spaces", "10000 namespaces are refused", [],
    ("<zone ", "<zone " + " ".join('xmlns:a%d="urn:%d"' % (i, i) for i in range(10000)) + " a1:x='1' "),
    mark="a1:x")
xml("text-21000", "a text of 21000 characters is refused", ["capability", "20000"], ("Một cán bộ", "ộ" * 21000),
    mark="<capability")
xml("line-501", "a line of 501 characters is refused", ["name", "500"], ("Ổ cứng", "ộ" * 501), mark="<readiness")
xml("name", "an element with a name of 100000 characters is refused", [], ("<zone ", "<%s/><zone " % ("x" * 100000)),
    mark="<xxx")
xml("name-40000", "an element with a name of 40000 characters is refused", ["'xxx"],
    ("<zone ", "<%s/><zone " % ("x" * 40000)), mark="<xxx")
with open("root.xml", "w") as out:
    out.write("<%s/>" % ("r" * 40000))
refuse("a root with a name of 40000 characters is refused", ["root.xml:1:", "'rrr", "'submission'"], "root.xml")
big("attribute-100MB", "an attribute of 100 MB is refused", [], '"TB1"', blocks('"', "a" * MB, 100 * MB, '"'))
big("root-100MB", "an attribute of 100 MB of the root is refused", [], ' format="1"',
    blocks(' tool="', "a" * MB, 100 * MB, '" format="1"'))
big("text-300MB", "a text of 300 MB is refused", ["capability", "20000"], "Một cán bộ",
    blocks("", "a" * MB, 300 * MB, ""))
big("cdata-100MB", "a CDATA section of 100 MB is refused", [], "Một cán bộ",
    blocks("<![CDATA[", "a" * MB, 100 * MB, "]]>"))
big("name-100MB", "a name of 100 MB is refused", [], "<zone ", blocks("<", "a" * MB, 100 * MB, "/><zone "))
big("comment-100MB", "an XML comment of 100 MB is refused", [], "<zone ",
    blocks("<!--", "a" * MB, 100 * MB, "--><zone "))
big("instruction-100MB", "an instruction of 100 MB is refused", [], "<zone ",
    blocks("<?a ", "a" * MB, 100 * MB, "?><zone "))
big("signature-100MB", "a signature of 100 MB is refused", [], "</submission>", blocks(
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>', "a" * MB, 100 * MB,
        "</SignatureValue></Signature></submission>"))
big("siblings", "2000001 records beside each other are refused", ["hơn 90000 bản ghi"], "<zone ", (
    piece for i in range(2000001) for piece in ('<zone code="z%d"><name>x</name></zone>\n' % i,
        "<zone " * (i == 2000000))), line=False)
big("elements-not-closed", "2000000 elements that are not closed are refused", ["'x'"], "<zone ",
    blocks("", "<x>\n" * 1000, 8 * MB, "<zone "))
big("packs", "1000000 packs are refused", ["1000"], '<pack id="tt12-2022" version="1.0"/>', (
    '<pack id="p%d" version="1"/>\n' % i for i in range(1000000)), line=False)

REMARK = '<comment number="%d" kind="ask" state="open" about="%s" year="2026" key="%s" ' \
    'at="2026-11-22T02:00:00Z"><text>Hỏi</text></comment>\n'
ONE = GOOD[GOOD.index("<comment "):GOOD.index("</comment>") + 10]
many = "".join(REMARK % (i, "year", "2026") for i in range(1, 10001))
xml("comments-10000", "10000 comments on one question are refused", ["hơn 200 ý kiến"], (ONE, many),
    mark='<comment number="201"')
big("comments-1000000", "1000000 comments on one question are refused", ["hơn 200 ý kiến"], ONE,
    (REMARK % (i, "year", "2026") for i in range(1, 1000001)), line=False)
big("comments-everywhere", "1000000 comments on as many questions are refused", ["hơn 90000 bản ghi"], ONE,
    (REMARK % (i % 999999 + 1, "obligation", "q%d" % i) for i in range(1000000)), line=False)

# ---- bytes and characters -------------------------------------------------------------------------------

ONLY_UTF8 = "UTF-8"
for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
    xml(code, "%s is refused" % code, [],
        ('encoding="UTF-8"', 'encoding="UTF-16"' if "16" in code else 'encoding="UTF-32"'), encode=code)
for label in ("UTF-16", "UTF-7", "ISO-8859-1", "windows-1258", "IBM037", "khong-co", "UCS-4"):
    xml("as-" + label, "a file that calls itself %s is refused" % label, [], ('"UTF-8"', '"%s"' % label))
with open("utf7.xml", "w") as out:
    out.write(GOOD.encode("utf-7").decode().replace("UTF-8", "UTF-7"))
refuse("true UTF-7 is refused", ["utf7.xml:"], "utf7.xml")
with open("utf7-hidden.xml", "w") as out:
    out.write("+ADw-submission/+AD4-")
refuse("hidden UTF-7 is refused", ["utf7-hidden.xml:1:"], "utf7-hidden.xml")
for title, sentence, byte in (
        ("byte", "a byte that begins nothing", b"\xff"), ("overlong", "an overlong form", b"\xc0\xaf"),
            ("long-nul", "an overlong NUL", b"\xc0\x80"),
        ("surrogate", "half a surrogate", b"\xed\xa0\x80"),
        ("beyond", "a character beyond U+10FFFF", b"\xf4\x90\x80\x80"), ("broken", "a character cut off", b"\xe1\xbb")):
    with open(title + ".xml", "wb") as out:
        out.write(GOOD.encode().replace("Một".encode(), b"M" + byte))
    refuse(sentence + " is refused", [title + ".xml:9:", "UTF-8"], title + ".xml")
for title, sentence, data in (("nul", "a NUL", "\0"), ("control", "a control character", "\x01"),
    ("escape", "an escape", "\x1b"), ("noncharacter", "U+FFFE", "\ufffe")):
    xml(title, sentence + " is refused", ["ký tự"], ("Một", "M" + data), mark="<capability")
for title, data in (("nul-ref", "&#0;"), ("control-ref", "&#x1;"), ("huge-ref", "&#99999999999;"),
    ("surrogate-ref", "&#xD800;"), ("noncharacter-ref", "&#xFFFF;")):
    xml(title, "the reference %s is refused" % data, [], ("Một", data), mark="<capability")
xml("c1", "a control character of Latin-1 is refused", ["U+0085"], ("Sở Xây", "Sở\x85Xây"), mark="<name>Sở")
xml("nul-after", "NULs after the end are refused", [], ("</submission>\n", "</submission>" + "\0" * 1000))
xml("cdata-end", "the end of a CDATA section without a beginning is refused", [], ("Một cán", "Một ]]> cán"),
    mark="<capability")
xml("cdata-open", "a CDATA section that is not closed is refused", ["cụt"], ("Một cán", "<![CDATA[Một cán"))
xml("cdata-between", "a CDATA section between records is refused", ["chỉ được có phần tử"],
    ("<zone ", "<![CDATA[x]]><zone "), mark="<![CDATA")
xml("cut", "half a file is refused", ["cụt"], (GOOD[len(GOOD) // 2:], ""))
xml("twice", "two roots are refused", ["phần tử gốc"], ("</submission>", "</submission><submission/>"),
    mark="</submission>")

# ---- the format -----------------------------------------------------------------------------------------

xml("space", "another namespace is refused", ["urn:capdo:exchange:2"], ("exchange:1", "exchange:2"), mark="<submission")
xml("no-space", "no namespace is refused", ["urn:capdo:exchange:1"], (' xmlns="urn:capdo:exchange:1"', ""),
    mark="<submission")
xml("inner-space", "an element of another namespace is refused", ["urn:x"], ("<zone ", '<zone xmlns="urn:x" '),
    mark="<zone")
xml("attribute-space", "an attribute of another namespace is refused", ["'code'"],
    ("<zone code", '<zone xmlns:x="urn:x" x:code'), mark="<zone")
xml("element", "an unknown element is refused", ["'power'"], ("<zone ", "<power/><zone "), mark="<power")
xml("attribute", "an unknown attribute is refused", ["'power'"], ('quantity="2"', 'power="2"'), mark="power=")
xml("format-2", "a future version of the format is refused", ["format", "'2'"], ('format="1"', 'format="2"'),
    mark="<submission")
xml("format-none", "a file without a version of the format is refused", ["'format'"], (' format="1"', ""),
    mark="<submission")
xml("agencies", "two agencies are refused", ["'agency'"],
    ("  </agency>", '  </agency><agency code="b"><name>B</name></agency>'), mark='code="b"')
xml("local", "a record that only ever is made here is refused", ["'snapshot'"],
    (ONE, '<snapshot year="2026" number="1" way="in" state="accepted"/>'), mark="<snapshot")
xml("trusted", "a trusted certificate in a file is refused", ["'trusted'"], (ONE, '<trusted code="x" agency="SYT"/>'),
    mark="<trusted")
xml("number", "a number of eleven digits is refused", ["quantity", "99999999999"],
    ('quantity="2"', 'quantity="99999999999"'), mark="<readiness")
xml("number-40", "a number of forty digits is refused", ["quantity"], ('quantity="2"', 'quantity="%s"' % ("9" * 40)),
    mark="<readiness")
xml("snapshot-number", "a hand-in numbered 99999999999 is refused", ["snapshot", "99999999999"],
    ('snapshot="1"', 'snapshot="99999999999"'), mark="<submission")
xml("snapshot-0", "a hand-in numbered 0 is refused", ["snapshot"], ('snapshot="1"', 'snapshot="0"'), mark="<submission")
xml("year-1999", "a hand-in of 1999 is refused", ["year", "1999"], ('year="2026" snap', 'year="1999" snap'),
    mark="<submission")
xml("year-1999-inside", "a year 1999 in a hand-in is refused", ["year", "1999"],
    ('year="2026" state', 'year="1999" state'), mark='year="1999"')
xml("no-number", "a file that is no hand-in is refused", ["không phải là bản nộp"], (' year="2026" snapshot="1"', ""))
xml("sha256", "a hand-in with a wrong hash is refused", ["SHA-256"],
    (' snapshot="1"', ' snapshot="1" sha256="%s"' % ("0" * 64)))
xml("sha256-no", "a hash that is none is refused", ["sha256"], (' snapshot="1"', ' snapshot="1" sha256="abc"'),
    mark="<submission")
xml("script", "a code that is a path is refused", ["code"], ('code="lan"', 'code="../../etc"'), mark="<zone")
xml("stray-pack", "a pack version of 10 MB is refused", [], ('version="1.0"/>', 'version="%s"/>' % ("1" * 10 * MB)),
    mark="<pack")
xml("pack-id", "an assessment by a pack that is not here is refused", ["'tt99-2099'", "'cp'"],
    ('pack="tt12-2022"', 'pack="tt99-2099"'))

# ---- whose it is ----------------------------------------------------------------------------------------

con = sqlite3.connect("file:department.db?mode=ro", uri=True)
syt = con.execute("SELECT id FROM agency WHERE code = 'SYT'").fetchone()[0]
syt_system, syt_code = con.execute("SELECT id, code FROM system WHERE parent = ? ORDER BY code", (syt,)).fetchone()
syt_year = con.execute("SELECT id FROM year WHERE parent = ? AND year = 2026", (syt,)).fetchone()[0]
con.close()
OURS = "0198c0de-0000-7000-8000-00000000000"
xml("ids-twice", "one id for two records is refused", ["dòng 7"], (OURS + "3", OURS + "2"), mark="<system ")
xml("ids-system", "the id of a system of another agency is refused", [syt_system, "bản ghi khác"],
    (OURS + "3", syt_system), mark="<system ")
xml("ids-year", "the id of a year of another agency is refused", [syt_year, "bản ghi khác"], (OURS + "2", syt_year),
    mark="<year ")
xml("ids-agency", "another code for the id of an agency is refused", [syt, "bản ghi khác"], (OURS + "1", syt),
    mark="<agency ")
xml("take-over", "the code of another agency with ids of one's own is refused", ["SYT", syt],
    ('code="so-xd"', 'code="SYT"'), mark="<agency ")
xml("take-over-id", "code and id of another agency with the number it has here is refused", ["bị sửa", "SYT"],
    ('code="so-xd"', 'code="SYT"'), (OURS + "1", syt))
xml("signature", "a signature that is none is refused", [],
    ("</submission>", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></submission>'))
shutil.copy("review.xml", "review-copy.xml")
refuse("a review for an agency that is not here is refused", ["review-copy.xml", "HMN"], "review-copy.xml",
    db="other.db")
with open("review.xml", encoding="utf-8") as review:
    text = review.read()
with open("review-altered.xml", "w", encoding="utf-8") as out:
    out.write(text.replace('agency="HMN"', 'agency="SYT"'))
refuse("a review made one of another agency is refused", ["review-altered.xml", "SHA-256"], "review-altered.xml",
    db="other.db")
with open("report.xml", "w") as out:
    out.write(HEAD + '<report xmlns="urn:capdo:exchange:1" kind="annual" format="1"/>\n')
refuse("a report is refused", ["report.xml:2:", "'report'", "'submission'"], "report.xml")

# ---- the zip beside it ----------------------------------------------------------------------------------

REFUSED = ["tệp zip"]


def zipped(name, sentence, words, entries, patch=None, entry=None):
    """entries: (name, data, changes to its ZipInfo); the XML beside it is good and must not stay either."""
    with open(name + ".xml", "w", encoding="utf-8") as out:
        out.write(GOOD)
    with zipfile.ZipFile(name + ".zip", "w") as out:
        for title, data, changes in entries:
            info = zipfile.ZipInfo(title)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            for key, value in changes.items():
                setattr(info, key, value)
            out.writestr(info, data)
    if patch:
        with open(name + ".zip", "r+b") as out:
            data = patch(bytearray(out.read()))
            out.seek(0)
            out.write(data)
            out.truncate()
    refuse(sentence + " is refused", [name + ".zip"] + ([entry] if entry else []) + words, name + ".xml")
    os.unlink(name + ".zip")


def sized(value):
    def patch(data):
        for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at += data.index(magic)
            data[at:at + 4] = struct.pack("<I", value)
        return data
    return patch


def encrypted(data):
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + at] |= 1
    return data


def overlapping(data):
    """The second entry of the directory leads to the first one's content."""
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42:second + 46] = struct.pack("<I", 0)
    return data


def renamed(data):
    """The directory has one name, the entry itself another."""
    at = data.index(ENTRY.encode())
    data[at:at + len(ENTRY)] = ("attachments/" + "0" * 64).encode()
    return data


def hash_of(data):
    return "attachments/" + hashlib.sha256(data).hexdigest()


def nested(depth):
    """A zip in a zip in a zip …, at last 10 MB of zeros."""
    data = b"\0" * 10 * MB
    for _ in range(depth):
        with zipfile.ZipFile("inner.tmp", "w", zipfile.ZIP_DEFLATED) as out:
            for i in range(10):
                out.writestr("%d.zip" % i, data)
        with open("inner.tmp", "rb") as inner:
            data = inner.read()
        os.unlink("inner.tmp")
    return data


first = (ENTRY, CONTENT, {})
bomb = nested(3)
zeros = b"\0" * 8 * MB
other = b"another content"
zipped("nested", "a bomb of zips in zips", ["không có bằng chứng nào"], [(hash_of(bomb), bomb, {})],
    entry=hash_of(bomb))
zipped("ratio", "a content packed 1:1000", ["200"], [first, (hash_of(zeros), zeros, {})], entry=hash_of(zeros))
zipped("size-more", "a size in the headers that is too large", [], [first], sized(len(CONTENT) + 9))
zipped("size-less", "a size in the headers that is too small", [], [first], sized(3))
zipped("size-huge", "a size of 4 GB in the headers", [], [first], sized(0xFFFFFFF0))
zipped("overlap", "two entries with one content", [], [first, (hash_of(other), other, {})], overlapping)
zipped("renamed", "an entry with two names", [], [first], renamed)
zipped("traversal", "a path that leads outside", ["ra ngoài"], [first, ("attachments/../../x", CONTENT, {})],
    entry="attachments/../../x")
zipped("absolute", "an absolute path", ["tuyệt đối"], [first, ("/etc/passwd", CONTENT, {})], entry="/etc/passwd")
zipped("backslash", "a path with backslashes", [], [first, ("attachments\\..\\..\\x", CONTENT, {})], entry="\\x")
zipped("drive", "a path with a drive", ["tuyệt đối"], [first, ("C:\\x", CONTENT, {})], entry="C:")
zipped("symlink", "a symlink", ["liên kết"], [(ENTRY, b"/etc/passwd", {"external_attr": 0o120777 << 16})], entry=ENTRY)
zipped("folder", "a folder", ["thư mục"], [("attachments/", b"", {"external_attr": 0o40755 << 16}), first],
    entry="attachments/")
zipped("double", "a name that stands twice", ["hai lần"], [first, first], entry=ENTRY)
zipped("other-hash", "a content with another hash", ["SHA-256"], [(ENTRY, other, {})], entry=ENTRY)
zipped("encrypted", "an encrypted entry", ["mã hóa"], [first], encrypted, entry=ENTRY)
zipped("not-named", "a content that no evidence names", ["không có bằng chứng nào"],
    [first, (hash_of(other), other, {})], entry=hash_of(other))
zipped("bad-crc", "a wrong checksum", [], [first], lambda data: data[:14] + bytes([data[14] ^ 1]) + data[15:])
zipped("no-zip", "a zip that is none", [], [first], lambda data: bytearray(b"no zip at all"))
zipped("many", "a zip of 20000 entries", ["10000"], [("attachments/%064x" % i, b"", {}) for i in range(20000)])

# ---- what is no file ------------------------------------------------------------------------------------

os.mkfifo("pipe.xml")
refuse("a pipe is refused and not waited for", ["'pipe.xml'", "không phải là tệp"], "pipe.xml", keep=True)
refuse("verify does not wait for a pipe either", ["'pipe.xml'"],
    command=("--db", "department.db", "exchange", "verify", "pipe.xml"))
refuse("nor does load", ["'pipe.xml'"], command=("--db", "department.db", "load", "pipe.xml"))
os.unlink("pipe.xml")
with open("with-pipe.xml", "w", encoding="utf-8") as out:
    out.write(GOOD)
os.mkfifo("with-pipe.zip")
refuse("a pipe as zip is refused and not waited for", ["'with-pipe.zip'"], "with-pipe.xml")
os.unlink("with-pipe.zip")
for device in ("/dev/zero", "/dev/null"):
    refuse("the device %s is refused" % device, ["'%s'" % device, "không phải là tệp"], device, keep=True)
open("empty.xml", "w").close()
refuse("an empty file is refused", ["empty.xml:1:"], "empty.xml")
refuse("a file that is not there is refused", ["none.xml"], "none.xml")
os.mkdir("nothing")
refuse("a folder without files is refused", ["'nothing'"], "nothing")
os.symlink("loop.xml", "loop.xml")
refuse("a link to itself is refused", ["loop.xml"], "loop.xml", status=1)


def forbidden():
    """A file that may not be read; root may read all, so then it is for nobody."""
    root = os.geteuid() == 0
    prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if root else ()
    for place in (FOLDER, "/tmp", "/var/tmp"):
        with tempfile.TemporaryDirectory(dir=place) as nest:
            os.chmod(nest, 0o755)
            shutil.copy(CAPDO, nest + "/capdo")
            if prefix and (not shutil.which("setpriv") or subprocess.run([*prefix, "test", "-x",
                nest + "/capdo"]).returncode):
                continue
            os.mkdir(nest + "/a")
            shutil.copy("department.db", nest + "/a/x.db")
            with open(nest + "/a/shut.xml", "w", encoding="utf-8") as out:
                out.write(GOOD)
            os.chmod(nest + "/a/shut.xml", 0)
            if root:
                for path in (nest + "/a", nest + "/a/x.db", nest + "/a/shut.xml"):
                    os.chown(path, 65534, 65534)
            refuse("a file that may not be read is refused", ["shut.xml", "không có quyền truy cập"],
                nest + "/a/shut.xml", db=nest + "/a/x.db", status=1,
                   prefix=prefix, program=nest + "/capdo", keep=True)
            return
    global count
    count += 1
    print("not ok %d - a file that may not be read is refused # SKIP there is no folder that nobody can reach" % count)


forbidden()


def growing():
    """System after system comes while the file is being read."""
    stop = threading.Event()
    at = GOOD.index("    <comment ")
    out = open("growing.xml", "w", encoding="utf-8")
    out.write(GOOD[:at])
    one = '<system code="g%d" state="operating"><name>Mới</name></system>\n'
    for i in range(3000):
        out.write(one % i)
    out.flush()

    def grow():
        i = 3000
        while not stop.wait(0.001):
            out.write(one % i)
            out.flush()
            i += 1
    writer = threading.Thread(target=grow)
    writer.start()
    refuse("a file that grows while it is read is refused", ["growing.xml:"], "growing.xml", keep=True)
    stop.set()
    writer.join()
    out.close()
    os.unlink("growing.xml")


growing()

# ---- what is good ---------------------------------------------------------------------------------------


def accept(sentence, check, *files, dry=False):
    """Taken into a copy of the store; check gets what was said and what the export then is."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink("copy.db" + ending)
    shutil.copy("department.db", "copy.db")
    got, said, seconds, peak = run("--db", "copy.db", "exchange", "import", *(["--dry-run"] if dry else []), *files)
    out = "" if dry else subprocess.run([CAPDO, "--db", "copy.db", "exchange", "export", "--agency", "so-xd", "-o",
        "-"],
                                        env=env, capture_output=True, text=True).stdout
    why = []
    if got != 0:
        why.append("exit status %d" % got)
    if seconds > SECONDS or (MEGABYTES and peak > MEGABYTES):
        why.append("%.1f s, %d MB" % (seconds, peak))
    if not why and not check(said, out):
        why.append("it is not what was expected")
    say(why + (["said: " + said] if why else []), sentence)


with open("good.xml", "w", encoding="utf-8") as out:
    out.write(GOOD)
with zipfile.ZipFile("good.zip", "w") as out:
    out.writestr(zipfile.ZipInfo(ENTRY), CONTENT)
accept("the good file, of which the bad ones are made, is taken in", lambda said, out: "Sở Xây dựng" in out, "good.xml")
size = sqlite3.connect("copy.db").execute("SELECT count(*) FROM attachment").fetchone()[0]
say([] if size == 1 else ["%d contents" % size], "and the content of its zip")
with open("pack-version.xml", "w", encoding="utf-8") as out:
    out.write(GOOD.replace('"tt12-2022" version="1.0"', '"tt12-2022" version="9.9"').replace('pack-version="1.0"',
        'pack-version="9.9"'))
accept("an assessment by another version of a pack is taken in and keeps that version", lambda said,
    out: 'pack-version="9.9"' in out,
       "pack-version.xml")
tricks = {"a section with tags": "<![CDATA[</name><x>&amp;]]>",
    "a section with the end of one": "<![CDATA[a]]]]><![CDATA[>b]]>"}
for title, text in tricks.items():
    with open("tricks.xml", "w", encoding="utf-8") as out:
        out.write(GOOD.replace("Sở Xây dựng", text))
    wanted = "&lt;/name&gt;&lt;x&gt;&amp;amp;" if "tags" in title else "a]]&gt;b"
    accept("CDATA: %s stays text" % title, lambda said, out: "<name>%s</name>" % wanted in out, "tricks.xml")
if not SMALL:
    with open("blanks.xml", "w", encoding="utf-8") as out:
        at = GOOD.index("<zone ")
        out.write(GOOD[:at])
        for _ in range(100):
            out.write(" " * (MB - 1) + "\n")
        out.write(GOOD[at:])
    accept("100 MB of blanks between records are read in little memory", lambda said, out: True, "blanks.xml", dry=True)
    os.unlink("blanks.xml")


def rows_of(db):
    return sqlite3.connect(db).execute("SELECT count(*) FROM audit").fetchone()[0]


def folder():
    """Three good files and two bad ones in a folder, and the whole of it once more."""
    os.mkdir("mixed")
    for i, code in enumerate(("a", "b", "c", "d", "e")):
        text = GOOD.replace("so-xd", "so-" + code).replace("0198c0de", "0198c0d" + code).replace("Sở Xây dựng",
            "Sở " + code)
        if code == "b":
            text = text.replace('code="lan"', 'code="lan" more=""')
        if code == "d":
            text = text.replace("</submission>", "")
        with open("mixed/%s.xml" % code, "w", encoding="utf-8") as out:
            out.write(text)
    os.mkfifo("mixed/pipe.xml")
    shutil.copy("department.db", "mixed.db")
    got, said, _, _ = run("--db", "mixed.db", "exchange", "import", "mixed")
    here = ",".join(row[0] for row in sqlite3.connect("mixed.db").execute(
        "SELECT code FROM agency WHERE code LIKE 'so-_' ORDER BY code"))
    why = [] if got == 2 else ["exit status %d" % got]
    why += [] if here == "so-a,so-c,so-e" else ["here are: %s" % here]
    why += ["'%s' is missing" % word for word in ("mixed/b.xml:14:", "'more'", "mixed/d.xml:",
        "2 trên 5") if word not in said]
    why += ["a good file is named as bad"] if any("capdo: mixed/%s" % code in said for code in "ace") else []
    say(why + (["said: " + said] if why else []),
        "of a folder with three good files and two bad ones the good ones are taken, the bad ones named")
    os.unlink("mixed/b.xml")
    os.unlink("mixed/d.xml")
    kept = store_of("mixed.db")
    rows = rows_of("mixed.db")
    got, said, _, _ = run("--db", "mixed.db", "exchange", "import", "mixed")
    why = [] if got == 0 else ["exit status %d" % got]
    why += [] if store_of("mixed.db") == kept else ["the store was changed"]
    why += [] if rows_of("mixed.db") == rows else ["the audit chain has grown"]
    why += [] if said.count("đã nhận trước đây") == 3 else ["it does not say so of each"]
    say(why + (["said: " + said] if why else []),
        "the same folder a second time changes nothing and says of each file that it is here")
    got, said, _, _ = run("--db", "mixed.db", "exchange", "import", "--dry-run", "mixed")
    say([] if got == 0 and store_of("mixed.db") == kept else ["status %d: %s" % (got, said)], "nor does a dry run")


folder()
got, said, _, _ = run("--db", "department.db", "verify")
say([] if got == 0 else [said], "after all this the store is whole and so is its audit chain")
if not SMALL:
    print("## refused in at most %.1f s and %d MB" % tuple(most))
print("1..%d" % count)
sys.exit(bad > 0)
