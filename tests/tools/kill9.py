"""kill9.py CAPDO DATABASE TIMES - answers a checklist through `assess walk`, kills it without warning at a
random moment, and looks whether every answer it had confirmed is kept, the file whole, the chain unbroken.
The seed is printed; SEED in the environment repeats a run."""
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as tree

capdo, database, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
chance = random.Random(seed)
base = [capdo, "--db", database, "--lang", "en"]
# what is typed for each status: its number, then Enter for all that is asked about it
keys = {"met": "1\n\n", "partial": "2\n\n\n\n\n", "unmet": "3\n\n\n\n\n"}
question = re.compile(r"^([A-Z]{2}-[A-Za-z0-9.-]+)\. ")


def run(*words):
    done = subprocess.run(base + list(words), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("not ok - '%s' failed: %s" % (" ".join(words), done.stderr))
    return done.stdout


def prepare():
    run("init", "--user", "an")
    run("agency", "add", "sm", "name=Sở Mẫu")
    run("system", "add", "pm", "name=Phần mềm", "in-build=yes")
    for fact, value in (("function", "internal"), ("info", "public private"), ("defence-security", "no"),
                        ("national-egov", "no"), ("national-data-store", "no"), ("prime-minister-decision", "no")):
        run("level", "set", "pm", fact, *value.split())
    run("level", "decide", "pm")
    run("assess", "start", "pm", "--year", "2026")


def feed(pipe):
    """Answers for ever."""
    try:
        while True:
            pipe.write(keys[chance.choice(list(keys))].encode())
            pipe.flush()
    except (BrokenPipeError, ValueError, OSError):
        pass


def walk_and_kill():
    """The answers the walk had confirmed when it died, requirement to status, and what it was asking."""
    walk = subprocess.Popen(base + ["assess", "walk", "pm", "--year", "2026", "--again"], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    threading.Thread(target=feed, args=(walk.stdin,), daemon=True).start()
    after, delay = chance.randrange(0, 40), chance.random() * 0.01

    def strike():
        time.sleep(delay)
        walk.send_signal(signal.SIGKILL)

    confirmed, seen, struck, asked = {}, 0, False, None
    for line in walk.stdout:
        if question.match(line.decode(errors="replace")):
            asked = question.match(line.decode(errors="replace")).group(1)
        if not line.endswith(b"\n") or not line.startswith(b"saved: "):
            continue
        what, _, value = line.decode().strip()[len("saved: "):].partition(" = ")
        if value in keys:
            confirmed[what.split(" ")[0]] = value
        seen += 1
        if seen > after and not struck:
            struck = True
            threading.Thread(target=strike, daemon=True).start()
    walk.wait()
    return confirmed, asked, walk.returncode == -signal.SIGKILL


def stored():
    text = run("exchange", "export", "--agency", "sm", "-o", "-")
    return {node.get("requirement"): node.get("status") for node in tree.fromstring(text.encode()).iter()
            if node.tag.endswith("}finding")}


prepare()
expected, lost, killed, answers = {}, 0, 0, 0
print("## seed %d" % seed)
for turn in range(times):
    confirmed, asked, dead = walk_and_kill()
    killed += dead
    answers += len(confirmed)
    expected.update(confirmed)
    kept = stored()
    for requirement, status in confirmed.items():
        # only what was being asked may hold a newer answer, kept before its confirmation reached us
        if kept.get(requirement) != status and requirement != asked:
            lost += 1
    if set(expected) - set(kept):
        lost += 1
    run("verify")
print("%s 1 - %d walks were killed, %d answers had been confirmed, %d lost" %
      ("ok" if lost == 0 and answers > 0 else "not ok", killed, answers, lost))
print("%s 2 - at least nine of ten walks died in the middle" % ("ok" if killed * 10 >= times * 9 else "not ok"))
print("1..2")
