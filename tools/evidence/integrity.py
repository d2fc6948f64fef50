#!/usr/bin/env python3
"""Integrity of a bundle, a receipt or a log of Zhijian 指尖, checked a second time in another language.

Python 3.9 or later and its standard library, nothing else; written from the description of the formats (docs/how-to/check-evidence.md),
not from integrity.mjs, so that a mistake in one shows as a difference between the two.

  python3 integrity.py FILE [--key PUBLIC.pem]... [--seals COPY.seals.jsonl]... [--json]

Exit: 0 it holds, 1 something does not, 2 wrong use, 3 nothing is wrong but not everything could be concluded.
"""
import argparse
import base64
import hashlib
import json
import re
import sqlite3
import sys

GENESIS = "00" * 32
SUITES = ("sha256", "sm3")
SAFE = 2**53 - 1
STREAM = re.compile(r"[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")


class Misfit(Exception):
    """A value is not of the form that it must have."""


# --- Hashes -----------------------------------------------------------------------------------------------------------

def sm3(message):
    """GB/T 32905-2016, for Pythons whose OpenSSL was built without it."""
    def rol(x, n):
        n %= 32
        return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF if n else x
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = message + b"\x80" + b"\x00" * ((55 - len(message)) % 64) + (8 * len(message)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        w = [int.from_bytes(padded[start + 4 * i:start + 4 * i + 4], "big") for i in range(16)]
        for i in range(16, 68):
            x = w[i - 16] ^ w[i - 9] ^ rol(w[i - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[i - 13], 7) ^ w[i - 6])
        a, b, c, d, e, f, g, h = v
        for i in range(64):
            t = 0x79CC4519 if i < 16 else 0x7A879D8A
            ss1 = rol((rol(a, 12) + e + rol(t, i)) & 0xFFFFFFFF, 7)
            ss2 = ss1 ^ rol(a, 12)
            ff = a ^ b ^ c if i < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if i < 16 else (e & f) | (~e & g & 0xFFFFFFFF)
            tt1 = (ff + d + ss2 + (w[i] ^ w[i + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[i]) & 0xFFFFFFFF
            d, c, b, a = c, rol(b, 9), a, tt1
            h, g, f, e = g, rol(f, 19), e, tt2 ^ rol(tt2, 9) ^ rol(tt2, 17)
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)


def digest(suite, data):
    if suite == "sha256":
        return hashlib.sha256(data).digest()
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return sm3(data)


# --- Ed25519 (RFC 8032, 5.1.7), verifying only -----------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    result = NEUTRAL
    while n > 0:
        if n & 1:
            result = add(result, p)
        p = add(p, p)
        n >>= 1
    return result


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - xx) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")


def key_of(pem):
    """The id of a public key, and the key itself."""
    found = re.search(r"-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", pem, re.S)
    der = base64.b64decode("".join(found.group(1).split()), validate=True) if found else b""
    if len(der) != 44 or not der.startswith(ED25519_SPKI):
        raise Misfit("a key is an Ed25519 public key in PEM")
    return hashlib.sha256(der).hexdigest()[:16], der[12:]


def is_signed(public, statement, signature):
    if not isinstance(signature, str) or not re.match(r"[A-Za-z0-9_-]{86}\Z", signature):
        return False
    raw = base64.urlsafe_b64decode(signature + "==")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") == signature and ed25519(public, canonical(statement).encode(), raw)


# --- Canonical JSON (RFC 8785) ---------------------------------------------------------------------------------------

def canonical(value):
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int):
        if abs(value) > SAFE:
            raise Misfit("an integer beyond 2^53")
        return str(value)
    if isinstance(value, str):
        value.encode("utf-8")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    raise Misfit("not stored: " + type(value).__name__)


def no_constant(name):
    raise Misfit(name)


def parse(text):
    return json.loads(text, parse_constant=no_constant)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= SAFE


def is_hash(value):
    return isinstance(value, str) and HEX64.match(value) is not None


# --- The tree over the log (RFC 6962, 2.1) ---------------------------------------------------------------------------

def node(suite, left, right):
    return digest(suite, b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hex()


def leaf(suite, stream, version, hash_):
    return digest(suite, b"\x00" + canonical([stream, version, hash_]).encode()).hex()


def root(suite, peaks):
    if not peaks:
        return digest(suite, b"").hex()
    right = peaks[-1]
    for left in reversed(peaks[:-1]):
        right = node(suite, left, right)
    return right


class Tree:
    """Levels of unpaired roots, as a binary counter: bit n of the size is a subtree of 2^n leaves."""

    def __init__(self, suite):
        self.suite, self.size, self.peaks = suite, 0, []

    def grow(self, leaf_):
        carry = leaf_
        size = self.size
        while size & 1:
            carry = node(self.suite, self.peaks.pop(), carry)
            size >>= 1
        self.peaks.append(carry)
        self.size += 1

    def become(self, data):
        self.size, self.peaks = data["size"], list(data["peaks"])


def root_by_path(suite, leaf_, index, size, path):
    """The root that leaf and path lead to, by descending from the top: None when the path has another length than the tree."""
    sides = []  # From the top: whether the leaf lies right, of which subtree.
    low, high = 0, size
    while high - low > 1:
        half = 1
        while half * 2 < high - low:
            half *= 2
        is_right = index >= low + half
        sides.append(is_right)
        low, high = (low + half, high) if is_right else (low, low + half)
    if len(sides) != len(path):
        return None
    at = leaf_
    for is_right, sibling in zip(reversed(sides), path):
        at = node(suite, sibling, at) if is_right else node(suite, at, sibling)
    return at


def is_tree(data):
    return (isinstance(data, dict) and data.get("hash") in SUITES and is_count(data.get("size")) and is_hash(data.get("root"))
            and isinstance(data.get("peaks"), list) and all(map(is_hash, data["peaks"])) and root(data["hash"], data["peaks"]) == data["root"])


# --- Events ----------------------------------------------------------------------------------------------------------

def said_place(text):
    try:
        event = parse(text)
        stream, version = event["subject"], event["streamversion"]
        return (stream, version) if STREAM.match(stream) and is_count(version) else None
    except (ValueError, KeyError, TypeError, Misfit, RecursionError):
        return None


def open_text(text, hash_, previous, place):
    """The event that a stored text is, or (kind, code): why it cannot stand there."""
    data = bytes.fromhex(previous) + text.encode("utf-8", "surrogatepass")
    suite = next((each for each in SUITES if digest(each, data).hex() == hash_), None)
    if suite is None:
        return None, ("edited", "hash-misfit")
    try:
        event = parse(text)
        if canonical(event) != text or not STREAM.match(event["subject"]) or not is_count(event["streamversion"]):
            raise Misfit(text)
    except (ValueError, KeyError, TypeError, Misfit, RecursionError):
        return None, ("edited", "not-json")
    if place is not None and place != "%s@%d" % (event["subject"], event["streamversion"]):
        return None, ("reordered", "written-as")
    if event.get("hashalg") != suite:
        return None, ("edited", "other-suite")
    return event, None


def bare(type_):
    return re.sub(r"\.v\d+\Z", "", str(type_))


# --- What is known from outside --------------------------------------------------------------------------------------

def read_seals(text):
    copies = []
    for line in text.split("\n")[:-1]:
        try:
            copy = parse(line)
            place = copy["place"]
            fits = isinstance(place["stream"], str) and is_count(place["version"]) and is_hash(place["hash"]) and isinstance(copy["data"], dict)
            copies.append(copy if fits else None)
        except (ValueError, KeyError, TypeError, Misfit):
            copies.append(None)
    return copies


def is_heir(name, data, before):
    if name == "LogSealed":
        return data.get("previous") == (before["root"] if before else None)
    return (data["root"], data["size"]) == (before["root"], before["size"]) if before else data["size"] == 0


class Check:
    def __init__(self, keys, seals):
        self.keys, self.seals = keys, seals
        self.findings, self.open = [], []
        self.events = self.streams = self.sealed = 0
        self.openings = []

    def find(self, kind, place, code):
        self.findings.append({"kind": kind, "place": place, "code": code})

    def cannot(self, kind, place, code):
        self.open.append({"kind": kind, "place": place, "code": code})

    def branches(self, store):
        if not self.seals:
            self.cannot("outside", "file", "no-seals")
        return [self.branch(copies, store) for copies in self.seals]

    def branch(self, copies, store):
        held = {}
        for number, copy in enumerate(copies, 1):
            if copy is None:
                self.find("outside", "line %d" % number, "copy-unreadable")
                continue
            stream, version = copy["place"]["stream"], copy["place"]["version"]
            if stream != "log-" + store:
                self.find("outside", "line %d" % number, "other-log")
                continue
            if copy.get("name") == "LogRestored":
                held = {at: each for at, each in held.items() if at < version}
            if not is_tree(copy["data"]):
                self.find("outside", "%s@%d" % (stream, version), "copy-peaks")
            elif version > 0 and version - 1 not in held:
                self.find("outside", "%s@%d" % (stream, version - 1), "copy-missing")
            elif not is_heir(copy.get("name"), copy["data"], held[version - 1]["data"] if version > 0 else None):
                self.find("outside", "%s@%d" % (stream, version), "copy-heir")
            held[version] = copy
        return held

    def seal(self, place, event, hash_, store, branches):
        data, name = event.get("data"), bare(event.get("type"))
        if not is_tree(data):
            self.find("seal", place, "seal-peaks")
            return None
        if name == "LogSealed":
            key = self.keys.get(data.get("keyId"))
            if key is not None:
                if not self.fits(key, store, event):
                    self.find("signature", place, "wrong-signature")
            elif self.keys:
                self.find("signature", place, "unknown-key")
            else:
                self.cannot("signature", place, "no-keys")
        for branch in branches:
            copy = branch.get(event["streamversion"])
            if copy is None:
                if event["streamversion"] > max(branch, default=-1):
                    self.cannot("outside", place, "newer-than-copies")
                else:
                    self.find("outside", place, "never-copied")
            elif (copy["place"]["hash"], copy.get("time"), copy.get("name"), canonical(copy["data"])) != (hash_, event.get("time"), name, canonical(data)):
                self.find("outside", place, "other-than-copied")
        return data

    @staticmethod
    def fits(key, store, event):
        statement = {name: value for name, value in event["data"].items() if name != "signature"}
        statement.update(store=store, time=event["time"])
        return is_signed(key, statement, event["data"].get("signature"))

    # --- A bundle or a receipt ---------------------------------------------------------------------------------------

    @staticmethod
    def is_row(row):
        return isinstance(row, dict) and isinstance(row.get("text"), str) and is_hash(row.get("hash")) and ("previous" not in row or is_hash(row["previous"]))

    def is_proved(self, row):
        return self.is_row(row) and is_count(row.get("index")) and "path" in row and (
            row["path"] is None or (isinstance(row["path"], list) and all(map(is_hash, row["path"]))))

    def file(self, file):
        openings, blobs, events, seal = file.get("openings", []), file.get("blobs", []), file.get("events"), file.get("seal", 0)
        whole = (isinstance(file.get("store"), str) and isinstance(events, list) and events and all(map(self.is_proved, events))
                 and (seal is None or (self.is_row(seal) and "previous" in seal)) and isinstance(openings, list) and isinstance(blobs, list))
        if not whole:
            return self.find("file", "file", "shape")
        store, is_receipt = file["store"], file["format"] == "zhijian-receipt/1"
        branches = self.branches(store)
        tree = None
        if seal is None:
            self.cannot("seal", "file", "no-seal")
        else:
            tree = self.seal_of(file, seal, store, branches)

        ends, last, unsealed, opened = {}, -1, 0, []
        for number, row in enumerate(events):
            opened.append(None)
            said = said_place(row["text"])
            if said is None:
                self.find("edited", "event %d" % number, "not-json")
                continue
            stream, version = said
            place = "%s@%d" % said
            if row["index"] <= last:
                self.find("reordered", place, "index-back")
            last = row["index"]
            before, previous = ends.get(stream, (-1, GENESIS))
            ends[stream] = (version, row["hash"])
            if version <= before:
                self.find("reordered", place, "after-version")
                continue
            if version > before + 1:
                if not is_receipt:
                    self.find("removed", "%s@%d" % (stream, before + 1), "missing-in-stream")
                    continue
                previous = row.get("previous", GENESIS)
            event, why = open_text(row["text"], row["hash"], previous, place)
            if why:
                self.find(why[0], place, why[1])
                continue
            opened[-1] = event
            if tree is not None and row["index"] < tree["size"]:
                suite = tree["hash"]
                if row["path"] is not None and root_by_path(suite, leaf(suite, stream, version, row["hash"]), row["index"], tree["size"], row["path"]) == tree["root"]:
                    self.sealed += 1
                else:
                    self.find("proof", place, "not-under-seal")
            elif row["path"] is not None:
                self.find("proof", place, "beyond-seal")
            else:
                unsealed += 1
        if unsealed and tree is not None:
            self.cannot("seal", "file", "unsealed")
        self.events, self.streams = len(events), len(ends)
        self.blobs(blobs, events)
        self.shown(openings, opened)

    def seal_of(self, file, row, store, branches):
        said = said_place(row["text"])
        place = "%s@%d" % said if said else "seal"
        event, why = open_text(row["text"], row["hash"], row["previous"], None)
        if why:
            self.find("seal", place, why[1])
            return None
        if event["subject"] != "log-" + store or event.get("type") != "LogSealed.v1":
            self.find("seal", place, "no-seal-of-this-log")
            return None
        tree = self.seal(place, event, row["hash"], store, branches)
        own = next((key for key in file.get("keys", []) if key.get("keyId") == tree.get("keyId")), None) if tree else None
        if own is not None:
            try:
                id_, key = key_of(own["pem"])
                if id_ != tree["keyId"] or not self.fits(key, store, event):
                    raise Misfit(id_)
            except (Misfit, KeyError, TypeError, ValueError):
                self.find("signature", place, "key-in-file-misfit")
        return tree

    def blobs(self, blobs, events):
        for blob in blobs:
            try:
                named = blob["digest"]
                fits = hashlib.sha256(base64.b64decode(blob["base64"])).hexdigest() == named
            except (KeyError, TypeError, ValueError):
                named, fits = blob.get("digest") if isinstance(blob, dict) else None, False
            if not fits:
                self.find("blob", "blob %s" % named, "blob-misfit")
            elif not any('"digest":"%s"' % named in row["text"] for row in events):
                self.find("blob", "blob %s" % named, "blob-unnamed")

    def shown(self, openings, opened):
        for number, opening in enumerate(openings):
            try:
                value = opened[opening["event"]]
                for name in opening["at"].split("/")[1:]:
                    value = value[int(name)] if isinstance(value, list) else value[name]
                salted = opening["salt"] + opening["value"]
                committed = [base64.urlsafe_b64encode(digest(suite, salted.encode())).decode().rstrip("=") for suite in SUITES]
                if len(opening["salt"]) != 22 or value["commitment"] not in committed:
                    raise Misfit(value)
                self.openings.append(opening)
            except (Misfit, KeyError, TypeError, ValueError, IndexError):
                self.find("opening", "opening %d" % number, "opening-misfit")

    # --- The log as it lies in its file ------------------------------------------------------------------------------

    def store(self, path):
        db = sqlite3.connect("file:%s?mode=ro" % path.replace("?", "%3f").replace("#", "%23"), uri=True)
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            self.log(db)
        finally:
            db.close()

    def log(self, db):
        for (said,) in db.execute("pragma quick_check(1)").fetchall():
            if said != "ok":
                self.find("file", "file", "damaged")
        store, head = db.execute("select store_id, head from log").fetchone()
        log = "log-" + store
        branches = self.branches(store)
        columns = ("select e.position, s.name, e.version, k.category, k.type, e.text, e.hash from events e"
                   " left join streams s on s.id = e.stream left join kinds k on k.kind = e.kind ")
        seals, before, covered = [], None, 0
        for _, _, version, _, _, text, hash_ in db.execute(columns + "where s.name = ? order by e.version", (log,)).fetchall():
            place = "%s@%d" % (log, version)
            try:
                event = parse(text)
                data = self.seal(place, event, hash_, store, branches)
                if data is None:
                    continue
                if not is_heir(bare(event["type"]), data, before):
                    self.find("seal", place, "seal-heir")
                before = data
                seals.append((int(data["position"]), place, data, version))
                if branches and all(version in branch and branch[version]["place"]["hash"] == hash_ for branch in branches):
                    covered = int(data["position"])
            except (ValueError, KeyError, TypeError, Misfit):
                self.find("seal", place, "seal-unreadable")
        inside = {version for _, _, _, version in seals}
        for branch in branches:
            for version in branch:
                if version not in inside:
                    self.find("truncated", "%s@%d" % (log, version), "copy-beyond-end")

        suite = seals[0][2]["hash"] if seals else "sha256"
        tree = Tree(suite)
        waiting = sorted(seals, key=lambda each: each[0])

        def compare(position):
            while waiting and waiting[0][0] < position:
                _, place, data, _ = waiting.pop(0)
                if data["size"] != tree.size:
                    self.find("seal", place, "seal-size")
                elif data["root"] != root(suite, tree.peaks):
                    self.find("seal", place, "seal-root")
                tree.become(data)

        last, unsealed, ends = 0, 0, {}
        for position, stream, version, category, type_, text, hash_ in db.execute(columns + "order by e.position"):
            stream = "null" if stream is None else stream
            place = "%s@%d" % (stream, version)
            if position > head:
                self.find("inserted", "position %d" % position, "beyond-end")
                continue
            if position > last + 1:
                self.find("removed", "position %d" % (last + 1), "missing-in-log")
            last = position
            self.events += 1
            compare(position)
            tree.grow(leaf(suite, stream, version, hash_))
            if position > covered and stream != log:
                unsealed += 1
            before, previous = ends.get(stream, (-1, GENESIS))
            ends[stream] = (version, hash_)
            if version <= before:
                self.find("reordered", place, "after-version")
            elif version > before + 1:
                self.find("removed", "%s@%d" % (stream, before + 1), "missing-in-stream")
            else:
                event, why = open_text(text, hash_, previous, place)
                if why:
                    self.find(why[0], place, why[1])
                elif (event["subject"].split("-")[0], bare(event.get("type"))) != (category, type_):
                    self.find("index", place, "wrong-filter")
        compare(last + 1)
        if last < head:
            self.find("truncated", "position %d" % (last + 1), "ends-early")
        for _, place, _, _ in waiting:
            self.find("truncated", place, "seals-beyond-end")
        for name, version, hash_ in db.execute("select name, version, hash from streams order by name").fetchall():
            end, held = ends.get(name, (-1, None))
            if end < version:
                self.find("removed", "%s@%d" % (name, version), "stream-end-missing")
            elif end > version:
                self.find("inserted", "%s@%d" % (name, end), "beyond-stream-end")
            elif held != hash_:
                self.find("index", "%s@%d" % (name, version), "stream-end-hash")
        if not seals:
            self.cannot("seal", "file", "no-seal")
        if unsealed and branches:
            self.cannot("seal", "file", "unsealed")
        self.streams, self.sealed = len(ends), max(0, self.events - unsealed)


def check(path, pems, copies):
    it = Check(dict(key_of(pem) for pem in pems), [read_seals(text) for text in copies])
    with open(path, "rb") as opened:
        content = opened.read()
    if content.startswith(b"SQLite format 3"):
        try:
            it.store(path)
        except (sqlite3.Error, TypeError):
            it.find("file", "file", "unreadable")
            it.events = it.streams = it.sealed = 0
        return it
    try:
        file = parse(content.decode("utf-8-sig"))
    except (ValueError, Misfit, RecursionError):
        it.find("file", "file", "unreadable")
        return it
    if not isinstance(file, dict) or file.get("format") not in ("zhijian-bundle/1", "zhijian-receipt/1"):
        it.find("file", "file", "unknown-format")
    else:
        it.file(file)
    return it


def main():
    options = argparse.ArgumentParser(description="Integrity of a bundle, a receipt or a log of Zhijian.")
    options.add_argument("file")
    options.add_argument("--key", action="append", default=[], help="public key, PEM, from outside the file")
    options.add_argument("--seals", action="append", default=[], help="copies of the seals, from outside the file")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()

    def text_of(name):
        with open(name, encoding="utf-8") as opened:
            return opened.read()
    try:
        it = check(asked.file, [text_of(name) for name in asked.key], [text_of(name) for name in asked.seals])
    except (OSError, Misfit, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    verdict = "broken" if it.findings else "open" if it.open else "holds"
    if asked.json:
        print(json.dumps({"verdict": verdict, "findings": it.findings, "open": it.open, "events": it.events, "streams": it.streams,
                          "sealed": it.sealed, "openings": it.openings}, ensure_ascii=False, indent=2))
    else:
        for found in it.findings:
            print("wrong  %(place)s  %(kind)s: %(code)s" % found)
        for found in it.open:
            print("open   %(place)s  %(kind)s: %(code)s" % found)
        print("%s: %d events of %d streams, %d under a seal" % (verdict, it.events, it.streams, it.sealed))
    return {"holds": 0, "broken": 1, "open": 3}[verdict]


if __name__ == "__main__":
    sys.exit(main())
