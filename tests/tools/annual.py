"""annual.py SAMPLE BOOK XML OWNER YEAR - every text that the report to the ministry promises of the sample's systems of
this owner stands in a cell of BOOK and in XML; every figure beside a formula of the cross-checks agrees, or is told
as a contradiction of the form.
annual.py --form SAMPLE BOOK OWNER YEAR - the form's totals and rows, worked out anew from the sample.
annual.py --formulas BOOK AGAIN - each formula of BOOK has the value that AGAIN, computed anew by another program,
has in the same cell."""
import datetime
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

import openpyxl

FORM_FROM = 2026
OF_SYSTEM = {"name", "owner-name", "owner-regulation", "owner-representative", "owner-position", "owner-address",
    "owner-phone", "owner-email", "operator-name", "operator-regulation", "operator-representative",
    "operator-position", "operator-address", "operator-phone", "operator-email", "proposed-reason", "approval-number",
    "approval-by", "regulation-number", "regulation-by", "inspected-by", "inspection-report", "note"}
OF_RECORD = {"finding": {"current", "measure", "reason", "person"}, "action": {"title", "owner", "source", "note"},
    "incident": {"title", "cause", "damage", "handling"}, "exercise": {"title", "result"},
    "assessment": {"situation", "progress", "effect", "change", "note"}, "year": {"other", "note"}}
# the act in force does not ask for these words; they are in the XML
XML_ONLY = {"situation", "progress", "effect", "change"}
# the form has no column for these, and others share a cell
NOT_ON_FORM = {"proposed-reason", "inspected-by", "inspection-report"}
SHARED = {"approval-number", "approval-by", "regulation-number", "regulation-by"}
STATUS = ["Đang dự thảo", "Đã gửi thẩm định", "Đã thẩm định", "Đã được phê duyệt"]
MEASURES = ["Chưa triển khai", "Đã triển khai một số hạng mục", "Đã triển khai đầy đủ"]
INSPECTED = [None, "Trước khi đưa vào sử dụng", "Định kỳ", "Trước khi đưa vào sử dụng; Định kỳ"]
AFTER = {"submit": 1, "complete": 1, "incomplete": 0, "refuse": 0, "appraise": 2, "approve": 2,
    "approve-measures": 2, "approve-list": 2}


def name(node):
    return node.tag.rpartition("}")[2]


def texts(node, wanted):
    for child in node:
        if name(child) in wanted and child.text and child.text.strip():
            yield name(child), child.text.strip()


def promised(agency, owner, wanted):
    for year in agency.findall("{*}year"):
        if year.get("year") != wanted:
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
            if action.get("year") in (None, wanted):
                yield from texts(action, OF_RECORD["action"])
        for assessment in system.findall("{*}assessment"):
            if assessment.get("year") != wanted:
                continue
            yield from texts(assessment, OF_RECORD["assessment"])
            for finding in assessment.findall("{*}finding"):
                yield from texts(finding, OF_RECORD["finding"])


def agencies(sample):
    for path in sorted(pathlib.Path(sample).glob("*.xml")):
        yield tree.parse(path).getroot().find("{*}agency")


def status(system, end):
    if system.get("approved-level") and (system.get("approval-date") or end) <= end:
        return 3
    now, newest = 0, max(system.findall("{*}proposal"), key=lambda p: int(p.get("number")), default=None)
    for act in newest.findall("{*}act") if newest is not None else []:
        if act.get("date") <= end:
            now = AFTER.get(act.get("step"), now)
    return now


def inspected(system, start, end):
    ready, periodic = system.get("readiness-assessed"), system.get("inspected")
    return INSPECTED[bool(ready and ready <= end) + 2 * bool(periodic and start <= periodic <= end)]


def function(system):
    for fact in system.findall("{*}fact"):
        if fact.get("fact") == "function" and not fact.get("component"):
            return fact.get("value") or fact.findtext("{*}value")
    return None


def expected_row(system, start, end):
    state = status(system, end)
    level = system.get("approved-level") or system.get("proposed-level")
    return {"name": system.findtext("{*}name"), "level": int(level) if level else "–", "status": STATUS[state],
        "expected": None if state == 3 else system.get("approval-expected"), "inspected": inspected(system, start, end),
        "operator": system.findtext("{*}operator-name"), "state": state, "function": function(system)}


def iso(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def compare(rows, wanted):
    wrong = 0
    for number, (row, want) in enumerate(zip(rows, wanted), 1):
        have = {"name": row[1], "operator": row[3], "level": row[4], "status": row[5], "expected": iso(row[8]),
            "inspected": row[11] or None}
        for key, value in have.items():
            if value != want[key]:
                wrong += 1
                print("# row", number, key, repr(value), "expected", repr(want[key]))
        if row[9] not in MEASURES or row[0] != number or (want["state"] == 3) != bool(row[6]):
            wrong += 1
            print("# row", number, row)
    return wrong


def form(sample, book, owner, year):
    """Section 1 stands above the table, its figures in the tenth column; rows begin with a number."""
    start, end = "%d-12-15" % (int(year) - 1), year + "-12-14"
    sheet = list(openpyxl.load_workbook(book, data_only=True)["Biểu mẫu 08"].iter_rows(values_only=True))
    rows = [row for row in sheet if isinstance(row[0], int)]
    totals = {m.group(1): row[9] for row in sheet if isinstance(row[0], str)
        for m in [re.match(r"([1-7])\. .*", row[0])] if m and row[9] is not None}
    numbers = next(i for i, row in enumerate(sheet) if row[0] == "(1)")
    assert list(sheet[numbers]) == ["(%d)" % n for n in range(1, 13)] and len(sheet[0]) == 12
    found = [(a.get("code"), s.get("code"), expected_row(s, start, end)) for a in agencies(sample)
        for s in a.findall("{*}system") if s.findtext("{*}owner-name") == owner]
    wanted = [row for _, _, row in sorted(found, key=lambda f: f[:2])]
    done = [row for row in wanted if row["state"] == 3]
    dates = [row["expected"] for row in wanted if row["expected"]]
    right = {"1": len(wanted), "2": sum(bool(row["function"]) for row in wanted),
        "3": sum(row["state"] >= 1 for row in wanted), "4": sum(row["state"] >= 2 for row in wanted), "5": len(done),
        "6": sum("Định kỳ" in (row["inspected"] or "") for row in done), "7": max(dates) if dates else None}
    wrong = compare(rows, wanted) + (len(rows) != len(wanted))
    for key, value in right.items():
        if iso(totals.get(key)) != value:
            wrong += 1
            print("# total", key, iso(totals.get(key)), "expected", value)
    print("## %d rows, %d totals, %d wrong" % (len(rows), len(totals), wrong))
    return wrong or len(rows) < 10


def told(loaded, label):
    """How many rows the form itself calls contradictory in the column that a cross-check names."""
    column = re.search(r"\(cột (\d+)\)", label)
    return 0 if not column else sum(row[3] == int(column.group(1)) and row[4] == "mâu thuẫn"
        for row in loaded["Cần xem lại"].iter_rows(values_only=True))


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
    if sys.argv[1] == "--form":
        return form(*sys.argv[2:])
    sample, book, report, owner, year = sys.argv[1:]
    on_form = int(year) >= FORM_FROM
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
        for field, text in promised(agency, owner, year):
            found += 1
            for where, there in (("cell", cells), ("XML", given)):
                if where == "cell" and (field in XML_ONLY or (on_form and field in NOT_ON_FORM)):
                    continue
                if where == "cell" and on_form and field in SHARED and any(text in cell for cell in cells):
                    continue
                if text not in there:
                    missing += 1
                    print("# in no", where + ":", path.name, field, text[:80])
    checks = loaded["Đối chiếu"]
    wrong = [row for row in checks.iter_rows(values_only=True) if "không khớp" in row and
        not (on_form and row[3] - row[2] == told(loaded, row[1]) > 0)]
    right = [row for row in checks.iter_rows(values_only=True) if "khớp" in row]
    print("## %d texts looked for, %d missing; %d cross-checks agree, %d do not" % (found, missing, len(right),
        len(wrong)))
    return missing or not found or wrong or len(right) < 10


sys.exit(1 if main() else 0)
