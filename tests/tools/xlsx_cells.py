#!/usr/bin/env python3
"""Prints what stands in the cells of a workbook, one cell after the other, each ended by a NUL.

xlsx_cells.py FILE           letter of the type, then the value: s text, n number, d day or time (ISO), f formula
xlsx_cells.py --value FILE   the same with the values that were written beside formulas
xlsx_cells.py --first FILE   only the first cell of each sheet and what its paper says at the top
"""
import datetime
import sys

import openpyxl


def shown(cell):
    value = cell.value
    if cell.data_type == "f":
        return "f" + str(value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return "d" + value.isoformat()
    if isinstance(value, (int, float)):
        return "n" + (str(int(value)) if value == int(value) else repr(value))
    return "s" + str(value)


def main():
    first = "--first" in sys.argv
    book = openpyxl.load_workbook(sys.argv[-1], data_only="--value" in sys.argv)
    out = []
    for sheet in book.worksheets:
        if first:
            out.append("%s|%s" % (sheet["A1"].value, sheet.oddHeader.center.text))
            continue
        out.append("sSHEET " + sheet.title)
        for row in sheet.iter_rows():
            out.extend(shown(cell) for cell in row if cell.value is not None)
    sys.stdout.buffer.write("".join(text + "\0" for text in out).encode())


main()
