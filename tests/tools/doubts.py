#!/usr/bin/env python3
"""doubts.py PACKS BOOK... - every mark of doubt that the law notes carry is a status in the packs, and people see it.

Each line of MARKS is one mark of the notes (what is doubtful), where the packs carry it, and the statuses it may have
there: nothing that the notes call doubtful may be 'confirmed'. Every doubt of the packs of 2026 must stand, whole, in
one of the workbooks."""
import sys, zipfile, html, re
import xml.etree.ElementTree as ET

NS = "{urn:capdo:pack:1}"
OPEN = ("unverified",)
WEAK = ("unverified", "secondary", "own")
MARKS = [
    # the decree
    ("every citation of the decree: a reposted copy, not the Gazette", "nd331-2026", "doubt-copy", WEAK),
    ("number and date of the decision that publishes the standard", "nd331-2026", "doubt-standard", OPEN),
    ("the day of the decrees issued beside it", "nd331-2026", "doubt-other-decrees", OPEN),
    ("the new list of conditional lines from 2027", "nd331-2026", "doubt-conditional-list", OPEN),
    ("whether the earlier decree is in force: a law not read", "nd331-2026", "doubt-in-force", OPEN),
    ("T3: inference", "nd331-2026", "T3", OPEN),
    ("T4: inference", "nd331-2026", "T4", OPEN),
    ("T5: inference", "nd331-2026", "T5", OPEN),
    ("T6: inference", "nd331-2026", "T6", OPEN),
    ("how months are counted, last day a holiday", "nd331-2026", "doubt-date-count", OPEN),
    ("the six months", "nd331-2026", "term-approval", WEAK),
    ("the twelve months", "nd331-2026", "term-measures", WEAK),
    ("which form at which step", "nd331-2026", "doubt-form-use", OPEN),
    ("address of the reporting software, no signature block in the form", "nd331-2026", "doubt-report-software", OPEN),
    ("cycles come from the standard", "nd331-2026", "doubt-no-cycle", OPEN),
    ("the list important to national security, expected", "nd331-2026", "doubt-pending-list", OPEN),
    ("texts seen only by title", "nd331-2026", "doubt-pending-title", OPEN),
    ("the technical regulation of forms 06 and 07", "nd331-2026", "doubt-pending-technical", OPEN),
    ("the national architecture, from the press", "nd331-2026", "doubt-pending-architecture", OPEN),
    ("the framework that is not issued", "nd331-2026", "doubt-framework", WEAK),
    # the standard
    ("the standard was not read", "tcvn14423-2026", "doubt-standard-not-read", WEAK),
    ("number and date of its publication", "tcvn14423-2026", "doubt-publication", OPEN),
    ("rows that may lack at levels 3 to 5", "tcvn14423-2026", "ACC-02", OPEN),
    ("rows that may lack at levels 3 to 5", "tcvn14423-2026", "VUL-01", OPEN),
    ("suggested or binding", "tcvn14423-2026", "ACC-11", OPEN),
    ("one row or two", "tcvn14423-2026", "NET-14", OPEN),
    ("plan and server joined", "tcvn14423-2026", "VUL-06", OPEN),
    ("central storage and pushing joined", "tcvn14423-2026", "LOG-09", OPEN),
    ("replaced or moved", "tcvn14423-2026", "BKP-06", OPEN),
    ("still demanded at levels 4 and 5", "tcvn14423-2026", "HR-03", OPEN),
    ("the annex on premises: normative or not", "tcvn14423-2026", "doubt-annex-a", OPEN),
]


def elements(root):
    for node in root.iter():
        if node.get("id"):
            yield node.get("id"), node


def statuses(node):
    """Its own, or the worst of its levels."""
    return [node.get("status")] if node.get("status") else [at.get("status") for at in node.findall(NS + "at")]


def cells(path):
    book = zipfile.ZipFile(path)
    for name in book.namelist():
        if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/"):
            text = book.read(name).decode("utf-8")
            for match in re.finditer(r"<(?:si|is)>(.*?)</(?:si|is)>", text, re.S):
                yield " ".join(html.unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", match.group(1)))).split())


def main():
    folder, books = sys.argv[1], sys.argv[2:]
    roots = {name: ET.parse(f"{folder}/{name}.xml").getroot()
             for name in ("nd331-2026", "tcvn14423-2026", "crosswalk-1")}
    faults = []
    for what, pack, ident, allowed in MARKS:
        found = [node for name, node in elements(roots[pack]) if name == ident]
        if not found:
            faults.append(f"{pack}: nothing carries the mark: {what} ({ident})")
        elif not any(status in allowed for node in found for status in statuses(node)):
            faults.append(f"{pack} {ident}: {what}: is {[statuses(n) for n in found]}, not one of {allowed}")
    for pack, root in roots.items():
        for node in root.iter():
            cite = (node.get("cite") or "") + (node.get("clause") or "")
            if ("tcvn14423:" in cite or cite.startswith("nd331:")) and node.get("status") == "confirmed":
                faults.append(f"{pack} {node.get('id')}: rests on a text that was not read in the Gazette, yet confirmed")
    seen = "\n".join(text for book in books for text in cells(book))
    doubts = 0
    for pack, root in roots.items():
        for node in root.findall(NS + "doubt"):
            doubts += 1
            if " ".join(node.find(NS + "vi").text.split()) not in seen:
                faults.append(f"{pack} {node.get('id')}: no workbook shows it")
    for fault in faults:
        print("# " + fault)
    print(f"## {len(MARKS)} marks, {doubts} doubts, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
