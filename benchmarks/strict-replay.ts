// How long does strict replay of a whole log take, beside the least that anybody must do with it, which is to read every row and parse
// it, and beside Temporal's replayer over histories of the same questions? And what does each say of a history that was changed?
//
//   npm run bench -- strict-replay [--questions 10000] [--temporal 300] [--data FOLDER] [--rounds 3] [--on /dev/shm] [--json] [--out benchmarks/results]
//
// The log is made by the deciders (lib/questions.ts), or is a stopped platform's, or a copy of it, with --data.
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { createVerifier, verify, type RawEvent } from '@zhijian/audit'
import { aggregates } from '@zhijian/embedded'
import { chainHash, checkStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { apart, asked, barOf, costOf, digits, finish, inFolder, inTurns, said, type Sample } from './lib/bench.ts'
import { idOf, putIn, stepsOf } from './lib/questions.ts'
import { peer, versionOf as peerVersion } from './lib/peers.ts'

const options = asked({
  questions: { type: 'string', default: '10000' }, temporal: { type: 'string', default: '300' }, data: { type: 'string' }, rounds: { type: 'string', default: '3' }, on: { type: 'string', default: tmpdir() },
  as: { type: 'string' }, file: { type: 'string', default: '' },
})
const [questions, histories, rounds] = [Number(options.questions), Number(options.temporal), Number(options.rounds)]

const replayed = async (file: string): Promise<Sample> => {
  const store = await openSqliteStore({ file, asItIs: true })
  const verifier = createVerifier({ aggregates })
  let findings = 0
  const { cpuMs, wallMs } = await costOf(async () => { findings += (await checkStore(store, null, undefined, verifier.take)).findings.length })
  const verdict = verifier.end()
  let cases = 0
  for (let after: string | undefined; ;) {
    const page = await store.streams('consultation', after, 10_000)
    cases += page.length
    if (page.length < 10_000) break
    after = page.at(-1)
  }
  await store.close()
  return { events: verdict.events, cases, commands: verdict.commands, deadlines: verdict.deadlines, findings: findings + verdict.findings.length, cpuMs, wallMs }
}
const parsed = async (file: string): Promise<Sample> => {
  const db = new DatabaseSync(file, { readOnly: true })
  const select = db.prepare('select text from events order by position')
  select.setReturnArrays(true)
  let events = 0
  const { cpuMs, wallMs } = await costOf(() => {
    for (const [text] of select.iterate() as unknown as Iterable<[string]>) {
      JSON.parse(text)
      events += 1
    }
  })
  db.close()
  return { events, cpuMs, wallMs }
}
if (options.as !== undefined) {
  process.stdout.write(`${JSON.stringify(await (options.as === 'parse' ? parsed : replayed)(options.file))}\n`)
  process.exit(0)
}

/** What Temporal's contestant changes, changed here: in place, and with every hash behind it made to fit again. */
const edit = (rows: readonly RawEvent[], change: (event: Record<string, never> & { type: string; data: Record<string, never> }) => void, which: (text: string) => boolean): RawEvent[] => {
  const at = rows.findIndex(({ text }) => which(text))
  return rows.map((row, place) => {
    if (place !== at) return row
    const event = JSON.parse(row.text) as Record<string, never> & { type: string; data: Record<string, never> }
    change(event)
    return { ...row, text: JSON.stringify(event) }
  })
}
const without = (rows: readonly RawEvent[], which: (text: string) => boolean, count = 1): RawEvent[] => {
  const at = rows.findIndex(({ text }) => which(text))
  return rows.toSpliced(at, count)
}
const is = (type: string) => (text: string): boolean => text.includes(`"type":"${type}.v`)
const lastOf = (rows: readonly RawEvent[], type: string): RawEvent => rows.findLast(({ text }) => is(type)(text))!
const TAMPERED: Record<string, (rows: readonly RawEvent[]) => RawEvent[]> = {
  'the text of an answer is another': (rows) => edit(rows, ({ data }) => { (data as unknown as { text: { box: string } }).text.box = 'x'.repeat(400) }, is('AnswerGiven')),
  'an answer is somebody else’s': (rows) => edit(rows, ({ data }) => { (data as unknown as { lawyerId: string }).lawyerId = 'l_another' }, is('AnswerGiven')),
  'an answer came ten minutes earlier': (rows) => edit(rows, (event) => { (event as unknown as { time: string }).time = new Date(Date.parse((event as unknown as { time: string }).time) - 600_000).toISOString() }, is('AnswerGiven')),
  'a follow-up was never asked': (rows) => without(rows, is('FollowUpAsked')),
  'a window never closed': (rows) => without(rows, is('TierClosed'), 2),
  'an answer that counted is gone': (rows) => without(rows, (text) => text === lastOf(rows, 'AnswerGiven').text),
}
/** Every hash and place behind the change made to fit again, as somebody would who has the store but no seal of it. */
const refitted = (rows: readonly RawEvent[]): RawEvent[] => {
  let previous = '00'.repeat(32)
  return rows.map((row, version) => {
    const text = row.text.replace(/"streamversion":\d+/, `"streamversion":${version}`)
    previous = chainHash('sha256', previous, text)
    return { ...row, version, text, hash: previous }
  })
}
const verdictOn = async (rows: readonly RawEvent[]): Promise<string> => {
  const { findings } = await verify((async function* () { yield rows })(), { aggregates })
  return findings.length === 0 ? 'accepted' : `refused: ${findings[0]!.kind}`
}

await inFolder(async (folder) => {
  const file = options.data === undefined ? join(folder, 'events.sqlite') : join(options.data, 'log', 'events.sqlite')
  if (options.data === undefined) {
    const store = await openSqliteStore({ file })
    await putIn(store, 0, questions)
    await store.close()
  }
  const temporal = peer('temporal.mjs')
  const tamper: Record<string, string> = {}
  const measured = await inTurns(rounds, {
    zhijian: () => apart<Sample>(import.meta.filename, ['--as', 'replay', '--file', file]),
    parse: () => apart<Sample>(import.meta.filename, ['--as', 'parse', '--file', file]),
    temporal: () => {
      const { tamper: said_, ...sample } = apart<Sample & { tamper: Record<string, string> }>(temporal, [String(histories)])
      Object.assign(tamper, said_)
      return sample as unknown as Sample
    },
  })
  const perS = (name: 'zhijian' | 'parse' | 'temporal', what: 'events' | 'cases', by: 'cpuMs' | 'wallMs' = 'cpuMs') => {
    const of = measured[name]!
    const rate = (ms: number): number => digits((of[what]!.median / ms) * 1000)
    return { median: rate(of[by]!.median), least: rate(of[by]!.most), most: rate(of[by]!.least), rounds: of[by]!.rounds.map(rate) }
  }
  const own = await openSqliteStore({ file, asItIs: true })
  const untouched = Array.from({ length: 400 }, (_, n) => n).find((n) => stepsOf(n, 0).some(({ command }) => command.type === 'ClaimAnswer') && stepsOf(n, 0).some(({ command }) => command.type === 'AskFollowUp') && stepsOf(n, 0)[2]!.command.type === 'GiveAnswer')!
  const rows = options.data === undefined ? own.rawStream(`consultation-${idOf(untouched)}`, 0, 1000) : []
  await own.close()
  const tampering = []
  for (const [name, change] of Object.entries(rows.length > 0 ? TAMPERED : {})) tampering.push([name, await verdictOn(change(rows)), await verdictOn(refitted(change(rows))), tamper[name]!])

  const { zhijian, parse } = measured
  const times = digits(zhijian!['cpuMs']!.median / parse!['cpuMs']!.median, 2)
  const refusals = tampering.filter(([, found]) => found!.startsWith('refused')).length
  finish({
    name: 'strict-replay', title: 'Strict replay', question: 'How long does strict replay of a whole log take, beside reading and parsing it and beside Temporal’s replayer?', rounds,
    peers: { '@temporalio/worker': peerVersion('@temporalio/worker') },
    settings: { log: options.data === undefined ? `${questions} questions made by the deciders` : 'a stopped platform’s', events: zhijian!['events']!.median, commands: zhijian!['commands']!.median, deadlines: zhijian!['deadlines']!.median, findings: zhijian!['findings']!.most, histories, on: options.on },
    figures: { ...measured, tampering },
    tables: [{
      columns: ['', 'events per CPU second', 'cases per CPU second', 'events per second of wall', 'cases per second of wall'],
      rows: ([['Zhijian, strict replay', 'zhijian'], ['Temporal’s replayer', 'temporal']] as const).map(([label, name]) => [label, said(perS(name, 'events')), said(perS(name, 'cases')), said(perS(name, 'events', 'wallMs')), said(perS(name, 'cases', 'wallMs'))])
        .concat([['read and JSON.parse', said(perS('parse', 'events')), '–', said(perS('parse', 'events', 'wallMs')), '–']]),
    }, ...(tampering.length === 0 ? [] : [{
      title: 'One history, changed', columns: ['', 'Zhijian, changed as it lies there', 'Zhijian, and every hash behind it made to fit again (no seal asked)', 'Temporal'], rows: tampering as string[][],
    }])],
    charts: [{
      title: 'Strict replay: cases a CPU second', unit: 'cases/s', scale: 'log', better: 'more', groups: [{ label: 'cases', bars: [barOf('Zhijian', perS('zhijian', 'cases')), barOf('Temporal', perS('temporal', 'cases'))] },
        { label: 'events', bars: [barOf('Zhijian', perS('zhijian', 'events')), barOf('Temporal', perS('temporal', 'events')), barOf('read and JSON.parse', perS('parse', 'events'))] }],
    }],
    aims: [
      { aim: '≥ 100,000 events/s', kept: perS('zhijian', 'events').median >= 100_000, says: `${perS('zhijian', 'events').median} a CPU second; ${times} times what reading and parsing costs` },
      { aim: '≥ 2,000 cases/s', kept: perS('zhijian', 'cases').median >= 2000, says: `${perS('zhijian', 'cases').median} a CPU second` },
      ...(tampering.length === 0 ? [] : [{ aim: 'rejects all six changed histories, four of which Temporal accepts', kept: refusals === 6, says: `${refusals} of 6; Temporal accepts ${Object.values(tamper).filter((each) => each === 'accepted').length}` }]),
    ],
    notes: [
      'By profile, of strict replay some two fifths are what any check of a log has to do: SQLite’s own check of the file, reading, hashing and parsing every text (16 to 20 µs of CPU an event: without a single decision that would be 50,000 to 60,000 events a second). Of the rest a third is deciding and folding, a third putting what was decided in its envelope again (the command as it is recorded, ids, folding once more, as the runtime does), a fifth comparing; collecting garbage and compiling are spread over all of it. So 100,000 events a CPU second are not to be had by one thread that parses and hashes each text, whatever it decides.',
      'After a first profile the canonical form of values nobody else holds is no longer written, days, ids and types are not put together anew, envelopes of a batch are made once, events are compared without lists of their names: an eighth less garbage, and 7 % less CPU in five rounds in turn with the code before it, on a busy machine whose noise hid what the later cuts gained. What is left of deciding again is thin and wide: no function has more than a twentieth.',
      'The first 40,000 events cost up to a quarter more than those after them, because the code is not compiled yet: logs of a few thousand questions show that, longer ones do not.',
      'It runs in one thread. Streams could be dealt out to several, but the chain, the seals and the order of the log want one reader of everything, and that reader has the two fifths above: by reckoning, not measured, two cores would gain little and many at most two and a half times, for texts that are hashed or parsed twice.',
      'Temporal’s replayer runs the workflow’s code in a sandbox beside the history of commands it gave; it holds nothing against a hash, and takes what signals say as given. Its histories are generated as its server would have recorded them, one workflow task a signal, and end as its own code ends them.',
      'What a forger with the store alone cannot make to fit are the seals outside: see the tamper catalogue of the audit package.'],
    notMeasured: ['a log whose texts are not in the file cache', 'Temporal fetching histories from its server', 'several threads'],
  }, options)
}, options.on)
