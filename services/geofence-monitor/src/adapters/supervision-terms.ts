// What a bureau says of supervision, in a file of its own. Nothing here is law but the three months, which the contract bounds.
import { readFileSync } from 'node:fs'
import { SupervisionTerms } from '@zhijian/contracts'
import { days, Fault, hours, minutes } from '@zhijian/kernel'
import { z } from 'zod'

export const USUAL_TERMS: SupervisionTerms = {
  checksPerDay: 4, checkMs: minutes(15), positioningMonths: 3, phoneMayServe: false, utcOffsetMs: hours(8),
  leave: { officeDays: 7, grantDays: 30, cumulatedDays: 30, cumulatedMonths: 2, reportMs: days(1) }, checkInMs: minutes(30),
}

const File = z.strictObject({ checksPerDay: z.int(), checkMinutes: z.int(), positioningMonths: z.int(), phoneMayServe: z.boolean() }).partial()

/** @param file JSON; absent: the usual terms. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readSupervisionTerms = (file: string | undefined): SupervisionTerms => {
  if (file === undefined) return USUAL_TERMS
  const wrong = (fields: string): Fault => new Fault('config-invalid', `terms of supervision: ${fields}`, { retry: 'never', about: { file } })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong('(not a readable JSON file)')
  }
  const read = File.safeParse(content)
  const { checkMinutes, ...said } = read.data ?? {}
  const terms = read.success ? SupervisionTerms.safeParse({ ...USUAL_TERMS, ...said, ...(checkMinutes === undefined ? {} : { checkMs: minutes(checkMinutes) }) }) : read
  if (terms.success) return terms.data as SupervisionTerms
  throw wrong([...new Set(terms.error.issues.map(({ path }) => path.join('.').replace('checkMs', 'checkMinutes') || '(unknown field)'))].join(', '))
}
