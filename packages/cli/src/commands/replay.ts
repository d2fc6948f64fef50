// The auditor's tool: what happened, and proof that it follows from the rules.
import type { Command } from 'commander'
import { audienceOf, createVerifier, deliveredBy, deliveryFacts, stateAt, withoutBoxes } from '@zhijian/audit'
import type { LawyerId } from '@zhijian/contracts'
import { aggregates } from '@zhijian/embedded'
import { categoryOf, checkStore, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import { folderBytes, publicBlobs } from '@zhijian/privacy'
import { action, type Context } from '../context.ts'
import { tellFinding } from '../findings.ts'
import { openLog, outsideOf, streamName } from '../store.ts'
import { whyAsked } from '../story/asked.ts'
import { factLines } from '../story/facts.ts'
import { askedLines, audienceLine, toldLines } from '../story/lines.ts'
import { instantSaid, type Terminal } from '../terminal.ts'
import { duration } from '../text.ts'
import { evidence } from './replay-evidence.ts'
import { positionFindings } from './replay-positions.ts'
import { otherRules } from './replay-rules.ts'

const MARGIN = '      '
const indented = (lines: readonly string[]): string[] => lines.map((line) => `${MARGIN}${line}`)

const headLine = (event: StoredEvent, terminal: Terminal): string => {
  const { time, recordedat, cause, actorrole, actorid, onbehalfof } = event.meta
  const isElapsed = cause.startsWith('elapse:')
  const late = elapsedMs(time, recordedat)
  const who = isElapsed ? '⏱' : `${actorrole}:${actorid}${onbehalfof === undefined ? '' : `→${onbehalfof}`}`
  const note = isElapsed && late > 1000 ? ` ${terminal.text('replay.late', { late: duration(late, terminal) })}` : ''
  return `${String(event.version).padStart(4)}  ${time}  ${event.type.padEnd(26)}  ${who}${note}`
}

/** The command as it was recorded, without what its events say: what was attested of whom, for instance. */
const commandLines = ({ meta: { command } }: StoredEvent, terminal: Terminal): readonly string[] => {
  if (command === undefined) return []
  const { type, ...said } = command
  const own = Object.fromEntries(Object.entries(said).filter(([, value]) => !(typeof value === 'object' && value !== null && '$event' in value)))
  return [terminal.text('story.command', { type: String(type) }), ...factLines(own, true).map((line) => `  ${line}`)]
}

export const replay = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('replay').description(t('replay' as never))

  group.command('show').argument('<stream>').option('--at <instant>', t('option.at' as never)).option('--full', t('option.full' as never), false)
    .option('--lawyer <id>', t('option.lawyer' as never)).description(t('replay.show' as never))
    .action(action(context, async ({ terminal, paths, found }, stream: string, { at: said, full, lawyer }: { at?: string; full: boolean; lawyer?: string }) => {
      const at = said === undefined ? undefined : instantSaid(said, '--at')
      const store = await openLog(paths, context.env)
      const blobs = publicBlobs(folderBytes(paths.folders.blobs))
      try {
        const name = streamName(stream)
        const events = await store.read(name)
        if (events.length === 0) {
          terminal.say('replay.no-such-stream', { stream: name })
          terminal.result({ stream: name, events: [] })
          found()
          return
        }
        if (lawyer !== undefined) {
          const asked = await whyAsked(store, blobs, name, lawyer as LawyerId, at ?? null)
          if (asked.length === 0) {
            terminal.say('story.no-tiers', { stream: name })
            found()
          }
          for (const line of asked.flatMap((each) => askedLines(each, terminal))) terminal.line(line)
          terminal.result({ stream: name, lawyer, asked })
          return
        }
        const told = at === undefined ? events : events.filter((event) => event.meta.time <= at)
        const audiences: Record<string, unknown> = {}
        for (const event of told) {
          terminal.line(headLine(event, terminal))
          for (const line of indented([...factLines(event.data, full), ...(full ? commandLines(event, terminal) : [])])) terminal.line(line)
          const { blob } = event.data as { readonly blob?: never }
          if (event.type.startsWith('AudienceRecorded.') && blob) {
            const record = await audienceOf(blobs, blob)
            terminal.line(`${MARGIN}${audienceLine(record, blob, terminal)}`)
            if (record && full) for (const line of indented(factLines(record, true))) terminal.line(line)
            audiences[String(event.version)] = record
          }
        }
        const delivered = categoryOf(name) === 'delivery' ? await deliveredBy(blobs, await deliveryFacts(store, name, at ?? null)) : null
        if (delivered) for (const line of toldLines(delivered, full, terminal)) terminal.line(line)
        const shown = { stream: name, events: told.map(withoutBoxes), ...delivered, ...(Object.keys(audiences).length > 0 ? { audiences } : {}) }
        const aggregate = aggregates.find((each) => each.decider.category === categoryOf(name))
        if (!aggregate) {
          terminal.result(shown)
          return
        }
        const { state, passed } = stateAt(aggregate, events, (at ?? events.at(-1)!.meta.time) as Instant)
        for (const { due, type, data } of passed) {
          terminal.line(`   -  ${due}  ${type.padEnd(26)}  ⏱ ${terminal.text('story.passed')}`)
          for (const line of indented(factLines(data, full))) terminal.line(line)
        }
        const due = aggregate.decider.nextDeadline(state)
        if (at !== undefined) {
          terminal.say('story.state', { at })
          terminal.line(JSON.stringify(withoutBoxes(state), null, 2))
        }
        terminal.say(due === null ? 'replay.no-due' : 'replay.due', { due: due ?? '' })
        terminal.result({ ...shown, passed: withoutBoxes(passed), state: withoutBoxes(state), nextDeadline: due })
      } finally {
        await store.close()
      }
    }))

  group.command('verify').argument('[stream]', t('option.stream' as never)).description(t('replay.verify' as never))
    .option('--with-positions', t('replay.with-positions' as never), false)
    .action(action(context, async (run, stream: string | undefined, { withPositions }: { withPositions: boolean }) => {
      const { terminal, paths, found } = run
      const store = await openLog(paths, context.env)
      try {
        const verifier = createVerifier({ aggregates, ...(stream === undefined ? {} : { only: (name) => name === streamName(stream) }) })
        const integrity = await checkStore(store, outsideOf(paths.folders.seals, store.storeId), (done) => terminal.progress('replay.reading', { events: done }), verifier.take)
        const verdict = verifier.end()
        const positions = withPositions ? await positionFindings(run, context.env, store, stream === undefined ? null : streamName(stream)) : null
        const replayed = [...verdict.findings, ...positions?.findings ?? []]
        const findings = [
          ...integrity.findings.map(({ kind, place, code, values, message }) => ({ kind, ...splitPlace(place), position: '', code, values, says: message })),
          ...replayed,
        ]
        for (const finding of [...integrity.findings, ...replayed]) tellFinding(terminal, finding)
        const ok = replayed.length === 0 && integrity.findings.length === 0
        if (ok) terminal.say('replay.ok', { events: verdict.events, streams: verdict.streams, commands: verdict.commands, deadlines: verdict.deadlines, seals: integrity.seals })
        else {
          terminal.say('replay.found', { count: findings.length + integrity.more })
          found()
        }
        positions?.tell()
        terminal.result({ ...verdict, ...(positions === null ? {} : { positions: positions.looked }), ok, seals: integrity.seals, sealedUpTo: integrity.sealedUpTo, comparedOutside: integrity.comparedOutside, findings })
      } finally {
        await store.close()
      }
    }))

  evidence(group, context, t)
  otherRules(group, context, t)
}

/** `stream@version`, `position n` or `file`. */
const splitPlace = (place: string): { stream: string; version: number } => {
  const at = place.lastIndexOf('@')
  return at < 0 ? { stream: place, version: -1 } : { stream: place.slice(0, at), version: Number(place.slice(at + 1)) }
}
