// Keys of the door for positions, as `zhijian broker users --outside` wrote them. The client of the broker is loaded where there are such keys.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import type { PositionDoorKeys } from '../position-door.ts'

const Keys = z.object({ seed: z.string().regex(/^SX[A-Z2-7]{50,60}$/), senders: z.array(z.object({ name: z.string().min(1).max(64), publicKey: z.string().regex(/^X[A-Z2-7]{50,60}$/) })).max(100) })

/** @param file absent: the door is shut. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readPositionDoor = async (file: string | undefined): Promise<PositionDoorKeys | null> => {
  if (file === undefined) return null
  const wrong = (fields: string): Fault => new Fault('config-invalid', `the door for positions: ${fields}`, { retry: 'never', about: { file } })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong('(not a readable JSON file)')
  }
  const parsed = Keys.safeParse(content)
  if (!parsed.success) throw wrong([...new Set(parsed.error.issues.map(({ path }) => path.join('.') || '(unknown field)'))].join(', '))
  const { curveOf } = await import('@zhijian/bus/nats')
  return { curve: curveOf(parsed.data.seed), senders: new Map(parsed.data.senders.map(({ name, publicKey }) => [name, publicKey])) }
}
