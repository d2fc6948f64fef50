// The auditor's tool: what happened, and proof that it follows from the rules.
import type { Command } from 'commander'
import { stateAt, verify } from '@zhijian/audit'
import { aggregates } from '@zhijian/embedded'
import { categoryOf, checkStore, readCopies, readEnd, readPublicKeys, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, Fault, isInstant, type Instant, type Json } from '@zhijian/kernel'
import { action, type Context } from '../context.ts'
import { openStore, rawLog } from '../store.ts'
import { duration } from '../text.ts'

/** Sealed values are shown as such: the story needs no keys. */
const withoutBoxes = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutBoxes)
  if (typeof value !== 'object' || value === null) return value
  if ('box' in value && 'commitment' in value) return '🔒'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutBoxes(inner)]))
}

const facts = (event: StoredEvent): string => Object.entries(withoutBoxes(event.data) as Record<string, Json>)
  .filter(([, value]) => value !== null && (typeof value !== 'object' || (Array.isArray(value) && value.length > 0)))
  .map(([key, value]) => `${key}=${Array.isArray(value) ? value.length : String(value)}`).join(' ')

export const replay = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('replay').description(t('replay' as never))

  group.command('show').argument('<stream>').option('--at <instant>', t('option.at' as never)).description(t('replay.show' as never))
    .action(action(context, async ({ terminal, paths, found }, stream: string, { at }: { at?: string }) => {
      if (at !== undefined && !isInstant(at)) throw new Fault('usage', '--at 2026-03-01T09:03:00.000Z', { retry: 'never' })
      const store = await openStore(paths.files.log)
      try {
        const name = streamName(stream)
        const events = await store.read(name)
        if (events.length === 0) {
          terminal.say('replay.no-such-stream', { stream: name })
          terminal.result({ stream: name, events: [] })
          found()
          return
        }
        const told = at === undefined ? events : events.filter((event) => event.meta.time <= at)
        for (const event of told) {
          const late = elapsedMs(event.meta.time, event.meta.recordedat)
          const cause = event.meta.cause.startsWith('elapse:') ? '⏱' : `${event.meta.actorrole}:${event.meta.actorid}`
          const note = event.meta.cause.startsWith('elapse:') && late > 1000 ? ` ${terminal.text('replay.late', { late: duration(late) })}` : ''
          terminal.line(`${String(event.version).padStart(4)}  ${event.meta.time}  ${event.type.padEnd(26)}  ${cause}${note}`)
          terminal.line(`      ${facts(event)}`)
        }
        const aggregate = aggregates.find((each) => each.decider.category === categoryOf(name))
        if (!aggregate) {
          terminal.result({ stream: name, events: told.map(withoutBoxes) })
          return
        }
        const moment = (at ?? events.at(-1)!.meta.time) as Instant
        const { state } = stateAt(aggregate, events, moment)
        const due = aggregate.decider.nextDeadline(state)
        if (at !== undefined) {
          terminal.say('replay.state', { at })
          terminal.line(JSON.stringify(withoutBoxes(state), null, 2))
        }
        terminal.say(due === null ? 'replay.no-due' : 'replay.due', { due: due ?? '' })
        terminal.result({ stream: name, events: told.map(withoutBoxes), state: withoutBoxes(state), nextDeadline: due })
      } finally {
        await store.close()
      }
    }))

  group.command('verify').argument('[stream]', t('option.stream' as never)).description(t('replay.verify' as never))
    .action(action(context, async ({ terminal, paths, found }, stream: string | undefined) => {
      const store = await openStore(paths.files.log)
      try {
        const integrity = await checkStore(store, {
          copies: readCopies(paths.folders.seals, store.storeId), end: readEnd(paths.folders.seals, store.storeId), keys: readPublicKeys(paths.folders.seals),
        }, (done) => terminal.progress('replay.reading', { events: done }))
        const verdict = await verify(rawLog(store), {
          aggregates, ...(stream === undefined ? {} : { only: (name) => name === streamName(stream) }),
          onProgress: (events) => terminal.progress('replay.reading', { events }),
        })
        const findings = [
          ...integrity.findings.map(({ kind, place, message }) => ({ kind: kind as string, ...splitPlace(place), position: '', says: message })),
          ...verdict.findings,
        ]
        for (const finding of findings) terminal.say('replay.finding', { ...finding })
        const ok = verdict.ok && integrity.findings.length === 0
        if (ok) terminal.say('replay.ok', { events: verdict.events, streams: verdict.streams, commands: verdict.commands, deadlines: verdict.deadlines, seals: integrity.seals })
        else {
          terminal.say('replay.found', { count: findings.length + integrity.more })
          found()
        }
        terminal.result({ ...verdict, ok, seals: integrity.seals, sealedUpTo: integrity.sealedUpTo, comparedOutside: integrity.comparedOutside, findings })
      } finally {
        await store.close()
      }
    }))
}

/** A consultation may be named by its id alone. */
const streamName = (text: string): string =>
  (['log', ...aggregates.map((each) => each.decider.category)].some((category) => text.startsWith(`${category}-`)) ? text : `consultation-${text}`)

/** `stream@version`, `position n` or `file`. */
const splitPlace = (place: string): { stream: string; version: number } => {
  const at = place.lastIndexOf('@')
  return at < 0 ? { stream: place, version: -1 } : { stream: place.slice(0, at), version: Number(place.slice(at + 1)) }
}
