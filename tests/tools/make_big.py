#!/usr/bin/env python3
"""make_big.py FILE MEGABYTES [SYSTEMS [FINDINGS [AGENCY]]]: a hand-in as large as wanted, for measuring.

Writes systems of so many findings each until the file has that size, or until there are so many
systems. Requirements and facts are real ones; all else says that it is made up."""
import re
import sys
import zlib

HEAD = '''<?xml version="1.0" encoding="UTF-8"?>
<submission xmlns="urn:capdo:exchange:1" format="1" created="2026-11-22T03:00:00Z" year="2026" snapshot="1">
  <agency id="{agency}" code="{code}" sample="yes">
    <name>Đơn vị dữ liệu mẫu số lớn</name>
    <year id="{year}" year="2026" state="submitted" snapshot="1"/>
'''
SYSTEM = '''    <system id="{system}" code="HT{number:05d}" proposed-level="2">
      <name>Hệ thống dữ liệu mẫu số {number}</name>
{assets}      <assessment id="{assessment}" year="2026" level="2" pack="tt12-2022" pack-version="1" \
threats="threats-1" threats-version="1" method="method-1" method-version="1" started="2026-11-01T02:00:00Z">
'''
ASSET = '''      <asset id="{id}" code="TS{number:04d}" kind="server">
        <name>Máy chủ dữ liệu mẫu {number}</name>
      </asset>
'''
FINDING = '''        <finding id="{id}" requirement="{requirement}" asset="TS{asset:04d}" status="{status}" due="2026-12-31">
          <current>Đã ban hành quy chế, đang áp dụng cho toàn đơn vị; kiểm tra sáu tháng một lần.</current>
          <measure>Bổ sung quy trình, phân công người chịu trách nhiệm.</measure>
          <person>Cán bộ dữ liệu mẫu</person>
        </finding>
'''


class Ids:
    def __init__(self, start):
        self.next = start

    def __call__(self):
        self.next += 1
        return "0198c0de-0000-7000-8000-%012x" % self.next


def requirements():
    """Those of level 2 that are answered per server."""
    text = open("checklists/tt12-2022.xml", encoding="utf-8").read()
    found = []
    for match in re.finditer(r'<requirement id="([^"]+)"([^>]*)>(.*?)</requirement>', text, re.S):
        if 'scope="server"' in match.group(2) and re.search(r'<at [^>]*level="2"', match.group(3)):
            found.append(match.group(1))
    return found or sys.exit("make_big.py: no requirement of a server at level 2")


def main():
    path, size = sys.argv[1], int(float(sys.argv[2]) * 1024 * 1024)
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    findings = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    code = sys.argv[5] if len(sys.argv) > 5 else "mau-lon"
    new = Ids((zlib.crc32(code.encode()) & 0xFFF) << 36)
    known = requirements()
    assets = (findings + len(known) - 1) // len(known)
    number = 0
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(agency=new(), code=code, year=new()))
        while number < most and out.tell() < size:
            number += 1
            out.write(SYSTEM.format(
                system=new(), number=number, assessment=new(),
                assets="".join(ASSET.format(id=new(), number=i) for i in range(assets))))
            rows = sorted((known[i % len(known)], i // len(known)) for i in range(findings))
            for i, (requirement, asset) in enumerate(rows):
                out.write(FINDING.format(
                    id=new(), requirement=requirement, asset=asset,
                    status=("met", "partial", "unmet", "met", "met")[i % 5]))
            out.write("      </assessment>\n    </system>\n")
        out.write("  </agency>\n</submission>\n")


main()
