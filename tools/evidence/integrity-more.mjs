// What integrity.mjs is asked beyond a case and a receipt: the log itself as it lies in its file, a proof that the log only grew between two
// seals (`zhijian seals prove`), a receipt as its printed page or as the lines that its codes hold, and signatures by SM2.
// @ts-nocheck As integrity.mjs.
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { inflateRawSync } from 'node:zlib'

const digest = (alg, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(alg)).digest('hex')
const bytes = (hex) => Buffer.from(hex, 'hex')

// SM2 (GB/T 32918.2) with SM3, verifying only: Node knows no other user id than an empty one.
const [SM2_P, SM2_N, SM2_A, SM2_B, SM2_X, SM2_Y] = [
  0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn, 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn, 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]
const mod = (value, modulus) => ((value % modulus) + modulus) % modulus
const inverse = (value) => {
  let [a, b, x, y] = [mod(value, SM2_P), SM2_P, 1n, 0n]
  while (a > 1n) {
    const quotient = b / a
    ;[a, b, x, y] = [b % a, a, y - quotient * x, x]
  }
  return mod(x, SM2_P)
}
const addPoints = (one, other) => {
  if (one === null || other === null) return one ?? other
  if (one.x === other.x && mod(one.y + other.y, SM2_P) === 0n) return null
  const slope = mod(one.x === other.x ? (3n * one.x * one.x + SM2_A) * inverse(2n * one.y) : (other.y - one.y) * inverse(other.x - one.x), SM2_P)
  const x = mod(slope * slope - one.x - other.x, SM2_P)
  return { x, y: mod(slope * (one.x - x) - one.y, SM2_P) }
}
const multiply = (times, point) => {
  let sum = null
  for (let [rest, doubled] = [times, point]; rest > 0n; rest >>= 1n, doubled = addPoints(doubled, doubled)) if (rest & 1n) sum = addPoints(sum, doubled)
  return sum
}
const bytes32 = (value) => bytes(value.toString(16).padStart(64, '0'))
export const sm2Key = (coordinates) => (message, raw) => {
  const half = (from, at) => BigInt(`0x${from.toString('hex', at, at + 32)}`)
  const [r, s, x, y] = [half(raw, 0), half(raw, 32), half(coordinates, 0), half(coordinates, 32)]
  const t = mod(r + s, SM2_N)
  if (r < 1n || r >= SM2_N || s < 1n || s >= SM2_N || t === 0n || mod(y * y - x * x * x - SM2_A * x - SM2_B, SM2_P) !== 0n) return false
  const user = Buffer.from('1234567812345678')
  const z = digest('sm3', Uint8Array.of(0, user.length * 8), user, ...[SM2_A, SM2_B, SM2_X, SM2_Y].map(bytes32), coordinates)
  const point = addPoints(multiply(s, { x: SM2_X, y: SM2_Y }), multiply(t, { x, y }))
  return point !== null && mod(BigInt(`0x${digest('sm3', bytes(z), message)}`) + point.x, SM2_N) === r
}

const grow = (nodeOf, alg, tree, leaf) => {
  let node = leaf
  for (let bits = tree.size; bits % 2 === 1; bits = (bits - 1) / 2) node = nodeOf(alg, tree.peaks.pop(), node)
  tree.peaks.push(node)
  tree.size += 1
}

/** RFC 9162, 2.1.4.2. */
const isPrefix = (nodeOf, alg, from, to, path) => {
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

/** That the log only grew between two seals. */
export const checkConsistency = (file, outside, { SUITES, branchesOf, checkRotations, checkSeal, isCount, isHash, isRecord, isText, like, listOf, nodeOf, openRecord, treeAfter }) => {
  const { find } = outside
  const none = { events: 0, streams: 0, sealed: 0, openings: [] }
  const { store, first: one, second: other, steps, rotations = [] } = file
  const isEnd = like({ size: isCount, root: isHash })
  const isSteps = listOf(like({ hash: (value) => SUITES.includes(value), from: isEnd, to: isEnd, path: listOf(isHash) }))
  if (!like({ store: isText, first: isRecord, second: isRecord, steps: isSteps })(file) || steps.length === 0 || !listOf(isRecord)(rotations)) {
    find('file', 'file', 'shape')
    return none
  }
  const branches = branchesOf(outside, store)
  const turns = checkRotations(rotations, store, outside)
  const TYPES = ['LogSealed.v1', 'LogKeyRotated.v1', 'LogRestored.v1']
  const [first, second] = [one, other].map((row) => {
    const opened = openRecord(row, store, TYPES, find)
    return opened && { ...opened, data: checkSeal(opened.place, opened.event, row.hash, store, outside, branches) }
  })
  if (!first?.data || !second?.data) return none
  let at = one.hash === other.hash ? first.data : treeAfter(first.data)
  const holds = steps.every((step, n) => {
    const to = n === steps.length - 1 ? second.data
      : turns.find(({ data }) => data.next.tree !== null && data.size === step.to.size && data.root === step.to.root && data.hash === step.hash)?.data
    const fits = to !== undefined && [at, to].every((end) => end.hash === step.hash) && at.root === step.from.root && at.size === step.from.size && to.root === step.to.root && to.size === step.to.size
      && isPrefix(nodeOf, step.hash, step.from, step.to, step.path)
    if (fits) at = treeAfter(to)
    return fits
  })
  if (!holds) find('proof', second.place, 'not-grown')
  return { events: second.data.size, streams: 0, sealed: holds ? first.data.size : 0, openings: [] }
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** A receipt out of what was printed: the page as a file, or the lines that its codes hold, ZJR1:n/m:Base45, pieces of deflated JSON. Undefined: found wrong. */
export const fromPaper = (text, find, parse) => {
  if (!text.startsWith('ZJR1:')) return parse(/<script type="application\/json" id="receipt">([^<]+)<\/script>/.exec(text)?.[1] ?? '')
  const pieces = new Map()
  let count = 0
  for (const [number, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const [, which, of, coded] = /^ZJR1:(\d{1,2})\/(\d{1,2}):(.+)$/.exec(line) ?? []
    const values = [...(coded ?? '').matchAll(/.{1,3}/gs)].map(([three]) => ({ length: three.length, value: [...three].reduceRight((sum, letter) => sum * 45 + BASE45.indexOf(letter), 0), fits: [...three].every((letter) => BASE45.includes(letter)) }))
    const isCode = values.length > 0 && values.every(({ length, value, fits }) => fits && length > 1 && value <= (length === 3 ? 0xffff : 0xff))
    if (!isCode || (count !== 0 && count !== Number(of))) return find('file', `line ${number + 1}`, 'code-unreadable')
    count = Number(of)
    pieces.set(Number(which), Buffer.from(values.flatMap(({ length, value }) => (length === 3 ? [value >> 8, value & 0xff] : [value]))))
  }
  const missing = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !pieces.has(n))
  if (missing.length > 0) return missing.forEach((n) => find('file', `code ${n}`, 'code-missing'))
  const packed = Buffer.concat(Array.from({ length: count }, (_, n) => pieces.get(n + 1)))
  return parse(new TextDecoder('utf-8', { fatal: true }).decode(inflateRawSync(packed, { maxOutputLength: 64 * 1024 * 1024 })))
}

/** The log as it lies in its file. */
export const checkStore = (path, outside, { branchesOf, checkSeal, follow, isHeir, leafOf, nameOf, nodeOf, parse, rootOf, treeAfter }) => {
  const { find, cannot } = outside
  const db = new DatabaseSync(path, { readOnly: true })
  const ends = new Map()
  /** One per suite that was sealed in. */
  const trees = new Map()
  let [last, events, sealedUpTo, unsealed] = [0, 0, 0, 0]
  try {
    for (const row of db.prepare('pragma quick_check(1)').all()) if (Object.values(row)[0] !== 'ok') find('file', 'file', 'damaged')
    // Tables that hold what they say: a view shows other rows than those that lie there, a trigger can drop what comes.
    const said = db.prepare("select type, name from sqlite_master where name not like 'sqlite_autoindex%' order by name").all().map(({ type, name }) => `${type} ${name}`).join()
    const strict = db.prepare('pragma table_list').all().filter((table) => !table.name.startsWith('sqlite_') && table.strict === 1).length
    if (said !== 'table events,index events_by_stream,table kinds,table log,table streams' || strict !== 4) {
      find('file', 'file', 'other-tables')
      return { events: 0, streams: 0, sealed: 0, openings: [] }
    }
    const log = (db.prepare('select store_id as store, head from log').get())
    const stream = `log-${log.store}`
    const branches = branchesOf(outside, log.store)
    const rows = 'select e.position, s.name as stream, e.version, k.category, k.type, e.text, e.hash from events e left join streams s on s.id = e.stream left join kinds k on k.kind = e.kind'
    const seals = []
    let before = null
    for (const row of (db.prepare(`${rows} where s.name = ? order by e.version`).all(stream))) {
      const place = `${stream}@${row.version}`
      try {
        const event = parse(row.text)
        const data = checkSeal(place, event, row.hash, log.store, outside, branches)
        if (data === undefined) continue
        if (!isHeir(nameOf(event), data, before)) find('seal', place, 'seal-heir')
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
    const compare = (position) => {
      while (uncompared.length > 0 && Number(uncompared[0].data.position) < position) {
        const { place, data } = uncompared.shift()
        const sides = [data, treeAfter(data)]
        const held = trees.get(data.hash)?.size ?? 0
        if (data.size !== held) find('seal', place, 'seal-size', { sealed: data.size, held })
        else if (sides.some(({ hash, root }) => root !== rootOf(hash, trees.get(hash)?.peaks ?? []))) find('seal', place, 'seal-root')
        for (const { hash, size, peaks } of sides) trees.set(hash, { size, peaks: [...peaks] })
      }
    }
    for (const row of (db.prepare(`${rows} order by e.position`).iterate())) {
      const { position, hash, version } = row
      const place = `${row.stream}@${version}`
      if (position > log.head) {
        find('inserted', `position ${position}`, 'beyond-end')
        continue
      }
      if (position > last + 1) find('removed', `position ${last + 1}`, 'missing-in-log', { count: position - last - 1 })
      last = position
      events += 1
      compare(position)
      for (const [alg, tree] of trees) grow(nodeOf, alg, tree, leafOf(alg, String(row.stream), version, hash))
      if (position > sealedUpTo && row.stream !== stream) unsealed += 1
      const event = follow(ends, { stream: row.stream, version, place }, row, find, false)
      if (event && (event.subject.split('-')[0] !== row.category || nameOf(event) !== row.type)) find('index', place, 'wrong-filter')
    }
    compare(last + 1)
    if (last < log.head) find('truncated', `position ${last + 1}`, 'ends-early', { head: log.head })
    for (const { place } of uncompared) find('truncated', place, 'seals-beyond-end')
    for (const head of (db.prepare('select name, version, hash from streams order by name').all())) {
      const end = ends.get(head.name)
      if ((end?.version ?? -1) < head.version) find('removed', `${head.name}@${head.version}`, 'stream-end-missing')
      else if ((end?.version ?? -1) > head.version) find('inserted', `${head.name}@${end.version}`, 'beyond-stream-end')
      else if (end?.hash !== head.hash) find('index', `${head.name}@${head.version}`, 'stream-end-hash')
    }
    if (seals.length === 0) cannot('seal', 'file', 'no-seal')
    if (unsealed > 0 && branches.length > 0) cannot('seal', 'file', 'unsealed', { count: unsealed })
  } finally {
    db.close()
  }
  return { events, streams: ends.size, sealed: Math.max(0, events - unsealed), openings: [] }
}

/** Said beside what integrity.mjs says. */
export const SAYS = {
  'missing-in-log': ['日志中缺 {count} 个事件', '{count} missing from the log'],
  'beyond-end': ['位于日志末尾之外', 'it lies beyond the end of the log'],
  'ends-early': ['日志自称止于 {head}', 'the log says it ends at {head}'],
  'wrong-filter': ['筛选用的类别与事件不符', 'filters take it for another kind'],
  'stream-end-missing': ['流的末尾事件不见了', 'the end of the stream is missing'],
  'beyond-stream-end': ['位于流的末尾之外', 'it lies beyond the end of its stream'],
  'stream-end-hash': ['流记下的末尾散列值不同', 'the stream names another hash for its end'],
  'seal-heir': ['封印没有接续前一个', 'the seal does not follow from the one before it'],
  'seal-size': ['封印覆盖 {sealed} 个事件，日志到此有 {held} 个', 'it covers {sealed} events, the log holds {held} up to there'],
  'seal-root': ['到此为止的事件不是当时被封的那些', 'the events up to there are not those that were sealed'],
  'seals-beyond-end': ['封印覆盖的范围超出日志末尾', 'it seals more than the log holds'],
  'not-grown': ['前一枚封印的内容不是后一枚的开头', 'what the first seal covers is not the beginning of what the second does'],
  'code-unreadable': ['这一行不是回执的二维码内容', 'this line is not what a code of a receipt holds'],
  'code-missing': ['缺这一个二维码', 'this code is missing'],
  'copy-beyond-end': ['外部有它的副本，日志中却没有', 'a copy of it is outside, the log does not have it'],
  'other-tables': ['数据库里的表不是平台所建的那些，其余没有再查', 'the tables of the database are not those that the platform makes; nothing else was looked at'],
  damaged: ['数据库文件已损坏', 'the database file is damaged'],
}
