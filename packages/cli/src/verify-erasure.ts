// Whether somebody is forgotten, as certificates say: what the log records, what the tombstones outside it say, and whether a key is left:
// in the ring, or in a copy of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { erasureEvents, PersonErased, type ErasureCertificate } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import { canonical, Fault, type Json } from '@zhijian/kernel'
import { readTombstones, type Tombstone } from '@zhijian/privacy'

export type ErasureFinding = { readonly code:
  'no-certificate' | 'certificate-differs' | 'no-tombstone' | 'tombstone-differs' | 'key-there' | 'copies-overdue' } & Readonly<Record<string, string>>
export interface ErasureVerdict {
  readonly certificate: ErasureCertificate | null
  readonly findings: readonly ErasureFinding[]
  /** Copies of keys that still hold hers. */
  readonly copies: readonly string[]
}

/** As `erase status --json` or `erase verify --json` gave it. @throws Fault `not-a-certificate` (never) */
export const readCertificate = (file: string): ErasureCertificate => {
  const wrong = (): Fault => new Fault('not-a-certificate', 'this file holds no certificate of forgetting', { retry: 'never', about: { path: file } })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong()
  }
  const row = (Array.isArray(content) ? content[0] : content) as { readonly certificate?: unknown } | null
  const parsed = PersonErased.shape.data.safeParse(row?.certificate ?? row)
  if (!parsed.success) throw wrong()
  return parsed.data
}

const holdsKeyOf = (file: string, person: string): boolean => {
  if (!existsSync(file)) return false
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    return db.prepare('select 1 from keys where person = ?').get(person) !== undefined
  } finally {
    db.close()
  }
}

export const verifyErasure = async ({ person, said, store, tombstones, keyring, keyBackups }: {
  readonly person: string
  /** On paper; null: what the log says is looked at alone. */
  readonly said: ErasureCertificate | null
  readonly store: Pick<EventStore, 'lastEvent'>
  /** The file beside the keys, and its copy outside. */
  readonly tombstones: readonly string[]
  readonly keyring: string
  readonly keyBackups: string
}): Promise<ErasureVerdict> => {
  const last = await store.lastEvent(`erasure-${person}`)
  const event = last === null ? null : erasureEvents.read(last.type, last.data)
  const certificate = event?.type === 'PersonErased' ? event.data : null
  const findings: ErasureFinding[] = []
  if (certificate === null) findings.push({ code: 'no-certificate', personId: person })
  else if (said !== null && canonical(said as unknown as Json) !== canonical(certificate as unknown as Json)) findings.push({ code: 'certificate-differs', personId: person })

  const agrees = (stone: Tombstone): boolean => certificate !== null && stone.keyDigest === certificate.keyDigest && stone.at === certificate.erasedAt
    && stone.reason === certificate.ground && stone.by[0] === certificate.by[0] && stone.by[1] === certificate.by[1]
  for (const file of tombstones) {
    const stone = readTombstones(file).get(person)
    if (stone === undefined) findings.push({ code: 'no-tombstone', file })
    else if (certificate !== null && !agrees(stone)) findings.push({ code: 'tombstone-differs', file })
  }
  if (holdsKeyOf(keyring, person)) findings.push({ code: 'key-there', file: keyring })
  const copies = (existsSync(keyBackups) ? readdirSync(keyBackups).sort() : []).map((name) => join(keyBackups, name, 'keyring.sqlite')).filter((file) => holdsKeyOf(file, person))
  return { certificate, findings, copies }
}
