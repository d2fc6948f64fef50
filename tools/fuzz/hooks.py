"""What schemathesis is told about the platform: who asks, with what that exists, and what no answer may hold.

Run by services/embedded/test/fuzz.int.spec.ts, which serves the door of `turn` and names it, with everything else, in the file of
ZHIJIAN_FUZZ. All chance comes from its seed.
"""
import atexit
import json
import os
import random
import re
import urllib.parse
import urllib.request

import schemathesis

with open(os.environ["ZHIJIAN_FUZZ"], encoding="utf-8") as file:
    TOLD = json.load(file)
with open(TOLD["schema"], encoding="utf-8") as file:
    SCHEMA = file.read()

CHANCE = random.Random(TOLD["seed"])
SECRET = "Zj-sent-with-the-request-5f3a"
SENT_WITH = {}
PARAMS = {}
ENDED = set()


def turn(operation, role):
    """Time goes on by as much as the route's bucket needs. Returns a session of that role, and learns what there is to act on."""
    query = urllib.parse.urlencode({"operation": operation, "role": role or "", **({} if role in ENDED or CHANCE.random() < 0.02 else {"kept": ""})})
    with urllib.request.urlopen(f"{TOLD['turn']}?{query}") as reply:
        told = json.load(reply)
    ENDED.discard(role)
    PARAMS.update(told["params"])
    return told["token"]


def somebody(operation):
    """Most often one whom the route lets in; at times another, or nobody."""
    access = operation.definition.raw["x-roles"]
    let_in = [role for role in TOLD["roles"] if isinstance(access, str) or role in access]
    drawn = CHANCE.random()
    if drawn < 0.06:
        return None
    return CHANCE.choice(let_in if drawn < 0.9 and let_in else TOLD["roles"])


@schemathesis.serializer("application/offset+octet-stream")
def pieces(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def marked(value):
    """One of its texts, with words that are looked for in the answer."""
    places = []

    def walk(at, path):
        if isinstance(at, str):
            places.append(path)
        elif isinstance(at, dict):
            for name, inner in at.items():
                walk(inner, [*path, name])
        elif isinstance(at, list):
            for index, inner in enumerate(at):
                walk(inner, [*path, index])

    walk(value, [])
    places = [path for path in places if path]
    if not places or CHANCE.random() > 0.1:
        return value
    copy = json.loads(json.dumps(value))
    *parents, last = CHANCE.choice(places)
    at = copy
    for part in parents:
        at = at[part]
    at[last] = SECRET
    return copy


@schemathesis.hook
def before_call(ctx, case, kwargs):
    operation = case.operation.definition.raw["operationId"]
    role = somebody(case.operation)
    headers = case.headers
    token = turn(operation, role)
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
        # Of random roles hardly one is held.
        if CHANCE.random() < 0.9:
            headers.pop("Zhijian-Role", None)
            if role == "enterprise":
                headers["Zhijian-Role"] = role
    # Of random names hardly one is somebody's: most often one that exists.
    for name in case.path_parameters or {}:
        if name in PARAMS and CHANCE.random() < 0.75:
            case.path_parameters[name] = PARAMS[name]
    # A key that was used says nothing new.
    if len(headers.get("Idempotency-Key", "")) >= 8 and CHANCE.random() < 0.95:
        headers["Idempotency-Key"] = f"fuzz-{CHANCE.getrandbits(64):016x}"
    if isinstance(case.body, (dict, list)):
        case.body = marked(case.body)
    SENT_WITH.clear()
    SENT_WITH[case.id] = role


ANSWERED = {}


@schemathesis.hook
def after_call(ctx, case, response):
    statuses = ANSWERED.setdefault(case.operation.definition.raw["operationId"], {})
    if response.status_code == 401:
        ENDED.add(SENT_WITH.get(case.id))
    statuses[response.status_code] = statuses.get(response.status_code, 0) + 1


@atexit.register
def keep_answered():
    with open(TOLD["answered"], "w", encoding="utf-8") as file:
        json.dump(ANSWERED, file)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@schemathesis.check
def says_nothing_of_what_was_sent(ctx, response, case):
    """An error names places and rules, never values."""
    if response.status_code < 400:
        return
    said = response.text
    headers = {name: value for name, value in (case.headers or {}).items() if name.lower() not in ("content-type", "accept", "user-agent")}
    for text in texts([case.path_parameters or {}, case.query or {}, headers, case.body if isinstance(case.body, (dict, list, str)) else {}]):
        # What the document itself says may come back: names of fields, choices.
        if len(text.strip()) >= 6 and text not in SCHEMA and (text in said or json.dumps(text, ensure_ascii=False)[1:-1] in said):
            raise AssertionError(f"says what was sent: {text[:80]!r} in {said[:300]}")


INSIDE = re.compile(r"node_modules|\bat [^\n]*\.[jt]s:\d|SQLITE_|\bSELECT \b|Error: |/tmp/|/home/|\bundefined\b|\[object Object\]")


@schemathesis.check
def says_nothing_of_the_inside(ctx, response, case):
    if "text/html" in (response.headers.get("content-type") or [""])[0]:
        return
    found = INSIDE.search(response.text)
    if found:
        raise AssertionError(f"tells of the inside: {found.group()} in {response.text[:300]}")


@schemathesis.check
def shows_nothing_of_others(ctx, response, case):
    """Somebody else asked something. Citizens, and those who look after the platform, never see it."""
    role = SENT_WITH.get(case.id, "?")
    if role in (None, *TOLD["strangers"]):
        for word in TOLD["ofOthers"]:
            if word in response.text:
                raise AssertionError(f"{role} sees what is somebody else's: {word}")


@schemathesis.check
def says_in_chinese_what_is_wrong(ctx, response, case):
    if response.status_code < 400 or case.method == "HEAD":
        return
    kind = (response.headers.get("content-type") or [""])[0]
    if kind != "application/problem+json; charset=utf-8":
        raise AssertionError(f"no problem: {response.status_code} {kind}")
    problem = json.loads(response.text)
    if problem["status"] != response.status_code or not re.search("[\u4e00-\u9fff]", problem["title"]):
        raise AssertionError(f"says nothing that helps: {response.text[:300]}")
