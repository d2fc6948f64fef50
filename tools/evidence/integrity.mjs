// Integrity of what Zhijian 指尖 leaves behind, checked by somebody who does not trust it: a bundle (`zhijian replay export`), a
// citizen's receipt, or the log itself (events.sqlite). One file, Node 22.13 or later, nothing else: copy it, read it, run it.
//   also: a proof that the log only grew between two seals (`zhijian seals prove`), and the lines that a receipt's codes hold, in a text file.
//   node integrity.mjs FILE [--key PUBLIC.pem]… [--seals COPY.seals.jsonl]… [--json] [--lang en]
// Keys and copies of the seals have to come from outside the file: from the audit administrator, from the place where they are
// kept. What the file itself brings proves nothing about itself; without them this says what it cannot conclude.
// It says whether anything was changed. Whether the decisions follow from the rules is asked by `zhijian replay redecide`.
// Exit: 0 it holds · 1 something does not · 2 wrong use · 3 nothing is wrong, but not everything could be concluded.
// integrity.py beside this file does the same in Python; both find the same things at the same places.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'

/** @typedef {any} Any */
/** @typedef {{ kind: string, place: string, code: string, values: Record<string, string | number> }} Found */
/** @typedef {{ findings: Found[], open: Found[], events: number, streams: number, sealed: number, openings: readonly Any[] }} Report */

const SUITES = ['sha256', 'sm3']
const GENESIS = '0'.repeat(64)
const HEX = /^[0-9a-f]{64}$/
const EVENT = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}$/

/** @type {(alg: string, ...parts: readonly (string | Uint8Array)[]) => string} */
const digest = (alg, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(alg)).digest('hex')
/** @type {(hex: string) => Buffer} */
const bytes = (hex) => Buffer.from(hex, 'hex')

/** Canonical JSON, RFC 8785, of what events hold: no floats. @type {(value: Any) => string} */
const canonical = (value) => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('not an integer')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('half a character')
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return `{${Object.keys(value).sort().map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`
}

// The tree over the log: RFC 6962, 2.1. A leaf is an event's place and its hash.
/** @type {(alg: string, stream: string, version: number, hash: string) => string} */
const leafOf = (alg, stream, version, hash) => digest(alg, '\0', canonical([stream, version, hash]))
/** @type {(alg: string, left: string, right: string) => string} */
const nodeOf = (alg, left, right) => digest(alg, '\u0001', bytes(left), bytes(right))
/** @type {(alg: string, peaks: readonly string[]) => string} */
const rootOf = (alg, peaks) => (peaks.length === 0 ? digest(alg) : peaks.reduceRight((right, left) => nodeOf(alg, left, right)))
/** @type {(alg: string, tree: { size: number, peaks: string[] }, leaf: string) => void} */
const grow = (alg, tree, leaf) => {
  let node = leaf
  for (let bits = tree.size; bits % 2 === 1; bits = (bits - 1) / 2) node = nodeOf(alg, /** @type {string} */ (tree.peaks.pop()), node)
  tree.peaks.push(node)
  tree.size += 1
}
/** RFC 9162, 2.1.3.2. @type {(alg: string, leaf: string, index: number, size: number, path: readonly string[]) => string | null} */
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

/** What a stored text is, or why it cannot stand there. @type {(text: string, hash: string, previous: string, place: string | null) => Any} */
const openText = (text, hash, previous, place) => {
  const suite = SUITES.find((alg) => digest(alg, bytes(previous), text) === hash)
  if (suite === undefined) return { why: ['edited', 'hash-misfit'] }
  let event
  try {
    event = JSON.parse(text)
    if (canonical(event) !== text || !EVENT.test(event.subject) || !Number.isSafeInteger(event.streamversion)) throw new TypeError('not an event')
  } catch {
    return { why: ['edited', 'not-json'] }
  }
  if (place !== null && `${event.subject}@${event.streamversion}` !== place) return { why: ['reordered', 'written-as'] }
  if (event.hashalg !== suite) return { why: ['edited', 'other-suite'] }
  return event
}
/** The place that a text says it has, before anything about it is believed. @type {(text: string) => { stream: string, version: number } | null} */
const saidPlace = (text) => {
  try {
    const { subject, streamversion } = JSON.parse(text)
    return EVENT.test(subject) && Number.isSafeInteger(streamversion) && streamversion >= 0 ? { stream: subject, version: streamversion } : null
  } catch {
    return null
  }
}

/** @type {(data: Any) => boolean} */
const isTree = (data) => typeof data === 'object' && data !== null && SUITES.includes(data.hash) && Number.isSafeInteger(data.size) && HEX.test(data.root)
  && Array.isArray(data.peaks) && data.peaks.every((/** @type {Any} */ peak) => typeof peak === 'string' && HEX.test(peak)) && rootOf(data.hash, data.peaks) === data.root

/** The tree that a seal leaves for the next: a change of keys may turn it into another suite. @type {(data: Any) => Any} */
const treeAfter = (data) => (data.next?.tree ? { size: data.size, ...data.next.tree } : data)

// SM2 (GB/T 32918.2) with SM3, verifying only: Node knows no other user id than an empty one.
const SM2_SPKI = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex')
const [SM2_P, SM2_N, SM2_A, SM2_B, SM2_X, SM2_Y] = [
  0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn, 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn, 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]
/** @typedef {{ x: bigint, y: bigint } | null} Point */
/** @type {(value: bigint, modulus: bigint) => bigint} */
const mod = (value, modulus) => ((value % modulus) + modulus) % modulus
/** @type {(value: bigint) => bigint} */
const inverse = (value) => {
  let [a, b, x, y] = [mod(value, SM2_P), SM2_P, 1n, 0n]
  while (a > 1n) {
    const quotient = b / a
    ;[a, b, x, y] = [b % a, a, y - quotient * x, x]
  }
  return mod(x, SM2_P)
}
/** @type {(one: Point, other: Point) => Point} */
const addPoints = (one, other) => {
  if (one === null || other === null) return one ?? other
  if (one.x === other.x && mod(one.y + other.y, SM2_P) === 0n) return null
  const slope = mod(one.x === other.x ? (3n * one.x * one.x + SM2_A) * inverse(2n * one.y) : (other.y - one.y) * inverse(other.x - one.x), SM2_P)
  const x = mod(slope * slope - one.x - other.x, SM2_P)
  return { x, y: mod(slope * (one.x - x) - one.y, SM2_P) }
}
/** @type {(times: bigint, point: Point) => Point} */
const multiply = (times, point) => {
  /** @type {Point} */
  let sum = null
  for (let [rest, doubled] = [times, point]; rest > 0n; rest >>= 1n, doubled = addPoints(doubled, doubled)) if (rest & 1n) sum = addPoints(sum, doubled)
  return sum
}
/** @type {(value: bigint) => Buffer} */
const bytes32 = (value) => bytes(value.toString(16).padStart(64, '0'))
/** @type {(coordinates: Buffer, message: Buffer, raw: Buffer) => boolean} */
const isSm2Signed = (coordinates, message, raw) => {
  /** @type {(from: Buffer, at: number) => bigint} */
  const half = (from, at) => BigInt(`0x${from.toString('hex', at, at + 32)}`)
  const [r, s, x, y] = [half(raw, 0), half(raw, 32), half(coordinates, 0), half(coordinates, 32)]
  const t = mod(r + s, SM2_N)
  if (r < 1n || r >= SM2_N || s < 1n || s >= SM2_N || t === 0n || mod(y * y - x * x * x - SM2_A * x - SM2_B, SM2_P) !== 0n) return false
  const user = Buffer.from('1234567812345678')
  const z = digest('sm3', Uint8Array.of(0, user.length * 8), user, ...[SM2_A, SM2_B, SM2_X, SM2_Y].map(bytes32), coordinates)
  const point = addPoints(multiply(s, { x: SM2_X, y: SM2_Y }), multiply(t, { x, y }))
  return point !== null && mod(BigInt(`0x${digest('sm3', bytes(z), message)}`) + point.x, SM2_N) === r
}

/** @typedef {(message: Buffer, raw: Buffer) => boolean} Key whether it signed a message */
/** @type {(der: Buffer) => { id: string, key: Key }} @throws TypeError */
const keyIn = (der) => {
  const isSm2 = der.length === SM2_SPKI.length + 64 && der.subarray(0, SM2_SPKI.length).equals(SM2_SPKI)
  const id = digest(isSm2 ? 'sm3' : 'sha256', der).slice(0, 16)
  if (isSm2) return { id, key: (message, raw) => isSm2Signed(der.subarray(SM2_SPKI.length), message, raw) }
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' })
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('a key is an Ed25519 or SM2 public key')
  return { id, key: (message, raw) => verify(null, message, key, raw) }
}
/** @type {(pem: string) => { id: string, key: Key }} @throws TypeError */
const keyOf = (pem) => {
  const text = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(String(pem))?.[1]
  if (text === undefined) throw new TypeError('a key is a public key in PEM')
  return keyIn(Buffer.from(text, 'base64'))
}
/** @type {(key: Key, statement: Any, signature: Any) => boolean} */
const isSigned = (key, statement, signature) => {
  if (typeof signature !== 'string') return false
  const raw = Buffer.from(signature, 'base64url')
  return raw.length === 64 && raw.toString('base64url') === signature && key(Buffer.from(canonical(statement)), raw)
}
/** What seals are signed over. @type {(store: string, event: Any) => Any} */
const statementOf = (store, { time, data: { signature: _signature, nextSignature: _next, ...said } }) => ({ store, time, ...said })

/**
 * @typedef {{ readonly keys: Map<string, Key>, readonly retired: Map<string, number>, readonly hasKeys: boolean, readonly seals: readonly (readonly Any[])[], find: Find, cannot: Find }} Outside
 * @typedef {(kind: string, place: string, code: string, values?: Record<string, string | number>) => void} Find
 */
/** A line of the copies: { place: { stream, version, hash, … }, name, time, data }. @type {(text: string) => Any[]} */
const readSeals = (text) => {
  const lines = text.split('\n')
  lines.pop() // A torn end was never a seal.
  return lines.map((line) => {
    try {
      const copy = JSON.parse(line)
      return typeof copy.place.stream === 'string' && Number.isSafeInteger(copy.place.version) && HEX.test(copy.place.hash) && typeof copy.data === 'object' ? copy : null
    } catch {
      return null
    }
  })
}

/** Whether a seal carries on the one before it. @type {(name: string, data: Any, before: Any) => boolean} */
const isHeir = (name, data, before) => (name === 'LogRestored'
  ? data.root === (before ? treeAfter(before).root : data.root) && data.size === (before?.size ?? 0)
  : data.previous === (before?.root ?? null))

/** The copies by version, each held against the one before; a restore takes back what was sealed after the place it forks from. @type {(copies: readonly Any[], store: string, find: Find) => Map<number, Any>} */
const branchOf = (copies, store, find) => {
  /** @type {Map<number, Any>} */
  const branch = new Map()
  copies.forEach((copy, line) => {
    if (copy === null) return find('outside', `line ${line + 1}`, 'copy-unreadable')
    const { stream, version } = copy.place
    if (stream !== `log-${store}`) return find('outside', `line ${line + 1}`, 'other-log')
    if (copy.name === 'LogRestored') for (const later of [...branch.keys()]) if (later >= version) branch.delete(later)
    if (!isTree(copy.data)) find('outside', `${stream}@${version}`, 'copy-peaks')
    else if (version > 0 && !branch.has(version - 1)) find('outside', `${stream}@${version - 1}`, 'copy-missing')
    else if (!isHeir(copy.name, copy.data, branch.get(version - 1)?.data)) find('outside', `${stream}@${version}`, 'copy-heir')
    branch.set(version, copy)
  })
  return branch
}

/** A seal of this log, held against itself, against the keys and against the copies. @type {(place: string, event: Any, hash: string, store: string, outside: Outside, branches: readonly Map<number, Any>[]) => Any} */
const checkSeal = (place, event, hash, store, outside, branches) => {
  const { find, cannot } = outside
  const { data, time } = event
  const name = String(event.type).replace(/\.v\d+$/, '')
  // Only a change of keys names a next one: anything else that does was never signed as a seal.
  const isTurn = name === 'LogKeyRotated'
  if (isTurn !== (typeof data === 'object' && data !== null && 'next' in data)) {
    find('seal', place, 'seal-unreadable')
    return null
  }
  if (!isTree(data) || (isTurn && data.next?.tree !== null && !isTree(treeAfter(data)))) {
    find('seal', place, 'seal-peaks')
    return null
  }
  if (name === 'LogSealed' || isTurn) checkSigner(place, event, store, outside)
  for (const branch of branches) {
    const copy = branch.get(event.streamversion)
    if (copy === undefined) {
      if (event.streamversion > Math.max(-1, ...branch.keys())) cannot('outside', place, 'newer-than-copies')
      else find('outside', place, 'never-copied')
    } else if (copy.place.hash !== hash || copy.time !== time || copy.name !== name || canonical(copy.data) !== canonical(data)) find('outside', place, 'other-than-copied')
  }
  return data
}

/** Whose seal it is; one that names the next key, signed as it should be, makes that one known and this one past. @type {(place: string, event: Any, store: string, outside: Outside) => void} */
const checkSigner = (place, event, store, { keys, retired, hasKeys, find, cannot }) => {
  const { data, streamversion: version } = event
  const keyId = String(data.keyId)
  const key = keys.get(keyId)
  if (key === undefined) return hasKeys ? find('signature', place, 'unknown-key', { keyId }) : cannot('signature', place, 'no-keys', { keyId })
  if (version > (retired.get(keyId) ?? version)) return find('signature', place, 'retired-key', { keyId })
  if (!isSigned(key, statementOf(store, event), data.signature)) return find('signature', place, 'wrong-signature', { keyId })
  if (!('next' in data)) return
  retired.set(keyId, version)
  try {
    const next = keyIn(Buffer.from(data.next.publicKey, 'base64url'))
    if (next.id !== data.next.keyId || !isSigned(next.key, statementOf(store, event), data.nextSignature)) throw new TypeError('the next key did not sign')
    keys.set(next.id, next.key)
  } catch {
    find('signature', place, 'next-key-silent', { keyId: String(data.next?.keyId) })
  }
}

/** A row of the log's own stream as files bring it. @type {(row: Any) => boolean} */
const isRecord = (row) => typeof row === 'object' && row !== null && typeof row.text === 'string' && HEX.test(row.hash) && HEX.test(row.previous)
/** Its event, said to be found where it is none of this log. @type {(row: Any, store: string, types: readonly string[], find: Find) => { place: string, event: Any } | null} */
const openRecord = (row, store, types, find) => {
  const said = saidPlace(row.text)
  const place = said === null ? 'seal' : `${said.stream}@${said.version}`
  const event = openText(row.text, row.hash, row.previous, null)
  if (event.why) find('seal', place, event.why[1])
  else if (event.subject !== `log-${store}` || !types.includes(event.type)) find('seal', place, 'no-seal-of-this-log')
  else return { place, event }
  return null
}
/** Changes of keys, in their order. @type {(rows: readonly Any[], store: string, outside: Outside) => Any[]} */
const checkRotations = (rows, store, outside) => {
  const opened = rows.flatMap((row) => openRecord(row, store, ['LogKeyRotated.v1'], outside.find) ?? []).sort((a, b) => a.event.streamversion - b.event.streamversion)
  // Signatures alone: a rotation whose key is not known leads nowhere, and the seal then says so itself.
  return opened.filter(({ place, event }) => {
    if (!isTree(event.data) || !('next' in event.data)) return void outside.find('seal', place, 'seal-unreadable')
    if (outside.keys.has(String(event.data.keyId))) checkSigner(place, event, store, outside)
    return true
  }).map(({ event }) => event)
}

/** RFC 9162, 2.1.4.2. @type {(alg: string, from: Any, to: Any, path: readonly string[]) => boolean} */
const isPrefix = (alg, from, to, path) => {
  if (from.size < 1 || from.size > to.size) return false
  if (from.size === to.size) return path.length === 0 && from.root === to.root
  const [first, ...rest] = Number.isInteger(Math.log2(from.size)) ? [from.root, ...path] : path
  if (first === undefined) return false
  let [at, last, old, now] = [from.size - 1, to.size - 1, first, first]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      [old, now] = [nodeOf(alg, sibling, old), nodeOf(alg, sibling, now)]
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else now = nodeOf(alg, now, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && old === from.root && now === to.root
}

/** That the log only grew between two seals. @type {(file: Any, outside: Outside) => Omit<Report, 'findings' | 'open'>} */
const checkConsistency = (file, outside) => {
  const { find } = outside
  const none = { events: 0, streams: 0, sealed: 0, openings: [] }
  /** @type {(end: Any) => boolean} */
  const isEnd = (end) => typeof end === 'object' && end !== null && Number.isSafeInteger(end.size) && HEX.test(end.root)
  /** @type {(step: Any) => boolean} */
  const isStep = (step) => typeof step === 'object' && step !== null && SUITES.includes(step.hash) && isEnd(step.from) && isEnd(step.to) && Array.isArray(step.path) && step.path.every((/** @type {Any} */ node) => typeof node === 'string' && HEX.test(node))
  if (typeof file.store !== 'string' || !isRecord(file.first) || !isRecord(file.second) || !Array.isArray(file.steps) || file.steps.length === 0 || !file.steps.every(isStep)
    || !Array.isArray(file.rotations ?? []) || !(file.rotations ?? []).every(isRecord)) {
    find('file', 'file', 'shape')
    return none
  }
  const branches = outside.seals.map((copies) => branchOf(copies, file.store, find))
  if (outside.seals.length === 0) outside.cannot('outside', 'file', 'no-seals')
  const turns = checkRotations(file.rotations ?? [], file.store, outside)
  const TYPES = ['LogSealed.v1', 'LogKeyRotated.v1', 'LogRestored.v1']
  const [first, second] = [file.first, file.second].map((row) => {
    const opened = openRecord(row, file.store, TYPES, find)
    return opened && { ...opened, data: checkSeal(opened.place, opened.event, row.hash, file.store, outside, branches) }
  })
  if (!first?.data || !second?.data) return none
  let at = file.first.hash === file.second.hash ? first.data : treeAfter(first.data)
  const holds = file.steps.every((/** @type {Any} */ step, /** @type {number} */ n) => {
    const to = n === file.steps.length - 1 ? second.data
      : turns.find(({ data }) => data.next.tree !== null && data.size === step.to.size && data.root === step.to.root && data.hash === step.hash)?.data
    const fits = to !== undefined && [at, to].every((end) => end.hash === step.hash) && at.root === step.from.root && at.size === step.from.size && to.root === step.to.root && to.size === step.to.size
      && isPrefix(step.hash, step.from, step.to, step.path)
    if (fits) at = treeAfter(to)
    return fits
  })
  if (!holds) find('proof', second.place, 'not-grown')
  return { events: second.data.size, streams: 0, sealed: holds ? first.data.size : 0, openings: [] }
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** A receipt out of the lines that its codes hold: ZJR1:n/m:Base45, pieces of deflated JSON. @type {(text: string, find: Find) => Any} */
const fromCodes = (text, find) => {
  /** @type {Map<number, Buffer>} */
  const pieces = new Map()
  let count = 0
  for (const [number, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const [, which, of, coded] = /^ZJR1:(\d{1,2})\/(\d{1,2}):(.+)$/.exec(line) ?? []
    const values = [...(coded ?? '').matchAll(/.{1,3}/gs)].map(([three]) => ({ length: three.length, value: [...three].reduceRight((sum, letter) => sum * 45 + BASE45.indexOf(letter), 0), fits: [...three].every((letter) => BASE45.includes(letter)) }))
    const isCode = values.length > 0 && values.every(({ length, value, fits }) => fits && length > 1 && value <= (length === 3 ? 0xffff : 0xff))
    if (!isCode || (count !== 0 && count !== Number(of))) {
      find('file', `line ${number + 1}`, 'code-unreadable')
      return null
    }
    count = Number(of)
    pieces.set(Number(which), Buffer.from(values.flatMap(({ length, value }) => (length === 3 ? [value >> 8, value & 0xff] : [value]))))
  }
  const missing = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !pieces.has(n))
  if (missing.length > 0) {
    for (const n of missing) find('file', `code ${n}`, 'code-missing')
    return null
  }
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(inflateRawSync(Buffer.concat(Array.from({ length: count }, (_, n) => /** @type {Buffer} */ (pieces.get(n + 1)))), { maxOutputLength: 64 * 1024 * 1024 })))
}

/** A bundle or a receipt. @type {(file: Any, outside: Outside) => Omit<Report, 'findings' | 'open'>} */
const checkFile = (file, outside) => {
  const { find, cannot } = outside
  const isReceipt = file.format === 'zhijian-receipt/1'
  const openings = file.openings ?? []
  /** @type {(event: Any) => boolean} */
  const isRow = (event) => typeof event === 'object' && event !== null && typeof event.text === 'string' && HEX.test(event.hash) && (event.previous === undefined || HEX.test(event.previous))
  /** @type {(event: Any) => boolean} */
  const isProved = (event) => isRow(event) && Number.isSafeInteger(event.index) && event.index >= 0
    && (event.path === null || (Array.isArray(event.path) && event.path.every((/** @type {Any} */ node) => typeof node === 'string' && HEX.test(node))))
  const isWhole = typeof file.store === 'string' && Array.isArray(file.events) && file.events.length > 0 && file.events.every(isProved)
    && (file.seal === null || (isRow(file.seal) && HEX.test(file.seal.previous))) && Array.isArray(openings) && Array.isArray(file.blobs ?? [])
    && Array.isArray(file.rotations ?? []) && (file.rotations ?? []).every(isRecord)
  if (!isWhole) {
    find('file', 'file', 'shape')
    return { events: 0, streams: 0, sealed: 0, openings: [] }
  }

  const branches = outside.seals.map((copies) => branchOf(copies, file.store, find))
  if (outside.seals.length === 0) cannot('outside', 'file', 'no-seals')
  let seal = null
  if (file.seal === null) cannot('seal', 'file', 'no-seal')
  else {
    // Those before the seal; it may be one itself, and is looked at as the seal.
    checkRotations((file.rotations ?? []).filter((/** @type {Any} */ row) => row.hash !== file.seal.hash), file.store, outside)
    const { place = 'seal', event } = openRecord(file.seal, file.store, ['LogSealed.v1', 'LogKeyRotated.v1'], find) ?? {}
    if (event !== undefined) seal = checkSeal(place, event, file.seal.hash, file.store, outside, branches)
    const own = (file.keys ?? []).find((/** @type {Any} */ key) => key.keyId === event?.data?.keyId)
    if (seal !== null && own !== undefined) {
      try {
        const { id, key } = keyOf(own.pem)
        if (id !== seal.keyId || !isSigned(key, statementOf(file.store, event), seal.signature)) find('signature', place, 'key-in-file-misfit', { keyId: seal.keyId })
      } catch {
        find('signature', place, 'key-in-file-misfit', { keyId: seal.keyId })
      }
    }
  }

  /** @type {Map<string, { version: number, hash: string }>} */
  const ends = new Map()
  let [lastIndex, sealed, unsealed] = [-1, 0, 0]
  const opened = file.events.map((/** @type {Any} */ row, /** @type {number} */ at) => {
    const said = saidPlace(row.text)
    if (said === null) return void find('edited', `event ${at}`, 'not-json')
    const place = `${said.stream}@${said.version}`
    if (row.index <= lastIndex) find('reordered', place, 'index-back')
    lastIndex = row.index
    const before = ends.get(said.stream)
    ends.set(said.stream, { version: said.version, hash: row.hash })
    const expected = before?.version ?? -1
    if (said.version <= expected) return void find('reordered', place, 'after-version', { version: expected })
    if (said.version > expected + 1 && !isReceipt) return void find('removed', `${said.stream}@${expected + 1}`, 'missing-in-stream', { count: said.version - expected - 1 })
    const previous = said.version === expected + 1 ? before?.hash ?? GENESIS : row.previous ?? GENESIS
    const event = openText(row.text, row.hash, previous, place)
    if (event.why) return void find(event.why[0], place, event.why[1])
    if (seal !== null && row.index < seal.size) {
      if (row.path !== null && rootFrom(seal.hash, leafOf(seal.hash, said.stream, said.version, row.hash), row.index, seal.size, row.path) === seal.root) sealed += 1
      else find('proof', place, 'not-under-seal')
    } else if (row.path !== null) find('proof', place, 'beyond-seal')
    else unsealed += 1
    return event
  })
  if (unsealed > 0 && seal !== null) cannot('seal', 'file', 'unsealed', { count: unsealed })

  for (const blob of file.blobs ?? []) {
    const content = typeof blob?.base64 === 'string' ? Buffer.from(blob.base64, 'base64') : null
    if (content?.toString('base64') !== blob?.base64 || createHash('sha256').update(content ?? '').digest('hex') !== blob.digest) find('blob', `blob ${HEX.test(blob?.digest) ? blob.digest : '?'}`, 'blob-misfit')
    else if (!file.events.some((/** @type {Any} */ row) => row.text.includes(`"digest":"${blob.digest}"`))) find('blob', `blob ${blob.digest}`, 'blob-unnamed')
  }
  /** @type {Any[]} */
  const shown = []
  openings.forEach((/** @type {Any} */ opening, /** @type {number} */ at) => {
    const value = typeof opening?.at === 'string' ? opening.at.split('/').slice(1).reduce((/** @type {Any} */ inner, /** @type {string} */ name) => inner?.[name], opened[opening.event]) : undefined
    const fits = typeof value?.commitment === 'string' && typeof opening.salt === 'string' && opening.salt.length === 22 && typeof opening.value === 'string'
      && SUITES.some((alg) => createHash(alg).update(opening.salt + opening.value).digest('base64url') === value.commitment)
    if (fits) shown.push(opening)
    else find('opening', `opening ${at}`, 'opening-misfit')
  })
  return { events: file.events.length, streams: ends.size, sealed, openings: shown }
}

/** The log as it lies in its file. @type {(path: string, outside: Outside) => Promise<Omit<Report, 'findings' | 'open'>>} */
const checkStore = async (path, outside) => {
  const { find, cannot } = outside
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(path, { readOnly: true })
  /** @type {Map<string, { version: number, hash: string }>} */
  const ends = new Map()
  /** One per suite that was sealed in. @type {Map<string, { size: number, peaks: string[] }>} */
  const trees = new Map()
  let [last, events, sealedUpTo, unsealed] = [0, 0, 0, 0]
  try {
    for (const row of db.prepare('pragma quick_check(1)').all()) if (Object.values(row)[0] !== 'ok') find('file', 'file', 'damaged')
    const log = /** @type {Any} */ (db.prepare('select store_id as store, head from log').get())
    const stream = `log-${log.store}`
    const branches = outside.seals.map((copies) => branchOf(copies, log.store, find))
    if (outside.seals.length === 0) cannot('outside', 'file', 'no-seals')
    const rows = 'select e.position, s.name as stream, e.version, k.category, k.type, e.text, e.hash from events e left join streams s on s.id = e.stream left join kinds k on k.kind = e.kind'
    /** @type {{ place: string, data: Any, version: number }[]} */
    const seals = []
    /** @type {Any} */
    let before = null
    for (const row of /** @type {Any[]} */ (db.prepare(`${rows} where s.name = ? order by e.version`).all(stream))) {
      const place = `${stream}@${row.version}`
      try {
        const event = JSON.parse(row.text)
        const data = checkSeal(place, event, row.hash, log.store, outside, branches)
        if (data === null) continue
        if (!isHeir(String(event.type).replace(/\.v\d+$/, ''), data, before)) find('seal', place, 'seal-heir')
        before = data
        seals.push({ place, data, version: row.version })
        const isCopied = branches.length > 0 && branches.every((branch) => branch.get(row.version)?.place.hash === row.hash)
        if (isCopied) sealedUpTo = Number(data.position)
      } catch {
        find('seal', place, 'seal-unreadable')
      }
    }
    const inside = new Set(seals.map(({ version }) => version))
    for (const branch of branches) for (const version of branch.keys()) if (!inside.has(version)) find('truncated', `${stream}@${version}`, 'copy-beyond-end')
    for (const { data } of seals) for (const { hash } of [data, treeAfter(data)]) trees.set(hash, { size: 0, peaks: [] })
    const uncompared = [...seals].sort((a, b) => Number(a.data.position) - Number(b.data.position))
    /** @type {(position: number) => void} */
    const compare = (position) => {
      while (uncompared.length > 0 && Number(/** @type {Any} */ (uncompared[0]).data.position) < position) {
        const { place, data } = /** @type {Any} */ (uncompared.shift())
        const sides = [data, treeAfter(data)]
        const held = trees.get(data.hash)?.size ?? 0
        if (data.size !== held) find('seal', place, 'seal-size', { sealed: data.size, held })
        else if (sides.some(({ hash, root }) => root !== rootOf(hash, trees.get(hash)?.peaks ?? []))) find('seal', place, 'seal-root')
        for (const { hash, size, peaks } of sides) trees.set(hash, { size, peaks: [...peaks] })
      }
    }
    for (const row of /** @type {Iterable<Any>} */ (db.prepare(`${rows} order by e.position`).iterate())) {
      const { position, text, hash, version } = row
      const place = `${row.stream}@${version}`
      if (position > log.head) {
        find('inserted', `position ${position}`, 'beyond-end')
        continue
      }
      if (position > last + 1) find('removed', `position ${last + 1}`, 'missing-in-log', { count: position - last - 1 })
      last = position
      events += 1
      compare(position)
      for (const [alg, tree] of trees) grow(alg, tree, leafOf(alg, String(row.stream), version, hash))
      if (position > sealedUpTo && row.stream !== stream) unsealed += 1
      const end = ends.get(row.stream) ?? { version: -1, hash: GENESIS }
      ends.set(row.stream, { version, hash })
      if (version <= end.version) find('reordered', place, 'after-version', { version: end.version })
      else if (version > end.version + 1) find('removed', `${row.stream}@${end.version + 1}`, 'missing-in-stream', { count: version - end.version - 1 })
      else {
        const event = openText(text, hash, end.hash, place)
        if (event.why) find(event.why[0], place, event.why[1])
        else if (`${event.subject}`.split('-')[0] !== row.category || `${event.type}`.replace(/\.v\d+$/, '') !== row.type) find('index', place, 'wrong-filter')
      }
    }
    compare(last + 1)
    if (last < log.head) find('truncated', `position ${last + 1}`, 'ends-early', { head: log.head })
    for (const { place } of uncompared) find('truncated', place, 'seals-beyond-end')
    for (const head of /** @type {Any[]} */ (db.prepare('select name, version, hash from streams order by name').all())) {
      const end = ends.get(head.name)
      if (!end || end.version < head.version) find('removed', `${head.name}@${head.version}`, 'stream-end-missing')
      else if (end.version > head.version) find('inserted', `${head.name}@${end.version}`, 'beyond-stream-end')
      else if (end.hash !== head.hash) find('index', `${head.name}@${head.version}`, 'stream-end-hash')
    }
    if (seals.length === 0) cannot('seal', 'file', 'no-seal')
    if (unsealed > 0 && branches.length > 0) cannot('seal', 'file', 'unsealed', { count: unsealed })
  } finally {
    db.close()
  }
  return { events, streams: ends.size, sealed: Math.max(0, events - unsealed), openings: [] }
}

/** @param {string} path @param {{ readonly keys: readonly string[], readonly seals: readonly string[] }} from outside: texts @returns {Promise<Report>} */
export const checkIntegrity = async (path, from) => {
  /** @type {Report} */
  const report = { findings: [], open: [], events: 0, streams: 0, sealed: 0, openings: [] }
  /** @type {(list: Found[]) => Find} */
  const into = (list) => (kind, place, code, values = {}) => void list.push({ kind, place, code, values })
  const keys = new Map(from.keys.map((pem) => keyOf(pem)).map(({ id, key }) => [id, key]))
  const outside = { keys, retired: new Map(), hasKeys: keys.size > 0, seals: from.seals.map(readSeals), find: into(report.findings), cannot: into(report.open) }
  const content = readFileSync(path)
  if (content.subarray(0, 15).toString('latin1') === 'SQLite format 3') {
    try {
      return { ...report, ...await checkStore(path, outside) }
    } catch {
      outside.find('file', 'file', 'unreadable')
      return report
    }
  }
  let file
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    file = text.startsWith('ZJR1:') ? fromCodes(text, outside.find) : JSON.parse(text)
    if (file === null && report.findings.length > 0) return report
  } catch {
    outside.find('file', 'file', 'unreadable')
    return report
  }
  if (file?.format === 'zhijian-consistency/1') Object.assign(report, checkConsistency(file, outside))
  else if (!['zhijian-bundle/1', 'zhijian-receipt/1'].includes(file?.format)) outside.find('file', 'file', 'unknown-format')
  else Object.assign(report, checkFile(file, outside))
  return report
}

/** @type {Record<string, readonly [string, string]>} */
const SAYS = {
  'hash-misfit': ['其散列值与前文不符：内容或散列值被改过', 'its hash does not follow from what precedes it: it was changed'],
  'not-json': ['不是规范 JSON 写成的事件', 'it is not an event in canonical JSON'],
  'written-as': ['原本是写在别处的', 'it was written for another place'],
  'other-suite': ['写明的散列算法与所用的不符', 'it names another hash suite than the one that fits'],
  'after-version': ['排在第 {version} 号之后，次序不对', 'it comes after version {version}'],
  'index-back': ['在日志中的次序被调换', 'its place in the log is before that of the event in front of it'],
  'missing-in-stream': ['流中缺 {count} 个事件', '{count} missing from the stream'],
  'missing-in-log': ['日志中缺 {count} 个事件', '{count} missing from the log'],
  'beyond-end': ['位于日志末尾之外', 'it lies beyond the end of the log'],
  'ends-early': ['日志自称止于 {head}', 'the log says it ends at {head}'],
  'wrong-filter': ['筛选用的类别与事件不符', 'filters take it for another kind'],
  'stream-end-missing': ['流的末尾事件不见了', 'the end of the stream is missing'],
  'beyond-stream-end': ['位于流的末尾之外', 'it lies beyond the end of its stream'],
  'stream-end-hash': ['流记下的末尾散列值不同', 'the stream names another hash for its end'],
  'not-under-seal': ['不在封印所覆盖的日志之中', 'it is not in the log that was sealed'],
  'beyond-seal': ['没有封印覆盖它，却附有证明', 'no seal covers it, and it brings a proof nevertheless'],
  'seal-peaks': ['封印自身前后不一', 'the seal does not agree with itself'],
  'seal-heir': ['封印没有接续前一个', 'the seal does not follow from the one before it'],
  'seal-size': ['封印覆盖 {sealed} 个事件，日志到此有 {held} 个', 'it covers {sealed} events, the log holds {held} up to there'],
  'seal-root': ['到此为止的事件不是当时被封的那些', 'the events up to there are not those that were sealed'],
  'seal-unreadable': ['封印读不出来', 'the seal cannot be read'],
  'seals-beyond-end': ['封印覆盖的范围超出日志末尾', 'it seals more than the log holds'],
  'no-seal-of-this-log': ['不是这份日志的封印', 'it is no seal of this log'],
  'wrong-signature': ['签名与外部给出的密钥 {keyId} 不符', 'the signature is not that of the key {keyId} from outside'],
  'unknown-key': ['签名所用的密钥 {keyId} 不在外部给出的密钥之中', 'it is signed with {keyId}, which is none of the keys from outside'],
  'retired-key': ['签名所用的密钥 {keyId} 在此之前已经更换', 'it is signed with {keyId}, which was replaced before'],
  'next-key-silent': ['接替的密钥 {keyId} 没有一同签名', 'the key {keyId} that is to follow did not sign'],
  'not-grown': ['前一枚封印的内容不是后一枚的开头', 'what the first seal covers is not the beginning of what the second does'],
  'code-unreadable': ['这一行不是回执的二维码内容', 'this line is not what a code of a receipt holds'],
  'code-missing': ['缺这一个二维码', 'this code is missing'],
  'key-in-file-misfit': ['签名与文件自带的公钥 {keyId} 不符', 'the signature is not that of the key {keyId} that the file itself brings'],
  'other-than-copied': ['与保存在外部的副本不同', 'it is not the one that was copied outside'],
  'never-copied': ['外部副本中没有它', 'the copies outside do not have it'],
  'copy-beyond-end': ['外部有它的副本，日志中却没有', 'a copy of it is outside, the log does not have it'],
  'copy-unreadable': ['外部副本的这一行读不出来', 'this line of the copies cannot be read'],
  'copy-peaks': ['外部副本自身前后不一', 'the copy outside does not agree with itself'],
  'copy-heir': ['外部副本没有接续前一个', 'the copy outside does not follow from the one before it'],
  'copy-missing': ['外部副本中缺这一个', 'this one is missing from the copies outside'],
  'other-log': ['外部副本是另一份日志的', 'the copy outside is of another log'],
  'blob-misfit': ['附件与其散列值不符', 'the blob is not what its hash says'],
  'blob-unnamed': ['没有事件提到这个附件', 'no event names this blob'],
  'opening-misfit': ['所示内容与承诺值不符', 'what is shown is not what was committed to'],
  damaged: ['数据库文件已损坏', 'the database file is damaged'],
  unreadable: ['文件读不出来', 'the file cannot be read'],
  shape: ['文件缺少应有的部分，或其形式不对', 'parts of the file are missing or not of the right form'],
  'unknown-format': ['不是本程序认识的格式', 'it is of no format that is known here'],
  'no-keys': ['没有给出外部密钥（--key）：封印是否由 {keyId} 的持有人所签，无法断定', 'no key from outside (--key): whether the holder of {keyId} signed the seal cannot be concluded'],
  'no-seals': ['没有给出外部封印副本（--seals）：日志是否整份被重写，无法断定', 'no copies of the seals from outside (--seals): whether the whole log was written anew cannot be concluded'],
  'no-seal': ['没有封印覆盖这些事件：只查了前后相接，整份重写无法发现', 'no seal covers these events: only that they follow from one another was checked'],
  'newer-than-copies': ['封印比外部副本新：请取较新的副本再查', 'the seal is newer than the copies outside: ask for newer ones'],
  unsealed: ['最后 {count} 个事件尚未被封印覆盖：其后的增改无法发现', 'the last {count} events are not covered by a seal yet: what was added or changed there cannot be found'],
}
/** What no check of this file alone can know, whatever it holds. */
const LIMITS = /** @type {const} */ ([
  ['本程序不能断定：导出之后是否还有新的事件；决定是否合乎规则（请用 zhijian replay redecide）；记下的话是否真实。', 'Not concluded here: what happened after this was made; whether the decisions follow from the rules (zhijian replay redecide); whether what people said is true.'],
])
const WORDS = /** @type {const} */ ({
  holds: ['完整：{events} 个事件、{streams} 个流，其中 {sealed} 个在封印之内，未见改动。', 'It holds: {events} events of {streams} streams, {sealed} of them under the seal; nothing was changed.'],
  broken: ['有改动：发现 {count} 处。', 'It was changed: {count} found.'],
  open: ['未见改动，但有 {count} 点无法断定。', 'Nothing wrong was found, but {count} points could not be concluded.'],
  usage: ['用法：node integrity.mjs 文件 [--key 公钥.pem]… [--seals 副本.seals.jsonl]… [--json] [--lang en]', 'usage: node integrity.mjs FILE [--key PUBLIC.pem]… [--seals COPY.seals.jsonl]… [--json] [--lang en]'],
  wrong: ['✗ 不符', '✗ wrong'], unknown: ['? 无法断定', '? open'],
})

/** @param {readonly string[]} args @returns {Promise<number>} */
const main = async (args) => {
  const lang = args[args.indexOf('--lang') + 1] === 'en' ? 1 : 0
  /** @type {Record<'--key' | '--seals' | '--lang', string[]>} */
  const options = { '--key': [], '--seals': [], '--lang': [] }
  const files = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = /** @type {'--key' | '--seals' | '--lang'} */ (args[at])
    if (Object.hasOwn(options, arg)) options[arg].push(args[at += 1] ?? '')
    else if (args[at] !== '--json') files.push(/** @type {string} */ (args[at]))
  }
  /** @type {(text: string, values: Record<string, string | number>) => string} */
  const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
  /** What a file holds is shown as what it is: signs that steer a terminal would write a verdict of their own. @type {(value: Any) => string} */
  // eslint-disable-next-line no-control-regex
  const shown = (value) => String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  let report
  try {
    if (files.length !== 1 || files[0]?.startsWith('-')) throw new TypeError(WORDS.usage[lang])
    report = await checkIntegrity(/** @type {string} */ (files[0]), { keys: options['--key'].map((name) => readFileSync(name, 'utf8')), seals: options['--seals'].map((name) => readFileSync(name, 'utf8')) })
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n`)
    return 2
  }
  const verdict = report.findings.length > 0 ? 'broken' : report.open.length > 0 ? 'open' : 'holds'
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ verdict, ...report }, null, 2)}\n`)
  else {
    for (const { place, code, values } of report.findings) console.log(shown(`${WORDS.wrong[lang]}  ${place}  ${fill(SAYS[code]?.[lang] ?? code, values)}`))
    for (const { place, code, values } of report.open) console.log(shown(`${WORDS.unknown[lang]}  ${place}  ${fill(SAYS[code]?.[lang] ?? code, values)}`))
    for (const { at, value } of report.openings) console.log(`✓  ${shown(at)}  ${shown(value)}`)
    console.log(fill(WORDS[verdict][lang], { ...report, sealed: report.sealed, openings: '', findings: '', open: '', count: verdict === 'broken' ? report.findings.length : report.open.length }))
    for (const limit of LIMITS) console.log(limit[lang])
  }
  return { holds: 0, broken: 1, open: 3 }[verdict]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv.slice(2))
