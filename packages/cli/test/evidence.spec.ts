// The tamper catalogue: what somebody might do to the log, to the copies of its seals, to a bundle, to a receipt, and where each
// is caught. Node's checker and Python's are asked every time and have to say the same. What no checker can find is here too, so
// that nobody learns it in court (docs/how-to/check-evidence.md).
import { spawnSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { receiptPage, type Bundle } from '@zhijian/audit'
import { chainHash, eventLeaf, EMPTY_TREE, GENESIS, grow, inclusionProof, keyIdOf, rootOf, type HashName, type TreeHead } from '@zhijian/event-store'
import { canonical, instant } from '@zhijian/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { leavingsOf, LEFT, makeEvidence, PYTHON, QUESTION, SCRIPTS, stopPython, type Checked, type Leavings, type Receipt } from './evidence.ts'
import { indexOf, isOf, parsed, rewriteLog, rowsOf, withEvent, withLog, type Row } from './forger.ts'
import { remove, run } from './world.ts'

let template: string
let left: Leavings
beforeAll(async () => {
  template = await makeEvidence()
})
afterAll(() => {
  stopPython()
  remove(template)
})
beforeEach(() => {
  left = leavingsOf(template)
})
afterEach(() => remove(left.root))

type Json = { [name: string]: any }
const kinds = ({ findings }: Checked): string[] => findings.map(({ kind, place, code }) => `${kind} ${place} ${code}`)

/** What a tampering is, and what is then found: kind, place and code, among others that follow from it. */
interface Case {
  readonly does: string
  readonly tamper: () => void
  readonly found: RegExp
}
const caught = (what: keyof typeof LEFT, cases: readonly Case[]): void => {
  it.each(cases.map((each) => [each.does, each] as const))('%s', async (_does, { tamper, found }) => {
    tamper()
    const checked = await left.check(what)
    expect(kinds(checked)).toEqual(expect.arrayContaining([expect.stringMatching(found)]))
    for (const { kind, place, code } of checked.findings) expect([kind, place, code]).toEqual([expect.stringMatching(/^[a-z]+$/), expect.stringMatching(/\S/), expect.stringMatching(/^[a-z-]+$/)])
  })
}

const rows = (): Row[] => rowsOf(left.log)
const rewrite = (log: readonly Row[], hashed: boolean): void => rewriteLog(left.log, log, { hashed })
const sql = (text: string): void => withLog(left.log, (db) => db.exec(text))
const LOG = String.raw`log-[A-Za-z0-9-]+@\d+`

describe('left as it was', () => {
  it('log, bundle and receipt hold; what was not given from outside is said', async () => {
    for (const what of ['log', 'bundle', 'receipt'] as const) {
      expect(await left.check(what)).toMatchObject({ findings: [], open: [] })
      const alone = await left.check(what, { seals: false, key: false })
      expect(alone.findings).toEqual([])
      expect([...new Set(alone.open.map(({ code }) => code))].sort()).toEqual(['no-keys', 'no-seals'])
      expect((await left.check(what, { key: false })).open.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-keys']))
    }
  })
  it('a bundle says nothing that was sealed', () => {
    expect(readFileSync(join(left.root, LEFT.bundle), 'utf8')).not.toContain(QUESTION)
    expect(readFileSync(join(left.root, LEFT.receipt), 'utf8')).toContain(QUESTION)
  })
  it('the log written anew as it was is the same log', async () => {
    rewrite(rows(), true)
    expect(await left.check('log')).toMatchObject({ findings: [], open: [] })
  })
})

describe('the log', () => {
  caught('log', [
    { does: 'a text changed in place', found: /^edited consultation-q1@\d+ hash-misfit$/, tamper: () => sql("update events set text = replace(text, 'zhao', 'qian') where position = (select min(position) from events where text like '%PromiseKept.v1%')") },
    { does: 'a text changed with its own hash, not those that follow', found: /^edited consultation-q1@\d+ hash-misfit$/,
      tamper: () => {
        const log = rows()
        const at = indexOf(log, isOf('PromiseKept'))
        const row = withEvent(log[at]!, ({ data }) => ({ data: { ...data, by: 'qian' } }))
        const before = log.findLast(({ stream, version }) => stream === row.stream && version === row.version - 1)!
        withLog(left.log, (db) => db.prepare('update events set text = ?, hash = ? where position = ?').run(row.text, chainHash('sha256', before.hash, row.text), row.position))
      } },
    { does: 'a text changed and everything after it hashed anew', found: new RegExp(`^seal ${LOG} seal-root$`),
      tamper: () => rewrite(rows().map((row) => (isOf('PromiseKept')(row) ? withEvent(row, ({ data }) => ({ data: { ...data, by: 'qian' } })) : row)), true) },
    { does: 'the actor changed and everything hashed anew', found: new RegExp(`^seal ${LOG} seal-root$`),
      tamper: () => rewrite(rows().map((row) => (isOf('AnswerGiven')(row) ? withEvent(row, ({ meta }) => ({ meta: { ...meta, actorid: 'sun' } })) : row)), true) },
    { does: 'an event deleted', found: /^removed position \d+ missing-in-log$/, tamper: () => sql("delete from events where position = (select min(position) from events where text like '%AnswerGiven.v1%')") },
    { does: 'an event deleted, the rest moved up and hashed anew', found: new RegExp(`^seal ${LOG} seal-(size|root)$`), tamper: () => rewrite(rows().toSpliced(indexOf(rows(), isOf('AnswerGiven')), 1), true) },
    { does: 'an event inserted and everything hashed anew', found: new RegExp(`^seal ${LOG} seal-(size|root)$`),
      tamper: () => {
        const at = indexOf(rows(), isOf('AnswerGiven'))
        rewrite(rows().toSpliced(at + 1, 0, withEvent(rows()[at]!, ({ meta }) => ({ id: '01890000-0000-7000-8000-000000000000', meta: { ...meta, commandid: 'command-forged-00000001' } }))), true)
      } },
    { does: 'two events of a case that changed places, hashed anew', found: new RegExp(`^seal ${LOG} seal-root$`),
      tamper: () => {
        const log = rows()
        const first = indexOf(log, isOf('TierClosed', 'consultation-q2'))
        const second = log.findIndex((row, place) => place > first && row.stream === 'consultation-q2')
        rewrite(log.toSpliced(second, 1).toSpliced(first, 0, log[second]!), true)
      } },
    { does: 'two rows of two streams that changed places', found: new RegExp(`^seal ${LOG} seal-root$`), tamper: () => sql('update events set position = -1 where position = 20; update events set position = 20 where position = 21; update events set position = 21 where position = -1') },
    { does: 'the tail cut off, nothing inside tells', found: new RegExp(`^truncated ${LOG} copy-beyond-end$`), tamper: () => rewrite(rows().slice(0, -3), false) },
    { does: 'a row appended behind the end', found: /^inserted position \d+ beyond-end$/, tamper: () => sql('insert into events select position + 1, stream, version + 1, kind, text, hash from events order by position desc limit 1') },
    { does: 'the end of the log set back', found: /^inserted position \d+ beyond-end$/, tamper: () => sql('update log set head = head - 2') },
    { does: 'the end of the log set on', found: /^truncated position \d+ ends-early$/, tamper: () => sql('update log set head = head + 2') },
    { does: 'a kind changed, so that filters miss the event', found: /^index consultation-q1@\d+ wrong-filter$/, tamper: () => sql("update events set kind = (select kind from kinds where type = 'TierClosed') where kind = (select kind from kinds where type = 'AnswerGiven')") },
    { does: "a stream's word about its end changed", found: /^index consultation-q1@\d+ stream-end-hash$/, tamper: () => sql("update streams set hash = (select hash from streams where name = 'consultation-q2') where name = 'consultation-q1'") },
    { does: 'a stream said to be longer than it is', found: /^removed consultation-q1@\d+ stream-end-missing$/, tamper: () => sql("update streams set version = version + 1 where name = 'consultation-q1'") },
    { does: 'an event moved to another case', found: /^(removed|edited|reordered) consultation-\S+@\d+ /, tamper: () => sql("update events set stream = (select id from streams where name = 'consultation-q2'), version = 99 where position = (select min(position) from events where text like '%AnswerGiven.v1%')") },
    { does: 'a seal in the log changed, hashed anew', found: new RegExp(`^outside ${LOG} other-than-copied$`), tamper: () => rewrite(rows().map((row) => (isOf('LogSealed')(row) ? withEvent(row, ({ data }) => ({ data: { ...data, size: 3 } })) : row)), true) },
    { does: 'a seal in the log that contradicts itself, hashed anew', found: new RegExp(`^seal ${LOG} seal-peaks$`), tamper: () => rewrite(rows().map((row) => (isOf('LogSealed')(row) ? withEvent(row, ({ data }) => ({ data: { ...data, root: 'ab'.repeat(32) } })) : row)), true) },
    { does: 'all seals taken out of the log', found: new RegExp(`^truncated ${LOG} copy-beyond-end$`), tamper: () => rewrite(rows().filter(({ stream }) => !stream.startsWith('log-')), true) },
    { does: 'the whole log written anew and sealed anew with a key of his own', found: new RegExp(`^signature ${LOG} unknown-key$`), tamper: () => rewrite(resealed(rows().toSpliced(indexOf(rows(), isOf('PromiseBroken')), 1)), true) },
    { does: 'a trigger that drops what comes', found: /^file file other-tables$/, tamper: () => sql("create trigger t before insert on events when new.text like '%Complaint%' begin select raise(ignore); end") },
    { does: 'a view in place of the events', found: /^file file other-tables$/, tamper: () => sql('alter table events rename to kept; create view events as select * from kept') },
    { does: 'columns that take anything', found: /^file file other-tables$/, tamper: () => sql('alter table log rename to kept; create table log as select one, store_id, epoch, cast(head as text) as head, clean from kept; drop table kept') },
    { does: 'a stream that never began', found: /^index consultation-q8@-1 stream-end-hash$/, tamper: () => sql("insert into streams (name, version, hash) values ('consultation-q8', -1, '')") },
    { does: 'a place that no number holds', found: /^file file unreadable$/, tamper: () => sql('update events set position = 9223372036854775807 where position = (select max(position) from events)') },
    { does: 'a version that no number holds', found: /^file file unreadable$/, tamper: () => sql('update events set version = 9007199254740993 where position = 20') },
    { does: 'pages of the file overwritten', found: /^(file file (damaged|unreadable)|edited \S+ hash-misfit)$/,
      tamper: () => {
        const fd = openSync(left.log, 'r+')
        for (let page = 0; page < 4; page += 1) writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, Math.floor(statSync(left.log).size / 8192) * 4096 + page * 4096)
        closeSync(fd)
      } },
  ])

  it('written and sealed anew by whoever has the seal’s own key is found by the copies outside, and by nothing else', async () => {
    const { keys } = paths()
    rewrite(resealed(rows().toSpliced(indexOf(rows(), isOf('PromiseBroken')), 1), createPrivateKey(readFileSync(keys))), true)
    expect(await left.check('log', { seals: false })).toMatchObject({ findings: [], open: [{ code: 'no-seals' }] })
    expect(kinds(await left.check('log'))).toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^outside ${LOG} other-than-copied$`))]))
  })
  it('with one event more behind the last seal, hashed as it should be, is not found: it is said that nobody can know', async () => {
    const log = rows()
    const last = log.findLast(({ stream }) => stream === 'consultation-q1')!
    const forged = withEvent({ ...last, version: last.version + 1 }, ({ meta }) => ({ id: '01890000-0000-7000-8000-000000000001', meta: { ...meta, commandid: 'command-forged-00000002' } }))
    rewrite([...log, forged], true)
    const checked = await left.check('log')
    expect(checked.findings).toEqual([])
    expect(checked.open).toEqual([{ kind: 'seal', place: 'file', code: 'unsealed' }])
    // Deciding again does find it, where no command could have led to it.
    expect((await run(left.data, ['replay', 'verify', '--json'])).code).toBe(1)
    const { out } = await run(left.data, ['check'])
    expect(out).toContain('1 个事件')
  })
})

describe('the copies of the seals', () => {
  const lines = (): Json[] => readFileSync(left.seals, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Json)
  const write = (changed: readonly (Json | string)[]): void => writeFileSync(left.seals, changed.map((line) => `${typeof line === 'string' ? line : canonical(line)}\n`).join(''))
  const last = (change: (copy: Json) => Json): void => write(lines().map((copy, at, all) => (at === all.length - 1 ? change(copy) : copy)))
  caught('bundle', [
    { does: 'the root of the last one changed', found: new RegExp(`^outside ${LOG} copy-peaks$`), tamper: () => last((copy) => ({ ...copy, data: { ...copy['data'], root: 'ab'.repeat(32) } })) },
    { does: 'its time changed', found: new RegExp(`^outside ${LOG} other-than-copied$`), tamper: () => last((copy) => ({ ...copy, time: '2026-03-01T00:00:00.000Z' })) },
    { does: 'its predecessor changed', found: new RegExp(`^outside ${LOG} copy-heir$`), tamper: () => last((copy) => ({ ...copy, data: { ...copy['data'], previous: 'cd'.repeat(32) } })) },
    { does: 'its place changed', found: new RegExp(`^outside ${LOG} other-than-copied$`), tamper: () => last((copy) => ({ ...copy, place: { ...copy['place'], hash: 'ef'.repeat(32) } })) },
    { does: 'one missing', found: new RegExp(`^outside ${LOG} copy-missing$`), tamper: () => write(lines().toSpliced(1, 1)) },
    { does: 'one unreadable', found: /^outside line 1 copy-unreadable$/, tamper: () => write([JSON.stringify(lines()[0]).slice(5), ...lines().slice(1)]) },
    { does: 'those of another log', found: /^outside line 1 other-log$/, tamper: () => write(lines().map((copy) => ({ ...copy, place: { ...copy['place'], stream: 'log-other' } }))) },
  ])
  it('are older than the seals of a log that cannot be read to its end: nothing is said to be open', async () => {
    write(lines().slice(0, -1))
    sql('update events set position = 9223372036854775807 where position = (select max(position) from events)')
    expect(await left.check('log')).toMatchObject({ findings: [{ code: 'unreadable' }], open: [] })
  })
  it('are older than the bundle’s seal: not found wrong, and not concluded', async () => {
    write(lines().slice(0, -1))
    expect(await left.check('bundle')).toMatchObject({ findings: [], open: [{ code: 'newer-than-copies' }] })
  })
})

describe('a bundle', () => {
  const read = (): Bundle => JSON.parse(readFileSync(join(left.root, LEFT.bundle), 'utf8')) as Bundle
  const change = (made: (bundle: Bundle) => object): void => writeFileSync(join(left.root, LEFT.bundle), canonical(made(read())))
  const text = (): string => readFileSync(join(left.root, LEFT.bundle), 'utf8')
  const write = (to: string): void => writeFileSync(join(left.root, LEFT.bundle), to)
  /** The event that a step of the promise is, and a text in which it is another. */
  const place = (): number => read().events.findIndex(({ text }) => text.includes('"PromiseKept.v1"'))
  const other = (text: string): string => text.replaceAll('zhao', 'qian')
  const events = (made: (events: Bundle['events']) => Bundle['events']): void => change((bundle) => ({ ...bundle, events: made(bundle.events) }))
  /** From the first changed one on, every event of its stream hashed anew. */
  const hashed = (all: Bundle['events']): Bundle['events'] => {
    const ends = new Map<string, string>()
    return all.map((event) => {
      const { subject } = JSON.parse(event.text) as { subject: string }
      const hash = chainHash('sha256', ends.get(subject) ?? GENESIS, event.text)
      ends.set(subject, hash)
      return { ...event, hash }
    })
  }
  const edited = (all: Bundle['events']): Bundle['events'] => all.map((event, at) => (at === place() ? { ...event, text: other(event.text) } : event))
  const seal = (made: (data: Json) => Json): void => change((bundle) => {
    const event = JSON.parse(bundle.seal!.text) as Json
    const text = canonical({ ...event, data: made(event['data'] as Json) })
    return { ...bundle, seal: { ...bundle.seal!, text, hash: chainHash('sha256', bundle.seal!.previous, text) } }
  })
  const CASE = String.raw`(consultation|delivery)-[A-Za-z0-9_-]+@\d+`

  caught('bundle', [
    { does: 'an event changed', found: /^edited consultation-q1@\d+ hash-misfit$/, tamper: () => events(edited) },
    { does: 'an event changed, with the hashes of all that follow', found: /^proof consultation-q1@\d+ not-under-seal$/, tamper: () => events((all) => hashed(edited(all))) },
    { does: 'an event written otherwise, saying the same', found: /^edited consultation-q1@\d+ not-json$/, tamper: () => events((all) => hashed(all.map((event, at) => (at === place() ? { ...event, text: event.text.replace('{', '{ ') } : event)))) },
    { does: 'an event left out', found: /^removed consultation-q1@\d+ missing-in-stream$/, tamper: () => events((all) => all.toSpliced(place(), 1)) },
    { does: 'an event left out, the versions closed up', found: /^proof consultation-q1@\d+ not-under-seal$/,
      tamper: () => events((all) => {
        const at = place()
        const { streamversion: gone } = JSON.parse(all[at]!.text) as { streamversion: number }
        return hashed(all.toSpliced(at, 1).map((event) => {
          const said = JSON.parse(event.text) as Json
          return said['subject'] === 'consultation-q1' && said['streamversion'] > gone ? { ...event, text: canonical({ ...said, streamversion: said['streamversion'] - 1 }) } : event
        }))
      }) },
    { does: 'an event twice', found: new RegExp(`^reordered ${CASE} (index-back|after-version)$`), tamper: () => events((all) => all.toSpliced(place(), 0, all[place()]!)) },
    { does: 'two events that changed places', found: new RegExp(`^reordered ${CASE} index-back$`), tamper: () => events((all) => [...all.slice(0, 2), all[3]!, all[2]!, ...all.slice(4)]) },
    { does: 'an event said to lie elsewhere in the log', found: new RegExp(`^proof ${CASE} not-under-seal$`), tamper: () => events((all) => all.map((event, at) => (at === all.length - 1 ? { ...event, index: event.index + 1 } : event))) },
    { does: 'the path to the seal changed', found: new RegExp(`^proof ${CASE} not-under-seal$`), tamper: () => events((all) => all.map((event) => ({ ...event, path: event.path!.with(0, 'ab'.repeat(32)) }))) },
    { does: 'the path cut short', found: new RegExp(`^proof ${CASE} not-under-seal$`), tamper: () => events((all) => all.map((event) => ({ ...event, path: event.path!.slice(0, -1) }))) },
    { does: 'the path left out', found: new RegExp(`^proof ${CASE} not-under-seal$`), tamper: () => events((all) => all.map((event, at) => (at === place() ? { ...event, path: null } : event))) },
    { does: 'an event of another case put in', found: new RegExp(`^proof ${CASE} not-under-seal$`),
      tamper: () => events((all) => [...all, { ...all[0]!, index: 9999, text: all[0]!.text.replaceAll('consultation-q1', 'consultation-q9'), hash: chainHash('sha256', GENESIS, all[0]!.text.replaceAll('consultation-q1', 'consultation-q9')) }].map((event, at) => (at === all.length ? { ...event, index: all.at(-1)!.index + 1 } : event))) },
    { does: 'the seal’s signature changed', found: new RegExp(`^signature ${LOG} wrong-signature$`), tamper: () => seal((data) => ({ ...data, signature: (data['signature'] as string).replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) })) },
    { does: 'the seal made to say another root', found: new RegExp(`^seal ${LOG} seal-peaks$`), tamper: () => seal((data) => ({ ...data, root: 'ab'.repeat(32) })) },
    { does: 'the seal’s hash changed', found: new RegExp(`^seal ${LOG} hash-misfit$`), tamper: () => change((bundle) => ({ ...bundle, seal: { ...bundle.seal!, hash: 'ab'.repeat(32) } })) },
    { does: 'the seal of another log', found: new RegExp(`^seal ${LOG} no-seal-of-this-log$`), tamper: () => change((bundle) => ({ ...bundle, store: 'another' })) },
    { does: 'the seal left out, the paths kept', found: new RegExp(`^proof ${CASE} beyond-seal$`), tamper: () => change((bundle) => ({ ...bundle, seal: null })) },
    { does: 'an earlier seal put in', found: new RegExp(`^proof ${CASE} (beyond-seal|not-under-seal)$`),
      tamper: () => {
        const [first] = rows().filter(isOf('LogSealed'))
        change((bundle) => ({ ...bundle, seal: { text: first!.text, hash: first!.hash, previous: GENESIS } }))
      } },
    { does: 'everything forged and sealed with a key that the file brings', found: new RegExp(`^signature ${LOG} unknown-key$`), tamper: () => change((bundle) => forged(bundle, hashed(edited(bundle.events)))) },
    { does: 'the key in the file exchanged', found: new RegExp(`^signature ${LOG} key-in-file-misfit$`), tamper: () => change((bundle) => ({ ...bundle, keys: [{ ...bundle.keys[0]!, pem: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) }] })) },
    { does: 'a list of who could be asked changed', found: /^blob blob [0-9a-f]{64} blob-misfit$/, tamper: () => change((bundle) => ({ ...bundle, blobs: bundle.blobs.map((blob) => ({ ...blob, base64: Buffer.from(Buffer.from(blob.base64, 'base64').toString().replaceAll('zhao', 'qian')).toString('base64') })) })) },
    { does: 'a list put in that no event names', found: /^blob blob [0-9a-f]{64} blob-unnamed$/, tamper: () => change((bundle) => ({ ...bundle, blobs: [...bundle.blobs, { digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', base64: '' }] })) },
    { does: 'a part of an event left out', found: /^file file shape$/, tamper: () => events((all) => all.map(({ index: _index, ...event }) => event as never)) },
    { does: 'the file cut short', found: /^file file unreadable$/, tamper: () => writeFileSync(join(left.root, LEFT.bundle), readFileSync(join(left.root, LEFT.bundle)).subarray(0, -20)) },
    { does: 'said to be about another case', found: /^file file other-subject$/, tamper: () => change((bundle) => ({ ...bundle, subject: 'consultation-q2' })) },
    { does: 'the case itself left out, what was told of it kept', found: /^file file other-subject$/, tamper: () => events((all) => all.filter(({ text }) => !text.includes('"subject":"consultation-q1"'))) },
    { does: 'an event that brings a verdict of its own', found: /^edited consultation-q1@\d+ hash-misfit$/, tamper: () => events((all) => all.map((event, at) => (at === place() ? { ...event, text: event.text.replace(/}$/, ',"why":["file","nothing"]}') } : event))) },
    { does: 'keys that are none', found: /^file file shape$/, tamper: () => change((bundle) => ({ ...bundle, keys: [null] })) },
    { does: 'a list of nothing where none was', found: /^file file shape$/, tamper: () => change((bundle) => ({ ...bundle, rotations: null })) },
    { does: 'a hash within a list', found: /^file file shape$/, tamper: () => events((all) => all.map((event) => ({ ...event, hash: [event.hash] as unknown as string }))) },
    { does: 'a place of five thousand digits', found: /^file file shape$/, tamper: () => write(text().replace(/"index":\d+/, `"index":1${'0'.repeat(5000)}`)) },
    { does: 'lists in lists without end', found: /^file file unreadable$/, tamper: () => write(text().trimEnd().replace(/}$/, `,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)) },
    { does: 'a format that is not known', found: /^file file unknown-format$/, tamper: () => change((bundle) => ({ ...bundle, format: 'zhijian-bundle/9' })) },
  ])

  it('without the lists that it names holds, and it is said that they are not there', async () => {
    change((bundle) => ({ ...bundle, blobs: [] }))
    const { findings, open } = await left.check('bundle')
    expect(findings).toEqual([])
    expect(open.map(({ kind, place: at, code }) => `${kind} ${at} ${code}`)).toEqual(expect.arrayContaining([expect.stringMatching(/^blob consultation-q1@\d+ blob-missing$/)]))
  })
  it('is the same file whatever wrote its bytes: a mark at its beginning, a number with a zero behind its point', async () => {
    write(`\uFEFF${text().replace(/"index":(\d+)/, '"index":$1.0')}`)
    writeFileSync(left.seals, readFileSync(left.seals, 'utf8').replaceAll('\n', '\r\n'))
    expect(await left.check('bundle')).toMatchObject({ findings: [], open: [] })
  })
  it('forged and sealed with a key that it brings itself holds for nobody: without keys from outside it says so', async () => {
    change((bundle) => forged(bundle, hashed(edited(bundle.events))))
    const { findings, open } = await left.check('bundle', { seals: false, key: false })
    expect(findings).toEqual([])
    expect(open.map(({ code }) => code).sort()).toEqual(['no-keys', 'no-seals'])
  })
  it('cut at its end is not found by its bytes', async () => {
    events((all) => {
      const end = all.findLastIndex(({ text }) => text.includes('"subject":"consultation-q1"'))
      return all.toSpliced(end, 1)
    })
    expect(await left.check('bundle')).toMatchObject({ findings: [], open: [] })
    // Deciding again finds a batch without its end; where a whole batch is gone, a deadline that should have passed is told.
    const { json, code } = await run(left.data, ['replay', 'redecide', join(left.root, LEFT.bundle), '--this-build', '--json'])
    expect(code === 1 || json.overdue.length > 0).toBe(true)
  })
})

describe('a receipt', () => {
  const change = (made: (receipt: Receipt) => object): void => {
    const file = join(left.root, LEFT.receipt)
    writeFileSync(file, JSON.stringify(made(JSON.parse(readFileSync(file, 'utf8')) as Receipt)))
  }
  const event = (made: (each: Receipt['events'][number]) => object): void => change((receipt) => ({ ...receipt, events: receipt.events.map(made) }))
  const opening = (made: (each: Receipt['openings'][number]) => object): void => change((receipt) => ({ ...receipt, openings: receipt.openings.map(made) }))
  caught('receipt', [
    { does: 'other words than were said', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, value: `${each.value}。` })) },
    { does: 'another salt', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, salt: each.salt.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) })) },
    { does: 'salt and words cut at another place', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, salt: each.salt.slice(0, -1), value: each.salt.at(-1)! + each.value })) },
    { does: 'words said to be another field', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, at: '/data/asker' })) },
    { does: 'words of an event that is not there', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, event: 4 })) },
    { does: 'words of an event that is named by a text', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, event: '0' as unknown as number })) },
    { does: 'words whose salt is none', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, salt: null as unknown as string })) },
    { does: 'half a character put in', found: /^opening opening 0 opening-misfit$/, tamper: () => opening((each) => ({ ...each, value: `${each.value}\ud800` })) },
    { does: 'the event changed', found: /^edited consultation-q1@0 hash-misfit$/, tamper: () => event((each) => ({ ...each, text: each.text.replace('150921', '150922') })) },
    { does: 'the event changed and hashed anew', found: /^proof consultation-q1@0 not-under-seal$/, tamper: () => event((each) => { const text = each.text.replaceAll('150921', '150922'); return { ...each, text, hash: chainHash('sha256', GENESIS, text) } }) },
    { does: 'a predecessor invented', found: /^edited consultation-q1@\d+ hash-misfit$/, tamper: () => event((each) => ({ ...each, text: each.text.replace('"streamversion":0', '"streamversion":7'), previous: 'ab'.repeat(32) })) },
    { does: 'said to lie elsewhere in the log', found: /^proof consultation-q1@0 not-under-seal$/, tamper: () => event((each) => ({ ...each, index: each.index - 1 })) },
    { does: 'the seal changed', found: new RegExp(`^seal ${LOG} hash-misfit$`), tamper: () => change((receipt) => ({ ...receipt, seal: { ...receipt.seal!, text: receipt.seal!.text.replace('LogSealed', 'LogSailed') } })) },
  ])

  it('is checked as the page that was printed, too', async () => {
    const file = join(left.root, LEFT.receipt)
    const receipt = JSON.parse(readFileSync(file, 'utf8')) as Receipt
    const page = receiptPage({ receipt: { ...receipt, rotations: [], openings: [{ ...receipt.openings[0]!, value: `${receipt.openings[0]!.value}</script>` }] } as never, waiting: 0, sealedAt: instant('2026-03-02T01:30:00.000Z') })
    writeFileSync(file, page)
    // What she wrote ends no element of the page, and is compared with what she committed to.
    expect(kinds(await left.check('receipt'))).toEqual(['opening opening 0 opening-misfit'])
    writeFileSync(file, page.replaceAll('\\u003c/script>', ''))
    expect(await left.check('receipt')).toMatchObject({ findings: [], open: [] })
    writeFileSync(file, page.replace('id="receipt"', 'id="other"'))
    expect(kinds(await left.check('receipt'))).toEqual(['file file unreadable'])
  })
})

describe('the two checkers as programs', () => {
  const started = (program: string, args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }
  /** Where there is no Python, the line about it was written already. */
  const hasPython = spawnSync(PYTHON, ['--version']).status === 0
  const byPython = (args: readonly string[]) => (hasPython ? [started(PYTHON, ['-B', SCRIPTS.python, ...args])] : [])
  const both = (args: readonly string[]) => [started(process.execPath, [SCRIPTS.node, ...args]), ...byPython(args)]
  it('end with 0, 1, 2 or 3, alone in an empty folder, and say it to a person', () => {
    const bundle = join(left.root, LEFT.bundle)
    const copied = join(left.root, 'copied.mjs')
    writeFileSync(copied, readFileSync(SCRIPTS.node))
    expect(started(process.execPath, [copied, bundle, '--key', left.key, '--seals', left.seals])).toMatchObject({ code: 0, out: expect.stringMatching(/^完整：\d+ 个事件/) })
    // What is not a case or a receipt needs the second file, and says so.
    expect(started(process.execPath, [copied, left.log])).toMatchObject({ code: 2, err: expect.stringContaining('integrity-more.mjs') })
    // As an editor may have saved the copies.
    writeFileSync(left.seals, `\uFEFF${readFileSync(left.seals, 'utf8')}`)
    for (const { code } of both([bundle, '--key', left.key, '--seals', left.seals])) expect(code).toBe(0)
    for (const { code } of both([bundle])) expect(code).toBe(3)
    for (const { code } of both([bundle, '--key', bundle])) expect(code).toBe(2)
    writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('150921', '150922'))
    for (const { code, out } of both([bundle, '--key', left.key])) expect([code, out]).toEqual([1, expect.stringMatching(/consultation-q1@0/)])
    expect(started(process.execPath, [SCRIPTS.node, bundle, '--lang', 'en']).out).toMatch(/wrong {2}consultation-q1@0 {2}its hash does not follow/)
    expect(started(process.execPath, [SCRIPTS.node, join(left.root, LEFT.receipt), '--key', left.key, '--seals', left.seals]).out).toContain(QUESTION)
  })
})

const paths = (): { readonly keys: string } => ({ keys: join(left.root, 'var-keys', 'seal.key') })

/** A forger's seals over the rows: in place of those that were there, over the same places, signed with a key of his, or the platform's own. */
const resealed = (log: readonly Row[], key: KeyObject = generateKeyPairSync('ed25519').privateKey): Row[] => {
  const alg: HashName = 'sha256'
  const keyId = keyIdOf(createPublicKey(key))
  const ends = new Map<string, { version: number; hash: string }>()
  let tree: TreeHead = EMPTY_TREE
  let previous: string | null = null
  return log.map((row, at) => {
    const before = ends.get(row.stream) ?? { version: -1, hash: GENESIS }
    const version = before.version + 1
    let event = withEvent({ ...row, version }, () => ({}))
    if (isOf('LogSealed')(row)) {
      const unsigned = { position: String(at).padStart(16, '0'), size: tree.size, peaks: [...tree.peaks], root: rootOf(alg, tree), hash: alg, previous, keyId }
      const signature = sign(null, Buffer.from(canonical({ store: row.stream.slice(4), time: parsed(row).meta.time, ...unsigned })), key).toString('base64url')
      event = withEvent(event, () => ({ data: { ...unsigned, signature } }))
      previous = unsigned.root
    }
    const hash = chainHash(alg, before.hash, event.text)
    ends.set(row.stream, { version, hash })
    tree = grow(alg, tree, eventLeaf(alg, { stream: row.stream, version, hash }))
    return { ...event, version, hash }
  })
}

/** A bundle whose events are made up: a tree over them alone, sealed by a key that goes with it. */
const forged = (bundle: Bundle, events: Bundle['events']): object => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const places = events.map(({ text, hash }) => { const { subject, streamversion } = JSON.parse(text) as Json; return { stream: subject as string, version: streamversion as number, hash } })
  const leaves = places.map((place) => eventLeaf('sha256', place))
  const tree = leaves.reduce((head: TreeHead, leaf) => grow('sha256', head, leaf), EMPTY_TREE)
  const event = JSON.parse(bundle.seal!.text) as Json
  const unsigned = { position: '0000000000000099', size: tree.size, peaks: [...tree.peaks], root: rootOf('sha256', tree), hash: 'sha256', previous: null, keyId: keyIdOf(publicKey) }
  const signature = sign(null, Buffer.from(canonical({ store: bundle.store, time: event['time'], ...unsigned })), privateKey).toString('base64url')
  const text = canonical({ ...event, data: { ...unsigned, signature } })
  return {
    ...bundle, events: events.map((each, index) => ({ ...each, index, path: inclusionProof('sha256', leaves, index) })),
    seal: { text, hash: chainHash('sha256', bundle.seal!.previous, text), previous: bundle.seal!.previous },
    keys: [{ keyId: keyIdOf(publicKey), pem: publicKey.export({ type: 'spki', format: 'pem' }) }],
  }
}
