// What a bureau says of supervision, in a file of its own. Nothing here is law but the three months, which the contract bounds.
import { readFileSync } from 'node:fs'
import { AlarmClocks, AssessmentNumbers, SilenceNumbers, SupervisionTerms } from '@zhijian/contracts'
import { days, Fault, hours, minutes } from '@zhijian/kernel'
import { ASSESSMENT_RULES, SEPARATION_RULES, SILENCE_RULES, type SeparationRules } from '@zhijian/positions'
import { z } from 'zod'
import { numbersOf } from '../evidence.ts'

/** `terms` are frozen when somebody is enrolled; the others are those of today, and each decision carries them. */
export interface Supervision {
  readonly terms: SupervisionTerms
  readonly assessment: AssessmentNumbers
  readonly silence: SilenceNumbers
  readonly alarms: AlarmClocks
  readonly separation: SeparationRules
  /** So long a fix is kept; what was decided on it stays with the file. */
  readonly tracksMs: number
  /** How long the file of somebody whose correction is over is kept; null: an archive's rule that nobody has said. */
  readonly archive: { readonly rule: string; readonly years: number } | null
}

const { lowBattery, ...silence } = SILENCE_RULES
export const USUAL: Supervision = {
  terms: {
    checksPerDay: 4, checkMs: minutes(15), positioningMonths: 3, phoneMayServe: false, utcOffsetMs: hours(8),
    leave: { officeDays: 7, grantDays: 30, cumulatedDays: 30, cumulatedMonths: 2, reportMs: days(1) }, checkInMs: minutes(30),
  },
  assessment: numbersOf(ASSESSMENT_RULES),
  silence: { ...silence, lowPercent: Math.round(lowBattery * 100) },
  alarms: { warningMs: minutes(30), alarmMs: minutes(10), lostMs: minutes(10) },
  separation: SEPARATION_RULES,
  tracksMs: days(90),
  archive: null,
}

const int = z.int()
const partOf = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape).partial().optional()
const File = z.strictObject({
  checksPerDay: int.optional(), checkMinutes: int.optional(), positioningMonths: int.optional(), phoneMayServe: z.boolean().optional(), checkInMinutes: int.optional(),
  leave: partOf({ officeDays: int, grantDays: int, cumulatedDays: int, cumulatedMonths: int, reportHours: int }),
  /** Figures that differ from the usual have a number of their own, which each decision names. */
  assessment: partOf({
    number: z.int().min(USUAL.assessment.number + 1), widenPercent: int, exitM: int, enterM: int, dwellMinutes: int, confirmations: int, of: int, gapMinutes: int,
    floorM: partOf({ satellite: int, wifi: int, cell: int, unknown: int }), near: AssessmentNumbers.shape.near,
  }).refine(
    (said) => said === undefined || said.number !== undefined, { path: ['number'] }),
  silence: partOf({ remindMinutes: int, warnMinutes: int, alarmMinutes: int, lostMinutes: int, lowPercent: int }),
  alarms: partOf({ warningMinutes: int, alarmMinutes: int, lostMinutes: int }),
  separation: partOf({ stillHours: z.int().min(1).max(168), stillM: z.int().min(1).max(1000), coarseM: z.int().min(15).max(1000), signHours: z.int().min(1).max(168) }),
  /** Whoever looks again at late fixes needs eight days of them; nobody has a ground to keep a track for longer than a year. */
  tracks: partOf({ days: z.int().min(14).max(366) }),
  archive: z.strictObject({ rule: z.string().min(2).max(100), years: z.int().min(1).max(100) }).optional(),
})

/** What is said, in the names and units of what it becomes. */
const inMs = (said: Readonly<Record<string, unknown>> | undefined, names: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(said ?? {}).filter(([, value]) => value !== undefined).map(([name, value]) => {
    const other = names[name]
    return other === undefined ? [name, value] : [other, (value as number) * (name.endsWith('Hours') ? hours(1) : minutes(1))]
  }))

/** @param file JSON; absent: the usual. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readSupervision = (file: string | undefined): Supervision => {
  if (file === undefined) return USUAL
  const wrong = (fields: string): Fault => new Fault('config-invalid', `terms of supervision: ${fields}`, { retry: 'never', about: { file } })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong('(not a readable JSON file)')
  }
  const named = (error: z.ZodError, under = ''): Fault =>
    wrong([...new Set(error.issues.map(({ path }) => `${under}${path.join('.')}`.replace(/Ms$/, '').replace(/^check$/, 'checkMinutes') || '(unknown field)'))].join(', '))
  const read = File.safeParse(content)
  if (!read.success) throw named(read.error)
  const { leave, assessment, silence: quiet, alarms, archive, separation, tracks, ...flat } = read.data
  const terms = SupervisionTerms.safeParse({
    ...USUAL.terms, ...inMs(flat, { checkMinutes: 'checkMs', checkInMinutes: 'checkInMs' }), leave: { ...USUAL.terms.leave, ...inMs(leave, { reportHours: 'reportMs' }) },
  })
  if (!terms.success) throw named(terms.error)
  const { floorM, ...figures } = assessment ?? {}
  const rules = AssessmentNumbers.safeParse({ ...USUAL.assessment, ...inMs(figures, { dwellMinutes: 'dwellMs', gapMinutes: 'gapMs' }), floorM: { ...USUAL.assessment.floorM, ...floorM } })
  if (!rules.success) throw named(rules.error, 'assessment.')
  const rungs = SilenceNumbers.safeParse({ ...USUAL.silence, ...inMs(quiet, { remindMinutes: 'remindAfterMs', warnMinutes: 'warnAfterMs', alarmMinutes: 'alarmAfterMs', lostMinutes: 'lostAfterMs' }) })
  if (!rungs.success) throw named(rungs.error, 'silence.')
  const clocks = AlarmClocks.safeParse({ ...USUAL.alarms, ...inMs(alarms, { warningMinutes: 'warningMs', alarmMinutes: 'alarmMs', lostMinutes: 'lostMs' }) })
  if (!clocks.success) throw named(clocks.error, 'alarms.')
  return {
    terms: terms.data as SupervisionTerms, assessment: rules.data, silence: rungs.data, alarms: clocks.data, archive: archive ?? null,
    separation: { ...USUAL.separation, ...inMs(separation, { stillHours: 'stillMs', signHours: 'signMs' }) }, tracksMs: tracks?.days === undefined ? USUAL.tracksMs : days(tracks.days),
  }
}
