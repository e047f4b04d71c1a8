"""annual.py SAMPLE BOOK XML OWNER - every text that the report to the ministry promises of the sample's systems of
this owner stands in a cell of BOOK and in XML; every figure beside a formula of the cross-checks agrees.
annual.py --formulas BOOK AGAIN - each formula of BOOK has the value that AGAIN, computed anew by another program,
has in the same cell."""
import pathlib
import sys
import xml.etree.ElementTree as tree

import openpyxl

YEAR = "2026"
OF_SYSTEM = {"name", "owner-name", "owner-regulation", "owner-representative", "owner-position", "owner-address",
    "owner-phone", "owner-email", "operator-name", "operator-regulation", "operator-representative",
    "operator-position", "operator-address", "operator-phone", "operator-email", "proposed-reason", "approval-number",
    "approval-by", "regulation-number", "regulation-by", "inspected-by", "inspection-report", "note"}
OF_RECORD = {"finding": {"current", "measure", "reason", "person"}, "action": {"title", "owner", "source", "note"},
    "incident": {"title", "cause", "damage", "handling"}, "exercise": {"title", "result"},
    "assessment": {"situation", "progress", "effect", "change", "note"}, "year": {"other", "note"}}
# the act in force does not ask for these words; they are in the XML
XML_ONLY = {"situation", "progress", "effect", "change"}


def name(node):
    return node.tag.rpartition("}")[2]


def texts(node, wanted):
    for child in node:
        if name(child) in wanted and child.text and child.text.strip():
            yield name(child), child.text.strip()


def promised(agency, owner):
    for year in agency.findall("{*}year"):
        if year.get("year") != YEAR:
            continue
        yield from texts(year, OF_RECORD["year"])
        for kind in ("incident", "exercise"):
            for record in year.findall("{*}" + kind):
                yield from texts(record, OF_RECORD[kind])
    for system in agency.findall("{*}system"):
        if system.findtext("{*}owner-name") != owner:
            continue
        yield from texts(system, OF_SYSTEM)
        for action in system.findall("{*}action"):
            if action.get("year") in (None, YEAR):
                yield from texts(action, OF_RECORD["action"])
        for assessment in system.findall("{*}assessment"):
            if assessment.get("year") != YEAR:
                continue
            yield from texts(assessment, OF_RECORD["assessment"])
            for finding in assessment.findall("{*}finding"):
                yield from texts(finding, OF_RECORD["finding"])


def formulas(book, again):
    made, value, other = (openpyxl.load_workbook(book), openpyxl.load_workbook(book, data_only=True),
        openpyxl.load_workbook(again, data_only=True))
    count = wrong = 0
    for sheet in made.sheetnames:
        for row in made[sheet].iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                if value[sheet][cell.coordinate].value != other[sheet][cell.coordinate].value:
                    wrong += 1
                    print("#", sheet, cell.coordinate, cell.value, value[sheet][cell.coordinate].value,
                        other[sheet][cell.coordinate].value)
    print("## %d formulas, %d wrong" % (count, wrong))
    return wrong or count < 20


def main():
    if sys.argv[1] == "--formulas":
        return formulas(sys.argv[2], sys.argv[3])
    sample, book, report, owner = sys.argv[1:]
    cells, given = set(), set()
    loaded = openpyxl.load_workbook(book, data_only=True)
    for sheet in loaded:
        for row in sheet.iter_rows(values_only=True):
            cells.update(str(value).replace("\r\n", "\n") for value in row if value is not None)
    given.update(node.text.strip() for node in tree.parse(report).iter() if node.text)
    missing = found = 0
    for path in sorted(pathlib.Path(sample).glob("*.xml")):
        agency = tree.parse(path).getroot().find("{*}agency")
        if not any(s.findtext("{*}owner-name") == owner for s in agency.findall("{*}system")):
            continue
        for field, text in promised(agency, owner):
            found += 1
            for where, there in (("cell", cells), ("XML", given)):
                if text not in there and not (where == "cell" and field in XML_ONLY):
                    missing += 1
                    print("# in no", where + ":", path.name, field, text[:80])
    checks = loaded["Đối chiếu"]
    wrong = [row for row in checks.iter_rows(values_only=True) if "không khớp" in row]
    right = [row for row in checks.iter_rows(values_only=True) if "khớp" in row]
    print("## %d texts looked for, %d missing; %d cross-checks agree, %d do not" % (found, missing, len(right),
        len(wrong)))
    return missing or not found or wrong or len(right) < 10


sys.exit(1 if main() else 0)
