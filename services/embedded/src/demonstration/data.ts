// The demonstration's data files: the county with its real towns and villages, the provinces, invented questions and
// answers. Read once per call, from the package's own data folder, whether it runs from sources or built.
import { existsSync, readFileSync } from 'node:fs'
import type { AnswerFlag, DangerCode } from '@zhijian/contracts'
import { assert } from '@zhijian/kernel'

export interface Village {
  /** 12 digits. */
  readonly code: string
  readonly name: string
  /** 村委会 or 居委会. */
  readonly kind: string
}
export interface Town { readonly code: string; readonly name: string; readonly kind: string; readonly villages: readonly Village[] }
export interface County {
  /** Six digits. */
  readonly code: string
  readonly name: string
  readonly city: { readonly code: string; readonly name: string }
  readonly province: { readonly code: string; readonly name: string }
  readonly towns: readonly Town[]
}
export interface Province {
  /** Two digits. */
  readonly code: string
  readonly name: string
  /** Relative number of lawyers. */
  readonly weight: number
}
export interface DemonstrationQuestion {
  readonly id: string
  /** Level 1 and 2 of the taxonomy, as its author meant it. */
  readonly topic: string
  readonly second: string | null
  readonly channel: 'citizen' | 'enterprise'
  /** What a reader finds in it. */
  readonly dangerCodes: readonly DangerCode[]
  /** Passages that redaction must take out. */
  readonly personal: readonly string[]
  readonly text: string
}
export interface DemonstrationAnswer {
  readonly id: string
  readonly topic: string
  /** Null: fits any question of the topic. */
  readonly second: string | null
  /** What a reviewer should find in it; nearly always nothing. */
  readonly flags: readonly AnswerFlag[]
  readonly text: string
}

/** From src/demonstration, or from dist/src/demonstration. */
const FOLDERS = ['../../data/', '../../../data/'] as const

const read = (file: string): unknown => {
  const url = FOLDERS.map((folder) => new URL(folder + file, import.meta.url)).find((one) => existsSync(one))
  assert(url, `the data file ${file} is part of this package`)
  return JSON.parse(readFileSync(url, 'utf8'))
}

/** 卓资县: 8 towns, 109 villages, 10 communities. */
export const readCounty = (): County => (read('county-150921.json') as { county: County }).county
/** WGS-84, coordinates of a MultiPolygon; good for “in or out of the county”, and for no other use. */
export const readBoundary = (): { readonly source: string; readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[] } => read('boundary-150921.json') as ReturnType<typeof readBoundary>
/** 31, in the order of their codes. */
export const readProvinces = (): readonly Province[] => (read('provinces.json') as { provinces: Province[] }).provinces
export const readQuestions = (): readonly DemonstrationQuestion[] => (read('questions.json') as { rows: DemonstrationQuestion[] }).rows
export const readAnswers = (): readonly DemonstrationAnswer[] => (read('answers.json') as { rows: DemonstrationAnswer[] }).rows
