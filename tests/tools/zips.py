"""zips.py FOLDER FILE... - zips that must be refused, one attack each, into FOLDER as NAME.zip.

Each FILE is a content that an evidence record names. The first line of NAME.txt is what the refusal must say.
"""
import hashlib
import os
import struct
import sys
import warnings
import zipfile

warnings.simplefilter("ignore")
folder, files = sys.argv[1], sys.argv[2:]
contents = [open(name, "rb").read() for name in files]
good = contents[0]


def entry(data):
    return "attachments/" + hashlib.sha256(data).hexdigest()


def make(name, words, entries, patch=None):
    """entries: (name, data, changes to the ZipInfo); patch works on the bytes of the whole zip."""
    path = os.path.join(folder, name + ".zip")
    with zipfile.ZipFile(path, "w") as out:
        for title, data, changes in entries:
            info = zipfile.ZipInfo(title)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            for key, value in changes.items():
                setattr(info, key, value)
            out.writestr(info, data)
    if patch:
        with open(path, "rb") as whole:
            data = bytearray(whole.read())
        patch(data)
        with open(path, "wb") as whole:
            whole.write(data)
    with open(os.path.join(folder, name + ".txt"), "w") as out:
        out.write(words + "\n")


def flag(data):
    """Encrypted, says the general purpose flag."""
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(magic) + at
        data[place] |= 1


def size(data):
    """A size that is not the content's."""
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(magic) + at
        data[place:place + 4] = struct.pack("<I", len(good) + 5)


def damage(data):
    data[len(data) // 3] ^= 0xFF


def cut(data):
    del data[len(data) // 2:]


first = (entry(good), good, {})
stray = b"nobody asked for this"
big = os.urandom(1 << 20) * 11
bomb = b"\0" * (8 << 20)
name = entry(good)
make("absolute", "an absolute path", [first, ("/etc/" + name, good, {})])
make("drive", "an absolute path", [first, ("C:" + name, good, {})])
make("outside", "leads outside", [first, ("attachments/../" + name, good, {})])
make("outside-windows", "name other than", [first, (name.replace("/", "\\..\\"), good, {})]
     if os.sep != "/" else [first, ("attachments\\x" + name[12:], good, {})])
make("other-name", "a name other than", [first, ("readme.txt", good, {})])
make("short-name", "a name other than", [first, (name[:-1], good, {})])
make("capitals", "a name other than", [first, ("attachments/" + "A" * 64, good, {})])
make("nul", "a name other than", [first, (name[:-1] + "?", good, {})],
     lambda data: [data.__setitem__(slice(at, at + 1), b"\0") for at in range(len(data)) if data[at:at + 1] == b"?"
                   and data[at - 63:at] == name[12:-1].encode()])
make("folder", "a folder", [("attachments/", b"", {"external_attr": 0o40755 << 16}), first])
make("folder-kind", "a link or a folder", [(name, good, {"external_attr": 0o40755 << 16})])
make("symlink", "a link or a folder", [(name, good, {"external_attr": 0o120777 << 16})])
make("symlink-of-windows", "a link or a folder", [(name, good, {"external_attr": 0o120777 << 16, "create_system": 0})])
make("device", "a link or a folder", [(name, good, {"external_attr": 0o20666 << 16})])
make("twice", "its name stands in the zip twice", [first, first])
make("encrypted", "encrypted", [first], flag)
make("lzma", "compression", [(name, good, {"compress_type": zipfile.ZIP_LZMA})])
make("bzip2", "compression", [(name, good, {"compress_type": zipfile.ZIP_BZIP2})])
make("bomb", "more than 200 times", [first, (entry(bomb), bomb, {})])
make("too-large", "may be attached", [first, (entry(big), big, {"compress_type": zipfile.ZIP_STORED})])
make("other-content", "another SHA-256", [first, (entry(contents[1]), contents[1] + b" ", {})])
make("stray", "no evidence here", [first, (entry(stray), stray, {})])
make("wrong-size", "", [first], size)
make("damaged", "", [first, (entry(contents[1]), contents[1], {})], damage)
make("cut", "cannot be opened as a zip", [first], cut)
make("many", "more than 10000 entries", [("attachments/%064x" % i, b"", {}) for i in range(10001)])
with open(os.path.join(folder, "no-zip.zip"), "wb") as out:
    out.write(b"this is no zip")
with open(os.path.join(folder, "no-zip.txt"), "w") as out:
    out.write("cannot be opened as a zip\n")
