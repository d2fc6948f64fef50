// Sessions for a load run: citizens and lawyers of a demonstration by the hundred, and the head of its bureau to look on.
// Only a demonstration has this operation. Signing in is left out on purpose: its limits (codes per phone, tries per
// address) are there to stop what a load run would have to do.
import type { AccountId, LawyerId, PlatformGrant } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { z } from 'zod'
import { checked } from '@zhijian/operating'
import type { DemonstrationGround } from './ground.ts'

const Input = z.strictObject({
  /** Names this run's citizens, so that what they did is told from what others did. */
  run: z.string().regex(/^[a-z0-9]{1,16}$/), citizens: z.int().min(1).max(5000),
  counsel: z.int().min(0).max(39), region: z.int().min(0).max(600), nation: z.int().min(0).max(10_000),
})
const AT_ONCE = 64

const all = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) done.push(...await Promise.all(items.slice(at, at + AT_ONCE).map(work)))
  return done
}
const numbered = (kind: string, count: number, width: number): string[] =>
  Array.from({ length: count }, (_, n) => `${kind}-${String(n + 1).padStart(width, '0')}`)

/** @returns as many lawyers of each kind as were asked for, or as this demonstration has. @throws Fault `usage` */
export const loadSessions = (platform: Pick<DemonstrationGround, 'gateway' | 'store'>) => async (input: Json): Promise<Json> => {
  const wanted = checked(Input, input)
  const { gateway, store } = platform
  const lawyerGrant: PlatformGrant = { role: 'lawyer', region: null, organisation: null }
  const session = async (account: string) => ({ account, token: await gateway.syntheticSession(account as AccountId) })

  const citizens = await all(numbered(`load-${wanted.run}`, wanted.citizens, 4), async (account) => {
    await gateway.provision({ id: account as AccountId, kind: 'citizen' })
    return session(account)
  })
  const lawyers = async (kind: string, count: number, width: number) => (await all(numbered(`demo-${kind}`, count, width), async (lawyerId) => {
    if (await store.lastEvent(`lawyer-${lawyerId}`) === null) return []
    await gateway.provision({ id: lawyerId as AccountId, kind: 'lawyer', lawyerId: lawyerId as LawyerId, grants: [lawyerGrant] })
    return [{ ...await session(lawyerId), lawyerId }]
  })).flat()
  return {
    citizens, counsel: await lawyers('counsel', wanted.counsel, 2), region: await lawyers('region', wanted.region, 3), nation: await lawyers('nation', wanted.nation, 5),
    head: await session('demo-staff-head'),
  }
}
