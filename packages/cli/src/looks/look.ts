// One look of the doctor's: what was seen, how bad it is, and which runbook begins with it.
import type { dataPaths } from '@zhijian/host'
import { isFault, seconds, type Instant } from '@zhijian/kernel'
import type { Context } from '../context.ts'
import type { doctorZhCN } from '../i18n/doctor.zh-CN.ts'
import type { LanguageName } from '../terminal.ts'

export type LookKey = Exclude<Extract<keyof typeof doctorZhCN, `doctor.${string}`>, `doctor.state.${string}` | 'doctor.all-well' | 'doctor.found' | 'doctor.see'>
export interface Look {
  readonly key: LookKey
  readonly state: 'ok' | 'note' | 'warn' | 'wrong'
  /** What fills `{age}` is given as `ageMs`. */
  readonly values: Readonly<Record<string, string | number>>
}
export type Paths = ReturnType<typeof dataPaths>
export interface Looking {
  readonly paths: Paths
  readonly now: Instant
  readonly port: number
  readonly env: Context['env']
  readonly isLive: boolean
  readonly lang: LanguageName
}

/** Whoever is asked over a network. */
export const ANSWERS_WITHIN_MS = seconds(5)

export const look = (state: Look['state'], key: LookKey, values: Look['values'] = {}): Look => ({ key, state, values })
export const codeOf = (error: unknown): string => (isFault(error) ? error.code : (error as { code?: string } | null)?.code ?? 'bug')
/** What a person may be told of it; a stack never. */
export const messageOf = (error: unknown): string => (isFault(error) ? error.message : codeOf(error))

/** Whatever is damaged, the other looks go on. */
export const guarded = async (what: string, looks: () => Promise<readonly Look[]> | readonly Look[]): Promise<readonly Look[]> => {
  try {
    return await looks()
  } catch (error) {
    return [look('wrong', 'doctor.look.failed', { what, code: codeOf(error) })]
  }
}

/** Where each begins, by the beginning of a look's key; the first that fits. */
const RUNBOOKS: readonly (readonly [string, string])[] = [
  ['doctor.store.', 'store-damaged'], ['doctor.look.', 'store-damaged'], ['doctor.log.', 'store-damaged'], ['doctor.sample.unknown', 'upgrade'], ['doctor.sample.', 'store-damaged'],
  ['doctor.writable.', 'disk-takes-nothing'], ['doctor.disk.', 'disk-nearly-full'], ['doctor.clock.', 'clock-behind'], ['doctor.clocks.', 'clocks-differ'],
  ['doctor.keys.age', 'rotate-keys'], ['doctor.keys.', 'keys-at-risk'],
  ['doctor.seals.behind', 'store-damaged'], ['doctor.seals.damaged', 'store-damaged'], ['doctor.seals.', 'seal-too-old'], ['doctor.witness', 'witness-behind'],
  ['doctor.backup.', 'backup-too-old'], ['doctor.copies.', 'backup-too-old'], ['doctor.channels.', 'providers-fail'],
  ['doctor.settings.', 'settings-wrong'], ['doctor.scanner.', 'scanner-away'], ['doctor.certificate.', 'certificate-expires'], ['doctor.broker.', 'broker-down'], ['doctor.relay.none', 'nobody-relays'], ['doctor.relay.', 'relay-behind'],
  ['doctor.platform.', 'process-down'], ['doctor.port.', 'process-down'], ['doctor.ready.', 'process-not-ready'], ['doctor.nodes.', 'upgrade'],
  ['doctor.late.', 'deadlines-late'], ['doctor.parked.', 'deadlines-parked'], ['doctor.letters.', 'dead-letters'],
  ['doctor.consumers.held', 'consumer-waits'], ['doctor.consumers.', 'consumer-behind'],
  ['doctor.quota.over', 'quota-used-up'], ['doctor.quota.', 'quota-nearly-used'], ['doctor.providers.', 'providers-fail'],
  ['doctor.erasures.', 'erase-a-person'], ['doctor.retention.', 'erase-a-person'],
]

/** @returns a path in the repository @throws Error where a look has none: each must */
export const runbookOf = (key: LookKey): string => {
  const found = RUNBOOKS.find(([start]) => key.startsWith(start))
  if (!found) throw new Error(`${key} has no runbook`)
  return `docs/runbooks/${found[1]}.md`
}
