// Integrity of a case that Zhijian 指尖 gave out (`zhijian replay export`) or of a citizen's receipt, checked by somebody who does not
// trust it. One file, Node 22.13 or later, nothing else: copy it, read it, run it.
//   node integrity.mjs FILE [--key PUBLIC.pem]… [--seals COPY.seals.jsonl]… [--json] [--lang en]
// Keys and copies of the seals have to come from outside the file: from the audit administrator, from the place where they are
// kept. What the file itself brings proves nothing about itself; without them this says what it cannot conclude.
// It says whether anything was changed. Whether the decisions follow from the rules is asked by `zhijian replay redecide`.
// Exit: 0 it holds · 1 something does not · 2 wrong use · 3 nothing is wrong, but not everything could be concluded.
// integrity-more.mjs beside it is asked for what goes beyond that: the log itself (events.sqlite), a proof that the log only grew between
// two seals, a receipt's codes or printed page, signatures by SM2. integrity.py does all of it in Python, and finds the same.
// @ts-nocheck Types would double what an outsider has to read; every case of the catalogue is asked of this and of Python.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const GENESIS = '0'.repeat(64)
const SUITES = ['sha256', 'sm3']
const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value) => Number.isSafeInteger(value) && value >= 0
const isText = (value) => typeof value === 'string'
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value)
const listOf = (is) => (value) => Array.isArray(value) && value.every(is)
const orAbsent = (is, absent) => (value) => value === absent || is(value)
/** Whether a value has these members in these forms; what else it has is not looked at. */
const like = (forms) => (value) => isMap(value) && Object.entries(forms).every(([name, is]) => is(value[name]))

/** What comes of it, or null: hostile input throws in many ways, and each says no more than this. */
const attempt = (work) => {
  try {
    return work()
  } catch (error) {
    if (error === MORE) throw error
    return null
  }
}

const digest = (alg, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(alg)).digest('hex')
const bytes = (hex) => Buffer.from(hex, 'hex')

/** Nothing that is written here is nested deeper; what is could be read to its end by one checker and not by another. */
const isDeep = (value, left = 100) => typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)))
const parse = (text) => {
  const value = JSON.parse(text)
  if (isDeep(value)) throw new TypeError('nested too deep')
  return value
}
/** Canonical JSON, RFC 8785, of what events hold: no floats. */
const canonical = (value) => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('not an integer')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('half a character')
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return `{${Object.keys(value).sort().map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`
}

// The tree over the log: RFC 6962, 2.1. A leaf is an event's place and its hash.
const leafOf = (alg, stream, version, hash) => digest(alg, '\0', canonical([stream, version, hash]))
const nodeOf = (alg, left, right) => digest(alg, '\u0001', bytes(left), bytes(right))
const rootOf = (alg, peaks) => (peaks.length === 0 ? digest(alg) : peaks.reduceRight((right, left) => nodeOf(alg, left, right)))
/** RFC 9162, 2.1.3.2. */
const rootFrom = (alg, leaf, index, size, path) => {
  let [at, last, node] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      node = nodeOf(alg, sibling, node)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else node = nodeOf(alg, node, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? node : null
}
const hasTree = like({ hash: (value) => SUITES.includes(value), size: isCount, root: isHash, peaks: listOf(isHash) })
const isTree = (data) => hasTree(data) && rootOf(data.hash, data.peaks) === data.root
/** The tree that a seal leaves for the next: a change of keys may turn it into another suite. */
const treeAfter = (data) => (isMap(data.next?.tree) ? { ...data.next.tree, size: data.size } : data)

/** The place that a text says it has, before anything else about it is believed. */
const saidBy = (text) => attempt(() => {
  const event = parse(text)
  const { subject: stream, streamversion: version } = event
  return isText(stream) && /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}$/.test(stream) && isCount(version) ? { stream, version, place: `${stream}@${version}`, event } : null
})
/** The event that a stored text is; none where it cannot stand at this place. */
const openText = ({ text, hash }, previous, place, find) => {
  const suite = SUITES.find((alg) => digest(alg, bytes(previous), text) === hash)
  if (suite === undefined) return find('edited', place, 'hash-misfit')
  const said = saidBy(text)
  if (said === null || attempt(() => canonical(said.event)) !== text) return find('edited', place, 'not-json')
  if (said.place !== place) return find('reordered', place, 'written-as')
  return said.event.hashalg === suite ? said.event : find('edited', place, 'other-suite')
}
/** The event of a row that has to follow the last one of its stream. @param ends of the streams so far @param mayMiss whether others may lie between */
const follow = (ends, { stream, version, place }, row, find, mayMiss) => {
  const before = ends.get(stream) ?? { version: -1, hash: GENESIS }
  ends.set(stream, { version, hash: row.hash })
  if (version <= before.version) return find('reordered', place, 'after-version', { version: before.version })
  const missing = version - before.version - 1
  if (missing > 0 && !mayMiss) return find('removed', `${stream}@${before.version + 1}`, 'missing-in-stream', { count: missing })
  return openText(row, missing > 0 ? row.previous ?? GENESIS : before.hash, place, find)
}

/** What is in integrity-more.mjs, once something asked for it. */
let more
const MORE = new Error('integrity-more.mjs has to lie beside integrity.mjs for this file 这份文件还需要 integrity-more.mjs，请放在同一目录')
const fromMore = () => {
  try {
    return more ??= createRequire(import.meta.url)('./integrity-more.mjs')
  } catch {
    throw MORE
  }
}
/** What a key in DER is called, and whether it signed a message. */
const keyIn = (der) => {
  const isSm2 = der.toString('hex', 0, 27) === '3059301306072a8648ce3d020106082a811ccf5501822d03420004' && der.length === 91
  const id = digest(isSm2 ? 'sm3' : 'sha256', der).slice(0, 16)
  if (isSm2) return { id, key: fromMore().sm2Key(der.subarray(27)) }
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' })
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('a key is an Ed25519 or SM2 public key')
  return { id, key: (message, raw) => verify(null, message, key, raw) }
}
const keyOf = (pem) => {
  const text = isText(pem) && /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(pem)?.[1]
  if (!text) throw new TypeError('a key is a public key in PEM 密钥应为 PEM 格式的公钥')
  return keyIn(Buffer.from(text, 'base64'))
}
/** Seals are signed over all that they say but their signatures. */
const isSigned = (key, store, { time, data: { signature, nextSignature, ...said } }, which = signature) => {
  const raw = isText(which) ? Buffer.from(which, 'base64url') : Buffer.of()
  return raw.length === 64 && raw.toString('base64url') === which && key(Buffer.from(canonical({ store, time, ...said })), raw)
}

const nameOf = (event) => String(event.type).replace(/\.v\d+$/, '')
/** Whether a seal carries on the one before it. */
const isHeir = (name, data, before) => (name === 'LogRestored'
  ? data.root === (before ? treeAfter(before).root : data.root) && data.size === (before?.size ?? 0)
  : data.previous === (before?.root ?? null))
const isCopy = like({ place: like({ stream: isText, version: isCount, hash: isHash }), data: isMap })
/** Copies of the seals by version, a line each, held against the one before; a restore takes back what was sealed after the place it forks from. */
const branchOf = (text, store, find) => {
  const branch = new Map()
  text.split('\n').slice(0, -1).forEach((line, at) => { // A torn end was never a seal.
    const copy = attempt(() => parse(line))
    if (!isCopy(copy)) return find('outside', `line ${at + 1}`, 'copy-unreadable')
    const { stream, version } = copy.place
    if (stream !== `log-${store}`) return find('outside', `line ${at + 1}`, 'other-log')
    if (copy.name === 'LogRestored') for (const later of [...branch.keys()]) if (later >= version) branch.delete(later)
    if (!isTree(copy.data)) find('outside', `${stream}@${version}`, 'copy-peaks')
    else if (version > 0 && !branch.has(version - 1)) find('outside', `${stream}@${version - 1}`, 'copy-missing')
    else if (!isHeir(copy.name, copy.data, branch.get(version - 1)?.data)) find('outside', `${stream}@${version}`, 'copy-heir')
    branch.set(version, copy)
  })
  return branch
}
const branchesOf = ({ seals, find, cannot }, store) => {
  if (seals.length === 0) cannot('outside', 'file', 'no-seals')
  return seals.map((text) => branchOf(text, store, find))
}

/** A seal of this log, held against itself, against the keys and against the copies. */
const checkSeal = (place, event, hash, store, outside, branches) => {
  const { find, cannot } = outside
  const { data, time, streamversion: version } = event
  const name = nameOf(event)
  // Only a change of keys names a next one: anything else that does was never signed as a seal.
  const isTurn = name === 'LogKeyRotated'
  if (isTurn !== (isMap(data) && 'next' in data)) return find('seal', place, 'seal-unreadable')
  if (!isTree(data) || (isTurn && !(isMap(data.next) && (data.next.tree === null || isTree(treeAfter(data)))))) return find('seal', place, 'seal-peaks')
  if (name === 'LogSealed' || isTurn) checkSigner(place, event, store, outside)
  for (const branch of branches) {
    const copy = branch.get(version)
    if (copy === undefined && version > Math.max(-1, ...branch.keys())) cannot('outside', place, 'newer-than-copies')
    else if (copy === undefined) find('outside', place, 'never-copied')
    else if (copy.place.hash !== hash || copy.time !== time || copy.name !== name || canonical(copy.data) !== canonical(data)) find('outside', place, 'other-than-copied')
  }
  return data
}
/** Whose seal it is; one that names the next key, signed as it should be, makes that one known and this one past. */
const checkSigner = (place, event, store, { keys, retired, hasKeys, find, cannot }) => {
  const { data: { keyId, next }, streamversion: version } = event
  const key = keys.get(keyId)
  if (key === undefined) return hasKeys ? find('signature', place, 'unknown-key', { keyId }) : cannot('signature', place, 'no-keys', { keyId })
  if (version > (retired.get(keyId) ?? version)) return find('signature', place, 'retired-key', { keyId })
  if (!isSigned(key, store, event)) return find('signature', place, 'wrong-signature', { keyId })
  if (next === undefined) return
  retired.set(keyId, version)
  const after = attempt(() => keyIn(Buffer.from(next.publicKey, 'base64url')))
  if (after && after.id === next.keyId && isSigned(after.key, store, event, event.data.nextSignature ?? null)) keys.set(after.id, after.key)
  else find('signature', place, 'next-key-silent', { keyId: next.keyId })
}

/** A row of the log's own stream as files bring it. */
const isRecord = like({ text: isText, hash: isHash, previous: isHash })
/** Its event, said to be found where it is none of this log. */
const openRecord = (row, store, types, find) => {
  const place = saidBy(row.text)?.place ?? 'seal'
  const event = openText(row, row.previous, place, (_, at, code) => find('seal', at, code))
  if (event === undefined) return
  if (event.subject === `log-${store}` && types.includes(event.type)) return { place, event }
  find('seal', place, 'no-seal-of-this-log')
}
/** Changes of keys, in their order. Signatures alone: one whose key is not known leads nowhere, and the seal then says so itself. */
const checkRotations = (rows, store, outside) => rows.flatMap((row) => openRecord(row, store, ['LogKeyRotated.v1'], outside.find) ?? [])
  .sort((a, b) => a.event.streamversion - b.event.streamversion).filter(({ place, event }) => {
    if (!isTree(event.data) || !isMap(event.data.next)) return void outside.find('seal', place, 'seal-unreadable')
    if (outside.keys.has(event.data.keyId)) checkSigner(place, event, store, outside)
    return true
  }).map(({ event }) => event)

/** The seal that a file brings, held also against the key that it brings. */
const sealOf = (file, outside) => {
  const branches = branchesOf(outside, file.store)
  if (file.seal === null) return outside.cannot('seal', 'file', 'no-seal')
  const { store, seal, keys = [], rotations = [] } = file
  // Those before the seal; it may be one itself, and is looked at as the seal.
  checkRotations(rotations.filter(({ hash }) => hash !== seal.hash), store, outside)
  const { place, event } = openRecord(seal, store, ['LogSealed.v1', 'LogKeyRotated.v1'], outside.find) ?? {}
  const data = event && checkSeal(place, event, seal.hash, store, outside, branches)
  const own = data && keys.find(({ keyId }) => keyId === data.keyId)
  const key = own && attempt(() => keyOf(own.pem))
  if (own && !(key && key.id === own.keyId && isSigned(key.key, store, event))) outside.find('signature', place, 'key-in-file-misfit', { keyId: own.keyId })
  return data
}

const isMaps = orAbsent(listOf(isMap))
const isProved = like({ text: isText, hash: isHash, previous: orAbsent(isHash), index: isCount, path: orAbsent(listOf(isHash), null) })
const isFile = like({
  store: isText, events: (list) => listOf(isProved)(list) && list.length > 0, seal: orAbsent(isRecord, null), rotations: orAbsent(listOf(isRecord)),
  keys: isMaps, blobs: isMaps, openings: isMaps,
})
/** A bundle or a receipt. */
const checkFile = (file, outside) => {
  const { find, cannot } = outside
  if (!isFile(file)) return find('file', 'file', 'shape')
  const { events, openings = [], blobs = [] } = file
  const isReceipt = file.format === 'zhijian-receipt/1'
  const seal = sealOf(file, outside)

  const ends = new Map()
  let [lastIndex, sealed, unsealed] = [-1, 0, 0]
  const opened = events.map((row, at) => {
    const said = saidBy(row.text)
    if (said === null) return find('edited', `event ${at}`, 'not-json')
    const { stream, version, place } = said
    if (row.index <= lastIndex) find('reordered', place, 'index-back')
    lastIndex = row.index
    const event = follow(ends, said, row, find, isReceipt)
    if (event === undefined) return
    if (seal && row.index < seal.size) {
      if (row.path !== null && rootFrom(seal.hash, leafOf(seal.hash, stream, version, row.hash), row.index, seal.size, row.path) === seal.root) sealed += 1
      else find('proof', place, 'not-under-seal')
    } else if (row.path !== null) find('proof', place, 'beyond-seal')
    else unsealed += 1
    const list = event.data?.blob?.digest
    if (!isReceipt && isHash(list) && !blobs.some((blob) => blob.digest === list)) cannot('blob', place, 'blob-missing')
    return event
  })
  if (unsealed > 0 && seal) cannot('seal', 'file', 'unsealed', { count: unsealed })
  if (!isReceipt && !ends.has(file.subject)) find('file', 'file', 'other-subject')

  for (const blob of blobs) {
    const content = Buffer.from(String(blob.base64), 'base64')
    if (content.toString('base64') !== blob.base64 || digest('sha256', content) !== blob.digest) find('blob', `blob ${isHash(blob.digest) ? blob.digest : '?'}`, 'blob-misfit')
    else if (!events.some((row) => row.text.includes(`"digest":"${blob.digest}"`))) find('blob', `blob ${blob.digest}`, 'blob-unnamed')
  }
  const shown = openings.filter(({ event, at, salt, value }, number) => {
    const committed = isCount(event) && isText(at) ? at.split('/').slice(1).reduce((inner, name) => inner?.[name], opened[event])?.commitment : undefined
    const fits = /^[\w-]{22}$/.test(salt) && isText(value) && SUITES.some((alg) => createHash(alg).update(salt + value).digest('base64url') === committed)
    if (!fits) find('opening', `opening ${number}`, 'opening-misfit')
    return fits
  })
  return { events: events.length, streams: ends.size, sealed, openings: shown }
}

const CHECKS = new Map([
  ['zhijian-bundle/1', checkFile], ['zhijian-receipt/1', checkFile],
  ['zhijian-consistency/1', (file, outside) => fromMore().checkConsistency(file, outside, KIT)],
])
const checkContent = (content, path, outside) => {
  if (content.subarray(0, 15).toString('latin1') === 'SQLite format 3') return fromMore().checkStore(path, outside, KIT)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  const isPaper = /^(ZJR1:|<!doctype html>)/.test(text)
  const file = isPaper ? fromMore().fromPaper(text, outside.find, parse) : parse(text)
  const check = CHECKS.get(file?.format)
  if (check) return check(file, outside)
  return file === undefined ? undefined : outside.find('file', 'file', 'unknown-format')
}
/** The report of a file, given texts of keys and of copies of the seals. */
export const checkIntegrity = (path, from) => {
  const [findings, open] = [[], []]
  const into = (list) => (kind, place, code, values = {}) => void list.push({ kind, place, code, values })
  const keys = new Map(from.keys.map(keyOf).map(({ id, key }) => [id, key]))
  const outside = { keys, retired: new Map(), hasKeys: keys.size > 0, seals: from.seals, find: into(findings), cannot: into(open) }
  const content = readFileSync(path)
  const found = attempt(() => checkContent(content, path, outside))
  if (found === null) {
    outside.find('file', 'file', 'unreadable')
    // What could not be concluded up to where reading ended says nothing.
    open.length = 0
  }
  return { findings, open, events: 0, streams: 0, sealed: 0, openings: [], ...found }
}
const KIT = { SUITES, branchesOf, checkRotations, checkSeal, follow, isCount, isHash, isHeir, isRecord, isText, leafOf, like, listOf, nameOf, nodeOf, openRecord, parse, rootOf, treeAfter }

/** What is said of each code, in Chinese and in English. */
const SAYS = {
  'hash-misfit': ['其散列值与前文不符：内容或散列值被改过', 'its hash does not follow from what precedes it: it was changed'], 'not-json': ['不是规范 JSON 写成的事件', 'it is not an event in canonical JSON'],
  'written-as': ['原本是写在别处的', 'it was written for another place'], 'other-suite': ['写明的散列算法与所用的不符', 'it names another hash suite than the one that fits'],
  'after-version': ['排在第 {version} 号之后，次序不对', 'it comes after version {version}'], 'index-back': ['在日志中的次序被调换', 'its place in the log is before that of the event in front of it'],
  'missing-in-stream': ['流中缺 {count} 个事件', '{count} missing from the stream'], 'not-under-seal': ['不在封印所覆盖的日志之中', 'it is not in the log that was sealed'],
  'beyond-seal': ['没有封印覆盖它，却附有证明', 'no seal covers it, and it brings a proof nevertheless'], 'seal-peaks': ['封印自身前后不一', 'the seal does not agree with itself'],
  'seal-unreadable': ['封印读不出来', 'the seal cannot be read'], 'no-seal-of-this-log': ['不是这份日志的封印', 'it is no seal of this log'],
  'wrong-signature': ['签名与外部给出的密钥 {keyId} 不符', 'the signature is not that of the key {keyId} from outside'],
  'unknown-key': ['签名所用的密钥 {keyId} 不在外部给出的密钥之中', 'it is signed with {keyId}, which is none of the keys from outside'],
  'retired-key': ['签名所用的密钥 {keyId} 在此之前已经更换', 'it is signed with {keyId}, which was replaced before'], 'next-key-silent': ['接替的密钥 {keyId} 没有一同签名', 'the key {keyId} that is to follow did not sign'],
  'key-in-file-misfit': ['签名与文件自带的公钥 {keyId} 不符', 'the signature is not that of the key {keyId} that the file itself brings'], 'other-than-copied': ['与保存在外部的副本不同', 'it is not the one that was copied outside'],
  'never-copied': ['外部副本中没有它', 'the copies outside do not have it'], 'copy-unreadable': ['外部副本的这一行读不出来', 'this line of the copies cannot be read'],
  'copy-peaks': ['外部副本自身前后不一', 'the copy outside does not agree with itself'], 'copy-heir': ['外部副本没有接续前一个', 'the copy outside does not follow from the one before it'],
  'copy-missing': ['外部副本中缺这一个', 'this one is missing from the copies outside'], 'other-log': ['外部副本是另一份日志的', 'the copy outside is of another log'],
  'blob-misfit': ['附件与其散列值不符', 'the blob is not what its hash says'], 'blob-unnamed': ['没有事件提到这个附件', 'no event names this blob'],
  'other-subject': ['文件自称的事项不在其中', 'what the file says it is about is not in it'], 'opening-misfit': ['所示内容与承诺值不符', 'what is shown is not what was committed to'],
  unreadable: ['文件读不出来', 'the file cannot be read'], shape: ['文件缺少应有的部分，或其形式不对', 'parts of the file are missing or not of the right form'],
  'unknown-format': ['不是本程序认识的格式', 'it is of no format that is known here'],
  'no-keys': ['没有给出外部密钥（--key）：封印是否由 {keyId} 的持有人所签，无法断定', 'no key from outside (--key): whether the holder of {keyId} signed the seal cannot be concluded'],
  'no-seals': ['没有给出外部封印副本（--seals）：日志是否整份被重写，无法断定', 'no copies of the seals from outside (--seals): whether the whole log was written anew cannot be concluded'],
  'no-seal': ['没有封印覆盖这些事件：只查了前后相接，整份重写无法发现', 'no seal covers these events: only that they follow from one another was checked'],
  'newer-than-copies': ['封印比外部副本新：请取较新的副本再查', 'the seal is newer than the copies outside: ask for newer ones'],
  unsealed: ['最后 {count} 个事件尚未被封印覆盖：其后的增改无法发现', 'the last {count} events are not covered by a seal yet: what was added or changed there cannot be found'],
  'blob-missing': ['它提到的名单没有附上：名单原样与否，无法断定', 'the list that it names is not in the file: whether it is the one of then cannot be concluded'],
}
const WORDS = {
  holds: ['完整：{events} 个事件、{streams} 个流，其中 {sealed} 个在封印之内，未见改动。', 'It holds: {events} events of {streams} streams, {sealed} of them under the seal; nothing was changed.'],
  broken: ['有改动：发现 {count} 处。', 'It was changed: {count} found.'],
  open: ['未见改动，但有 {count} 点无法断定。', 'Nothing wrong was found, but {count} points could not be concluded.'],
  usage: ['用法：node integrity.mjs 文件 [--key 公钥.pem]… [--seals 副本.seals.jsonl]… [--json] [--lang en]', 'usage: node integrity.mjs FILE [--key PUBLIC.pem]… [--seals COPY.seals.jsonl]… [--json] [--lang en]'],
  wrong: ['✗ 不符', '✗ wrong'], unknown: ['? 无法断定', '? open'],
  // What no check of this file alone can know, whatever it holds.
  limits: ['本程序不能断定：导出之后是否还有新的事件；决定是否合乎规则（请用 zhijian replay redecide）；记下的话是否真实。', 'Not concluded here: what happened after this was made; whether the decisions follow from the rules (zhijian replay redecide); whether what people said is true.'],
}

/** What a file holds is shown as what it is: signs that steer a terminal would write a verdict of their own. */
// eslint-disable-next-line no-control-regex
const shown = (value) => String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))

const main = (args) => {
  const lang = args[args.indexOf('--lang') + 1] === 'en' ? 1 : 0
  const many = { type: 'string', multiple: true, default: [] }
  const asked = attempt(() => parseArgs({ args, allowPositionals: true, options: { key: many, seals: many, json: { type: 'boolean' }, lang: { type: 'string' } } }))
  const textOf = (name) => new TextDecoder().decode(readFileSync(name))
  let report
  try {
    if (asked?.positionals.length !== 1) throw new TypeError(WORDS.usage[lang])
    report = checkIntegrity(asked.positionals[0], { keys: asked.values.key.map(textOf), seals: asked.values.seals.map(textOf) })
  } catch (error) {
    console.error(error.message)
    return 2
  }
  const count = report.findings.length || report.open.length
  const verdict = count === 0 ? 'holds' : report.findings.length > 0 ? 'broken' : 'open'
  const says = { ...SAYS, ...more?.SAYS }
  const told = (word) => ({ place, code, values }) => shown(`${WORDS[word][lang]}  ${place}  ${fill(says[code][lang], values)}`)
  console.log(asked.values.json ? JSON.stringify({ verdict, ...report }, null, 2) : [
    ...report.findings.map(told('wrong')), ...report.open.map(told('unknown')), ...report.openings.map(({ at, value }) => `✓  ${shown(at)}  ${shown(value)}`),
    fill(WORDS[verdict][lang], { ...report, count }), WORDS.limits[lang],
  ].join('\n'))
  return { holds: 0, broken: 1, open: 3 }[verdict]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2))
