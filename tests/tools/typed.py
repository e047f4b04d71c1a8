"""typed.py SAMPLE OUT - every text of the sample files is in the agency's XML of OUT/xml, and in a cell of its
workbooks in OUT/excel, its own or one of its systems'. Assessments of a year before the reported one are in the
XML and, by their scores, in the comparison; their texts are looked for in the XML only."""
import pathlib
import sys
import xml.etree.ElementTree as tree

import openpyxl

sample, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
year = "2026"


def name(node):
    return node.tag.rpartition("}")[2]


def texts(node, old=False):
    """(text, is it of an earlier year) of all elements that hold text."""
    old = old or (name(node) in ("assessment", "year") and node.get("year") != year)
    if len(node) == 0 and node.text and node.text.strip():
        yield node.text.strip(), old
    for child in node:
        yield from texts(child, old)


def cells(path):
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                if value is not None:
                    yield str(value)


missing = found = 0
for path in sorted(sample.glob("*.xml")):
    agency = tree.parse(path).getroot().find("{*}agency")
    exported = {text for text, _ in texts(tree.parse(out / "xml" / f"{agency.get('code')}-{year}.xml").getroot())}
    shown = set(cells(out / "excel" / f"don-vi-{agency.get('code')}-{year}.xlsx"))
    for system in agency.findall("{*}system"):
        shown.update(cells(out / "excel" / f"he-thong-{system.get('code')}-{year}.xlsx"))
    whole = "\n".join(shown).replace("\r\n", "\n")
    for text, old in texts(agency):
        found += 1
        if text not in exported:
            missing += 1
            print("# not in XML:", path.name, text[:80])
        if not old and text not in whole:
            missing += 1
            print("# not in Excel:", path.name, text[:80])
print("## %d texts looked for, %d missing" % (found, missing))
sys.exit(1 if missing or not found else 0)
