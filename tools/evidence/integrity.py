#!/usr/bin/env python3
"""Integrity of a bundle, a receipt, its page or its codes, a proof between two seals or a log of Zhijian 指尖, checked a second time in another language.

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
import zlib

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


# --- SM2 with SM3 (GB/T 32918.2, the curve of 32918.5), verifying only, in Jacobian coordinates ----------------------

SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_A = SM2_P - 3
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
         0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
SM2_USER = b"1234567812345678"


def sm2_double(p):
    x, y, z = p
    if z == 0 or y == 0:
        return 0, 1, 0
    slope = 3 * (x - z * z) * (x + z * z) % SM2_P  # a = -3
    yy = y * y % SM2_P
    s = 4 * x * yy % SM2_P
    x3 = (slope * slope - 2 * s) % SM2_P
    return x3, (slope * (s - x3) - 8 * yy * yy) % SM2_P, 2 * y * z % SM2_P


def sm2_add(p, q):
    if p[2] == 0 or q[2] == 0:
        return q if p[2] == 0 else p
    pz, qz = p[2] * p[2] % SM2_P, q[2] * q[2] % SM2_P
    u1, u2 = p[0] * qz % SM2_P, q[0] * pz % SM2_P
    s1, s2 = p[1] * q[2] * qz % SM2_P, q[1] * p[2] * pz % SM2_P
    if u1 == u2:
        return sm2_double(p) if s1 == s2 else (0, 1, 0)
    h, r = u2 - u1, s2 - s1
    hh = h * h % SM2_P
    hhh, v = h * hh % SM2_P, u1 * hh % SM2_P
    x3 = (r * r - hhh - 2 * v) % SM2_P
    return x3, (r * (v - x3) - s1 * hhh) % SM2_P, h * p[2] * q[2] % SM2_P


def sm2_times(n, p):
    result = (0, 1, 0)
    for bit in bin(n)[2:]:
        result = sm2_double(result)
        if bit == "1":
            result = sm2_add(result, p)
    return result


def sm2(public, message, signature):
    x, y = int.from_bytes(public[:32], "big"), int.from_bytes(public[32:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    t = (r + s) % SM2_N
    if not (0 < r < SM2_N and 0 < s < SM2_N) or t == 0 or x >= SM2_P or y >= SM2_P or (y * y - x ** 3 - SM2_A * x - SM2_B) % SM2_P != 0:
        return False
    curve = b"".join(value.to_bytes(32, "big") for value in (SM2_A, SM2_B) + SM2_G)
    z = digest("sm3", (8 * len(SM2_USER)).to_bytes(2, "big") + SM2_USER + curve + public)
    e = int.from_bytes(digest("sm3", z + message), "big")
    at = sm2_add(sm2_times(s, SM2_G + (1,)), sm2_times(t, (x, y, 1)))
    if at[2] == 0:
        return False
    return (e + at[0] * pow(at[2], SM2_P - 3, SM2_P) % SM2_P) % SM2_N == r


ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")
SM2_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")


def key_in(der):
    """The id of a public key, and what verifies with it."""
    if len(der) == 44 and der.startswith(ED25519_SPKI):
        return digest("sha256", der).hex()[:16], lambda message, signature: ed25519(der[12:], message, signature)
    if len(der) == 91 and der.startswith(SM2_SPKI):
        return digest("sm3", der).hex()[:16], lambda message, signature: sm2(der[27:], message, signature)
    raise Misfit("a key is an Ed25519 or SM2 public key in PEM")


def key_of(pem):
    found = re.search(r"-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", pem, re.S)
    return key_in(base64.b64decode("".join(found.group(1).split()), validate=True) if found else b"")


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_signed(key, statement, signature):
    if not isinstance(signature, str) or not re.match(r"[A-Za-z0-9_-]{86}\Z", signature):
        return False
    raw = unpadded(signature)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") == signature and key(canonical(statement).encode(), raw)


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
    # One zero behind the point is the same number, and a number of a thousand digits is none that is stored: what every other reader of JSON does.
    try:
        value = json.loads(text, parse_constant=no_constant, parse_float=whole, parse_int=lambda said: int(said) if len(said) < 20 else float(said))
    except RecursionError:
        raise Misfit("nested too deep")
    if is_deep(value, 100):
        raise Misfit("nested too deep")
    return value


def whole(said):
    number = float(said)
    return int(number) if number.is_integer() and abs(number) <= SAFE else number


def is_deep(value, left):
    """Nothing that is written here is nested deeper."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inside is not None and (left == 0 or any(is_deep(each, left - 1) for each in inside))


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


def tree_after(data):
    """What the next seal goes on from: a change of keys may have turned the tree into another suite."""
    turned = (data.get("next") or {}).get("tree") if isinstance(data.get("next"), dict) else None
    return dict(turned, size=data["size"]) if isinstance(turned, dict) else data


def is_prefix(suite, first, second, path):
    """RFC 6962, 2.1.2, from the top: both roots out of what lies left of the old end, and what lies right of it."""
    if not 1 <= first["size"] <= second["size"]:
        return False
    if first["size"] == second["size"]:
        return path == [] and first["root"] == second["root"]
    sides, low, high, whole = [], 0, second["size"], True
    end = first["size"]
    while high != end:
        half = 1
        while half * 2 < high - low:
            half *= 2
        if end - low <= half:
            sides.append("right")
            high = low + half
        else:
            sides.append("left")
            low, whole = low + half, False
    rest = list(path)
    if whole:
        old = new = first["root"]
    elif rest:
        old = new = rest.pop(0)
    else:
        return False
    if len(rest) != len(sides):
        return False
    for side, sibling in zip(reversed(sides), rest):
        if side == "left":
            old = node(suite, sibling, old)
            new = node(suite, sibling, new)
        else:
            new = node(suite, new, sibling)
    return (old, new) == (first["root"], second["root"])


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
    if name != "LogRestored":
        return data.get("previous", "") == (before["root"] if before else None)
    return (data["root"], data["size"]) == (tree_after(before)["root"], before["size"]) if before else data["size"] == 0


ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def unbase45(text):
    out = bytearray()
    for at in range(0, len(text), 3):
        part = text[at:at + 3]
        if len(part) == 1 or any(letter not in ALPHABET for letter in part):
            return None
        value = sum(ALPHABET.index(letter) * 45 ** place for place, letter in enumerate(part))
        if value > (0xFFFF if len(part) == 3 else 0xFF):
            return None
        out += value.to_bytes(len(part) - 1, "big")
    return bytes(out)


class Check:
    def __init__(self, keys, seals):
        self.keys, self.seals, self.has_keys = dict(keys), seals, bool(keys)
        self.retired = {}
        self.findings, self.open = [], []
        self.events = self.streams = self.sealed = 0
        self.openings = []

    def find(self, kind, place, code):
        self.findings.append({"kind": kind, "place": place, "code": code})

    def cannot(self, kind, place, code):
        self.open.append({"kind": kind, "place": place, "code": code})

    def unreadable(self):
        """What could not be concluded up to where reading ended says nothing."""
        self.find("file", "file", "unreadable")
        self.open, self.events, self.streams, self.sealed = [], 0, 0, 0

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
        turns = name == "LogKeyRotated"
        if turns != (isinstance(data, dict) and "next" in data):
            self.find("seal", place, "seal-unreadable")
            return None
        if not is_tree(data) or (turns and not (isinstance(data["next"], dict) and (data["next"].get("tree", 0) is None or is_tree(tree_after(data))))):
            self.find("seal", place, "seal-peaks")
            return None
        if turns or name == "LogSealed":
            self.signer(place, event, store)
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
    def fits(key, store, event, which="signature"):
        statement = {name: value for name, value in event["data"].items() if name not in ("signature", "nextSignature")}
        statement.update(store=store, time=event["time"])
        return is_signed(key, statement, event["data"].get(which))

    def signer(self, place, event, store):
        data, version = event["data"], event["streamversion"]
        id_ = data.get("keyId") if isinstance(data.get("keyId"), str) else None
        if id_ not in self.keys:
            if self.has_keys:
                self.find("signature", place, "unknown-key")
            else:
                self.cannot("signature", place, "no-keys")
        elif version > self.retired.get(id_, version):
            self.find("signature", place, "retired-key")
        elif not self.fits(self.keys[id_], store, event):
            self.find("signature", place, "wrong-signature")
        elif "next" in data:
            self.retired[id_] = version
            try:
                next_, key = key_in(unpadded(data["next"]["publicKey"]))
                if next_ != data["next"]["keyId"] or not self.fits(key, store, event, "nextSignature"):
                    raise Misfit(next_)
                self.keys[next_] = key
            except (Misfit, KeyError, TypeError, ValueError):
                self.find("signature", place, "next-key-silent")

    @staticmethod
    def is_record(row):
        return isinstance(row, dict) and isinstance(row.get("text"), str) and is_hash(row.get("hash")) and is_hash(row.get("previous"))

    def record(self, row, store, types):
        """An event of the log's own stream that a file brings: its place and itself."""
        said = said_place(row["text"])
        place = "%s@%d" % said if said else "seal"
        event, why = open_text(row["text"], row["hash"], row["previous"], None)
        if why:
            self.find("seal", place, why[1])
        elif event["subject"] != "log-" + store or event.get("type") not in types:
            self.find("seal", place, "no-seal-of-this-log")
        else:
            return place, event
        return None

    def rotations(self, rows, store):
        opened = [each for each in (self.record(row, store, ("LogKeyRotated.v1",)) for row in rows) if each]
        turns = []
        for place, event in sorted(opened, key=lambda each: each[1]["streamversion"]):
            data = event.get("data")
            if not is_tree(data) or not isinstance(data.get("next"), dict):
                self.find("seal", place, "seal-unreadable")
                continue
            if isinstance(data.get("keyId"), str) and data["keyId"] in self.keys:
                self.signer(place, event, store)
            turns.append(data)
        return turns

    # --- That the log only grew between two seals --------------------------------------------------------------------

    def consistency(self, file):
        def is_end(end):
            return isinstance(end, dict) and is_count(end.get("size")) and is_hash(end.get("root"))

        def is_step(step):
            return (isinstance(step, dict) and step.get("hash") in SUITES and is_end(step.get("from")) and is_end(step.get("to"))
                    and isinstance(step.get("path"), list) and all(map(is_hash, step["path"])))
        steps, rows = file.get("steps"), file.get("rotations", [])
        if not (isinstance(file.get("store"), str) and self.is_record(file.get("first")) and self.is_record(file.get("second"))
                and isinstance(steps, list) and steps and all(map(is_step, steps)) and isinstance(rows, list) and all(map(self.is_record, rows))):
            return self.find("file", "file", "shape")
        store = file["store"]
        branches = self.branches(store)
        turns = self.rotations(rows, store)
        ends = []
        for row in (file["first"], file["second"]):
            opened = self.record(row, store, ("LogSealed.v1", "LogKeyRotated.v1", "LogRestored.v1"))
            ends.append(opened and (opened[0], self.seal(opened[0], opened[1], row["hash"], store, branches)))
        first, second = ends
        if not (first and first[1] and second and second[1]):
            return None
        at, holds = first[1] if file["first"]["hash"] == file["second"]["hash"] else tree_after(first[1]), True
        for number, step in enumerate(steps):
            if number == len(steps) - 1:
                to = second[1]
            else:
                to = next((data for data in turns if isinstance(data["next"], dict) and data["next"].get("tree") is not None
                           and (data["size"], data["root"], data["hash"]) == (step["to"]["size"], step["to"]["root"], step["hash"])), None)
            if (to is None or at["hash"] != step["hash"] or to["hash"] != step["hash"]
                    or (at["root"], at["size"], to["root"], to["size"]) != (step["from"]["root"], step["from"]["size"], step["to"]["root"], step["to"]["size"])
                    or not is_prefix(step["hash"], step["from"], step["to"], step["path"])):
                holds = False
                break
            at = tree_after(to)
        if not holds:
            self.find("proof", second[0], "not-grown")
        self.events, self.sealed = second[1]["size"], first[1]["size"] if holds else 0
        return None

    # --- The lines that a receipt's codes hold (RFC 9285) ------------------------------------------------------------

    def codes(self, text):
        pieces, count = {}, 0
        for number, line in enumerate(re.split(r"\r?\n", text), 1):
            if line == "":
                continue
            found = re.match(r"ZJR1:([0-9]{1,2})/([0-9]{1,2}):(.+)\Z", line)
            piece = unbase45(found.group(3)) if found else None
            if piece is None or count not in (0, int(found.group(2))):
                self.find("file", "line %d" % number, "code-unreadable")
                return None
            count = int(found.group(2))
            pieces[int(found.group(1))] = piece
        missing = [n for n in range(1, count + 1) if n not in pieces]
        for n in missing:
            self.find("file", "code %d" % n, "code-missing")
        if missing:
            return None
        return parse(zlib.decompress(b"".join(pieces[n] for n in range(1, count + 1)), -15).decode("utf-8"))

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
                 and (seal is None or (self.is_row(seal) and "previous" in seal)) and isinstance(openings, list) and isinstance(blobs, list)
                 and isinstance(file.get("rotations", []), list) and all(map(self.is_record, file.get("rotations", [])))
                 and all(isinstance(each, dict) for each in openings + blobs) and isinstance(file.get("keys", []), list)
                 and all(isinstance(key, dict) for key in file.get("keys", [])))
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
            named = event.get("data")
            for name in ("blob", "digest"):
                named = named.get(name) if isinstance(named, dict) else None
            if not is_receipt and is_hash(named) and not any(blob.get("digest") == named for blob in blobs):
                self.cannot("blob", place, "blob-missing")
        if unsealed and tree is not None:
            self.cannot("seal", "file", "unsealed")
        if not is_receipt and not (isinstance(file.get("subject"), str) and file["subject"] in ends):
            self.find("file", "file", "other-subject")
        self.events, self.streams = len(events), len(ends)
        self.blobs(blobs, events)
        self.shown(openings, opened)

    def seal_of(self, file, row, store, branches):
        # Those before the seal; it may be one itself, and is looked at as the seal.
        self.rotations([each for each in file.get("rotations", []) if each["hash"] != row["hash"]], store)
        opened = self.record(row, store, ("LogSealed.v1", "LogKeyRotated.v1"))
        if not opened:
            return None
        place, event = opened
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
                content = base64.b64decode(blob["base64"], validate=True)
                fits = base64.b64encode(content).decode() == blob["base64"] and hashlib.sha256(content).hexdigest() == named
            except (KeyError, TypeError, ValueError):
                named, fits = blob.get("digest"), False
            if not fits:
                self.find("blob", "blob %s" % (named if is_hash(named) else "?"), "blob-misfit")
            elif not any('"digest":"%s"' % named in row["text"] for row in events):
                self.find("blob", "blob %s" % named, "blob-unnamed")

    def shown(self, openings, opened):
        for number, opening in enumerate(openings):
            try:
                if not is_count(opening["event"]):
                    raise Misfit(opening["event"])
                value = opened[opening["event"]]
                for name in opening["at"].split("/")[1:]:
                    value = value[int(name)] if isinstance(value, list) and re.match(r"(0|[1-9][0-9]*)\Z", name) else value[name]
                salted = opening["salt"] + opening["value"]
                committed = [base64.urlsafe_b64encode(digest(suite, salted.encode())).decode().rstrip("=") for suite in SUITES]
                if not re.match(r"[A-Za-z0-9_-]{22}\Z", opening["salt"]) or value["commitment"] not in committed:
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
        # Tables that hold what they say: a view shows other rows than those that lie there, a trigger can drop what comes.
        said = [tuple(row) for row in db.execute("select type, name from sqlite_master where name not like 'sqlite_autoindex%' order by name")]
        strict = [row for row in db.execute("pragma table_list") if not row[1].startswith("sqlite_") and row[5] == 1]
        if said != [("table", "events"), ("index", "events_by_stream"), ("table", "kinds"), ("table", "log"), ("table", "streams")] or len(strict) != 4:
            return self.find("file", "file", "other-tables")
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

        # One for each suite that was sealed in: where the log changed it, both were said of the same leaves.
        trees = {side["hash"]: Tree(side["hash"]) for _, _, data, _ in seals for side in (data, tree_after(data))}
        waiting = sorted(seals, key=lambda each: each[0])

        def compare(position):
            while waiting and waiting[0][0] < position:
                _, place, data, _ = waiting.pop(0)
                sides = (data, tree_after(data))
                if data["size"] != trees[data["hash"]].size:
                    self.find("seal", place, "seal-size")
                elif any(side["root"] != root(side["hash"], trees[side["hash"]].peaks) for side in sides):
                    self.find("seal", place, "seal-root")
                for side in sides:
                    trees[side["hash"]].become(side)

        last, unsealed, ends = 0, 0, {}
        for position, stream, version, category, type_, text, hash_ in db.execute(columns + "order by e.position"):
            if max(abs(position), abs(version)) > SAFE:
                raise Misfit("an integer beyond 2^53")
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
            for suite, tree in trees.items():
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
        return None


def check(path, pems, copies):
    it = Check(dict(key_of(pem) for pem in pems), [read_seals(text) for text in copies])
    with open(path, "rb") as opened:
        content = opened.read()
    if content.startswith(b"SQLite format 3"):
        try:
            it.store(path)
        except (sqlite3.Error, TypeError, AttributeError, Misfit, ValueError):
            it.unreadable()
        return it
    try:
        text = content.decode("utf-8-sig")
        if text.startswith("<!doctype html>"):
            page = re.search('<script type="application/json" id="receipt">([^<]+)</script>', text)
            text = page.group(1) if page else ""
        file = it.codes(text) if text.startswith("ZJR1:") else parse(text)
        if file is None and it.findings:
            return it
    except (ValueError, Misfit, RecursionError, zlib.error):
        it.unreadable()
        return it
    if isinstance(file, dict) and file.get("format") == "zhijian-consistency/1":
        it.consistency(file)
    elif not isinstance(file, dict) or file.get("format") not in ("zhijian-bundle/1", "zhijian-receipt/1"):
        it.find("file", "file", "unknown-format")
    else:
        it.file(file)
    return it


def shown(text):
    return re.sub("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", lambda sign: "\\u%04x" % ord(sign.group()), text)


def main():
    options = argparse.ArgumentParser(description="Integrity of a bundle, a receipt or a log of Zhijian.")
    options.add_argument("file")
    options.add_argument("--key", action="append", default=[], help="public key, PEM, from outside the file")
    options.add_argument("--seals", action="append", default=[], help="copies of the seals, from outside the file")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()

    def text_of(name):
        with open(name, encoding="utf-8-sig", errors="replace", newline="") as opened:
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
        # What a file holds is shown as what it is: signs that steer a terminal would write a verdict of their own.
        for found in it.findings:
            print(shown("wrong  %(place)s  %(kind)s: %(code)s" % found))
        for found in it.open:
            print(shown("open   %(place)s  %(kind)s: %(code)s" % found))
        print("%s: %d events of %d streams, %d under a seal" % (verdict, it.events, it.streams, it.sealed))
    return {"holds": 0, "broken": 1, "open": 3}[verdict]


if __name__ == "__main__":
    sys.exit(main())
