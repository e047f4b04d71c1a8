"""cut.py FILE FOLDER STEP - copies of a file that end too early: after every STEP bytes, up to its last tag."""
import os
import sys

path, folder, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(path, "rb") as file:
    whole = file.read().rstrip()
os.makedirs(folder)
for end in range(0, len(whole), step):
    with open("%s/cut-%06d.xml" % (folder, end), "wb") as file:
        file.write(whole[:end])
