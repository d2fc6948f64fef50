// The rolling restart for as long as one likes: every process to this build, back to the last release's, and on.
import { parseArgs } from 'node:util'
import { everyProcess, rollingRestart } from './run.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '3' }, questions: { type: 'string', default: '600' }, rate: { type: 'string', default: '5' }, speed: { type: 'string', default: '60' },
} })
const result = await rollingRestart({
  questions: Number(values.questions), perSecond: Number(values.rate), speed: Number(values.speed),
  steps: Array.from({ length: Number(values.rounds) }, (_, round) => everyProcess(round % 2 === 0 ? 'this' : 'last')).flat(),
  onStep: (says) => void process.stderr.write(`${says}\n`),
})
const { audit, verdict, unsettled, views, deaths } = result
const isSound = audit.ok && verdict.ok && unsettled.length + views.length + deaths.length === 0
process.stdout.write(`${JSON.stringify({ isSound, ...result, verdict: { ...verdict, findings: verdict.findings.slice(0, 20) } }, null, 2)}\n`)
process.exitCode = isSound ? 0 : 1
