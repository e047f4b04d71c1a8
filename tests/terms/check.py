#!/usr/bin/env python3
"""check.py GLOSSARY CATALOGUE [PACK...] - the words people read: no English left in Vietnamese texts, no forbidden
synonym of a legal term, every legal term of the glossary in use where it is promised.

A word of plain letters is taken for Vietnamese when it is a syllable that may stand without any mark: syllables that
end in c, ch, p or t never do. English words that happen to look like one are found when the English text has them."""
import re, sys, unicodedata
import xml.etree.ElementTree as ET

ONSET = r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh|n|ph?|qu|r|s|th?|tr|v|x)?"
RHYME = (r"(?:a|ai|am|an|ang|anh|ao|au|ay|e|em|en|eng|eo|i|ia|im|in|inh|iu|o|oa|oai|oam|oan|oang|oanh|oao|oay|oe|oen|"
         r"oeo|oi|om|on|ong|oong|u|ua|ui|um|un|ung|uy|uya|uynh|uyu|y)")
SYLLABLE = re.compile("^" + ONSET + RHYME + "$")
PLAIN = re.compile(r"(?<![\w%<{'/.@-])[A-Za-z][A-Za-z]+(?![\w>}'/@-]|\.[a-z])")


def glossary(path):
    """Sections [terms] TERM | WHERE; [forbidden] PATTERN | SAY | WHY; [names] words that stay."""
    terms, forbidden, names, section = [], [], set(), None
    for line in open(path, encoding="utf-8"):
        line = unicodedata.normalize("NFC", line.rstrip("\n"))
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[] ")
            continue
        parts = [p.strip() for p in line.split(" | ")]
        if section == "terms":
            terms.append(parts)
        elif section == "forbidden":
            forbidden.append(parts)
        else:
            names.update(w.casefold() for w in line.split())
    return terms, forbidden, names


def catalogue(path):
    """(msgid, msgstr) of a .po file."""
    entry, field = {}, None
    for line in open(path, encoding="utf-8"):
        m = re.match(r'(msgid|msgstr)\s+"(.*)"$', line)
        if m:
            if m.group(1) == "msgid":
                if entry.get("msgid"):
                    yield entry["msgid"], entry.get("msgstr", "")
                entry = {}
            field = m.group(1)
            entry[field] = m.group(2)
        elif line.startswith('"') and field:
            entry[field] += line.strip()[1:-1]
    if entry.get("msgid"):
        yield entry["msgid"], entry.get("msgstr", "")


def pack_texts(path):
    """(English, Vietnamese, allowed figures) of each text of a pack."""
    for node in ET.parse(path).iter():
        vi = node.find("{urn:capdo:pack:1}vi")
        en = node.find("{urn:capdo:pack:1}en")
        if vi is not None and vi.text:
            yield (" ".join((en.text or "").split()) if en is not None else "", " ".join(vi.text.split()))
        for value in node.findall("{urn:capdo:pack:1}allowed"):
            yield "", " ".join(value.text.split())


def bare(text):
    """Without what is no prose: commands in quotes, options, placeholders, addresses."""
    text = text.replace("\\n", " ").replace('\\"', '"')
    text = re.sub(r"'[^']*'", " ", text)
    text = re.sub(r"\b[a-z-]+ (?=\()", " ", text)          # a code with its meaning: met (đạt)
    text = re.sub(r"&[a-z]+;|<[a-z-]+>", " ", text)
    text = re.sub(r"--[a-z-]+", " ", text)
    text = re.sub(r"%[-0-9.*]*(?:ll|z|h)?[a-zA-Z]", " ", text)
    text = re.sub(r"\{[^}]*\}", " ", text)
    return re.sub(r"[\w.+-]+@[\w.-]+|https?:\S+|[A-Z]+-?[0-9][\w.-]*|\b[A-Z0-9]{2,}(?:[-/][A-Z0-9Đ]+)+\b", " ", text)


def foreign(vi, en, names):
    english = {w.casefold() for w in PLAIN.findall(bare(en))}
    for word in PLAIN.findall(bare(vi)):
        low = word.casefold()
        if low in names:
            continue
        if not SYLLABLE.match(low) or (len(low) > 2 and low in english):
            yield word


def main():
    terms, forbidden, names = glossary(sys.argv[1])
    texts = [("catalogue", en, vi) for en, vi in catalogue(sys.argv[2])]
    for path in sys.argv[3:]:
        texts += [(path.rsplit("/", 1)[-1], en, vi) for en, vi in pack_texts(path)]
    faults = 0

    def fault(line):
        nonlocal faults
        faults += 1
        print("# " + line)

    for where, en, vi in texts:
        vi = unicodedata.normalize("NFC", vi)
        for word in foreign(vi, en, names):
            fault(f"{where}: the word {word!r} in: {vi}")
        for pattern, say, why in forbidden:
            # a pattern may be bound to files: catalogue:…
            only, _, rest = pattern.rpartition("::")
            if only and only not in where:
                continue
            if re.search(rest, vi, re.I):
                fault(f"{where}: {rest!r} (say {say!r}: {why}) in: {vi}")
    everything = {}
    for where, _, vi in texts:
        everything.setdefault(where, []).append(unicodedata.normalize("NFC", vi).casefold())
    for term, where in terms:
        if not any(term.casefold() in vi for place, list_ in everything.items() if where in place for vi in list_):
            fault(f"the term {term!r} stands nowhere in {where}")
    print(f"## {len(texts)} texts, {len(terms)} terms, {len(forbidden)} forbidden, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
