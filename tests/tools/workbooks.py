"""workbooks.py FOLDER [SHEETS] - opens every workbook of a folder with openpyxl; each has so many sheets (10) and no
error value."""
import pathlib
import sys

import openpyxl

least = int(sys.argv[2]) if len(sys.argv) > 2 else 10
count = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    count += 1
    if len(book.sheetnames) < least:
        sys.exit("%s has %d sheets" % (path.name, len(book.sheetnames)))
    for sheet in values:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("#"):
                    sys.exit("%s, %s!%s holds %s" % (path.name, sheet.title, cell.coordinate, cell.value))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and values[sheet.title][cell.coordinate].value is None:
                    sys.exit("%s, %s!%s: a formula without its value" % (path.name, sheet.title, cell.coordinate))
print("## %d workbooks" % count)
sys.exit(0 if count else "no workbook")
