// What an installation says of economic hardship, in a file of its own: where a person may look whether to ask for legal aid, the figure of her
// province or county is shown with where it is from. Nothing is decided by it: the legal-aid centre decides.
// H1 Nobody's figure is no figure: where the file names none for a county, the page says so; there is no default.
// H2 A figure counts as compared with the text in force only where somebody who answers for it and the day are named.
// @source 法律援助法 第三十四条 (2021-08-20): the standard is set by each province, and changed as its economy does
import { line } from '@zhijian/contracts'
import { readSettingsFile } from '@zhijian/host/settings-file'
import { z } from 'zod'

const Day = z.iso.date()

export const HardshipStandard = z.strictObject({
  /** Income per head of the household, a month, up to so many times the subsistence line (最低生活保障标准) there. */
  timesSubsistenceLine: z.number().min(0.1).max(20).optional(),
  /** Or up to this, in fen of yuan. */
  incomeFenPerMonth: z.int().min(1).max(100_000_000).optional(),
  /** The text it stands in: `山东省法律援助条例 第八条`. */
  source: line(200),
  /** From which day that text says so. */
  since: Day,
  /** Who compared it with what is in force, and when. */
  verified: z.strictObject({ by: line(60), on: Day }).optional(),
}).refine(({ timesSubsistenceLine, incomeFenPerMonth }) => (timesSubsistenceLine === undefined) !== (incomeFenPerMonth === undefined), 'one of timesSubsistenceLine and incomeFenPerMonth')
export type HardshipStandard = z.infer<typeof HardshipStandard>

/** By the first 2, 4 or 6 digits of a county's code: a province, a prefecture, a county. */
const File = z.record(z.string().regex(/^(\d{2}){1,3}$/), HardshipStandard)
export type HardshipStandards = z.infer<typeof File>

/** @param file JSON; absent: none. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readHardshipStandards = (file: string | undefined): HardshipStandards => (file === undefined ? {} : readSettingsFile('figures of hardship', File, file))

/** The nearest that is named; null: none. */
export const hardshipIn = (standards: HardshipStandards, county: string): HardshipStandard | null =>
  [6, 4, 2].map((digits) => standards[county.slice(0, digits)]).find((found) => found !== undefined) ?? null
