// The doubles as one process among others, which may be killed. Arguments: the folder of its diary and its port (0: any free
// one). It takes its time, and some of its answers are lost, so that whoever dies meanwhile leaves a doubt: which ones, the
// message's id decides, so that the same run meets the same.
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDiary } from './diary.ts'
import { openProviderDoubles, type Fare, type Trouble } from './providers.ts'

/** Of each half: until it is taken over, and until it is answered. */
const SLOWEST_MS = 400
/** The share of requests, in hundredths, that fares so; the rest goes well. */
const TROUBLES: readonly (readonly [percent: number, trouble: Trouble])[] = [
  [3, 'drop-after'], [2, 'drop-before'], [2, 'malformed'], [2, { error: 'ServiceUnavailable' }],
]
/** WeChat's word for the same, and the robot's. */
const TOO_OFTEN: Readonly<Record<string, Trouble>> = { wechat: { error: '45011' }, wecom: { error: '45009' } }
/** A minute for the robot: time of a run that is tried out passes twenty times as fast. */
const MINUTE_MS = 3_000

const fare = (provider: string, dedupe: string, attempt: number): Fare => {
  const [percent, first, second] = createHash('sha256').update(`${provider} ${dedupe} ${attempt}`).digest()
  let upTo = 0
  const drawn = TROUBLES.find(([share]) => (percent! % 100) < (upTo += share))?.[1]
  const trouble = typeof drawn === 'object' ? TOO_OFTEN[provider] ?? drawn : drawn
  const pause = async (byte: number): Promise<void> => void await wait(Math.round((byte / 255) * SLOWEST_MS))
  return { ...(trouble === undefined ? {} : { trouble }), takeOver: () => pause(first!), answer: () => pause(second!) }
}

const [folder = '', port = '0'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const { origin, nextMinute } = await openProviderDoubles({ port: Number(port), nowMs: Date.now, diary: openDiary(join(folder, 'diary.jsonl'), Date.now), fare })
setInterval(nextMinute, MINUTE_MS).unref()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
process.stderr.write(`${JSON.stringify({ code: 'listening', url: origin })}\n`)
