// Sessions for a load run: citizens and lawyers of a demonstration by the hundred, and the head of its bureau to look on.
// Only a demonstration has this operation. Signing in is left out on purpose: its limits (codes per phone, tries per
// address) are there to stop what a load run would have to do.
import type { AccountId, LawyerId, PersonId, PlatformGrant } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { z } from 'zod'
import { checked, tell } from '@zhijian/operating'
import type { DemonstrationGround } from './ground.ts'
import { demonstrationStaff } from './staff.ts'

const Input = z.strictObject({
  /** Names this run's citizens, so that what they did is told from what others did. */
  run: z.string().regex(/^[a-z0-9]{1,16}$/), citizens: z.int().min(1).max(5000),
  counsel: z.int().min(0).max(39), region: z.int().min(0).max(600), nation: z.int().min(0).max(10_000),
  /** Everybody has an address with every provider; those are doubles, as a demonstration tells nobody outside this machine. */
  reachable: z.boolean().default(false),
})
const AT_ONCE = 64

const phoneOf = (kind: number, n: number): string => `139${kind}${String(n).padStart(7, '0')}`
/** Under which staff are reached in such a run. */
export const phonesOfStaff = (): ReadonlyMap<string, string> => new Map(demonstrationStaff(0).map(({ personId }, n) => [personId, phoneOf(5, n)]))

const all = async <T, R>(items: readonly T[], work: (item: T, n: number) => Promise<R>): Promise<R[]> => {
  const done: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) done.push(...await Promise.all(items.slice(at, at + AT_ONCE).map((item, n) => work(item, at + n))))
  return done
}
const numbered = (kind: string, count: number, width: number): string[] =>
  Array.from({ length: count }, (_, n) => `${kind}-${String(n + 1).padStart(width, '0')}`)

/** @returns as many lawyers of each kind as were asked for, or as this demonstration has. @throws Fault `usage` */
export const loadSessions = (platform: Pick<DemonstrationGround, 'gateway' | 'store' | 'bus' | 'tokens' | 'clock' | 'sealer'>) => async (input: Json): Promise<Json> => {
  const wanted = checked(Input, input)
  const { gateway, store } = platform
  const lawyerGrant: PlatformGrant = { role: 'lawyer', region: null, organisation: null }
  const phone = (kind: number, n: number): { phone?: string } => (wanted.reachable ? { phone: phoneOf(kind, n) } : {})
  const session = async (account: string) => ({ account, token: await gateway.syntheticSession(account as AccountId) })

  const citizens = await all(numbered(`load-${wanted.run}`, wanted.citizens, 4), async (account, n) => {
    await gateway.provision({ id: account as AccountId, kind: 'citizen', ...phone(1, n), ...(wanted.reachable ? { openid: `oDouble-${account}` } : {}) })
    return session(account)
  })
  const lawyers = async (kind: string, digit: number, count: number, width: number) => (await all(numbered(`demo-${kind}`, count, width), async (lawyerId, n) => {
    if (await store.lastEvent(`lawyer-${lawyerId}`) === null) return []
    await gateway.provision({ id: lawyerId as AccountId, kind: 'lawyer', lawyerId: lawyerId as LawyerId, grants: [lawyerGrant], ...phone(digit, n) })
    return [{ ...await session(lawyerId), lawyerId }]
  })).flat()
  if (wanted.reachable) {
    await all([...phonesOfStaff()], async ([personId, number]) => tell(platform, 'directory', 'change-staff-details', { personId, name: null, phone: await platform.sealer.seal(personId as PersonId, number) }))
  }
  return {
    citizens, counsel: await lawyers('counsel', 2, wanted.counsel, 2), region: await lawyers('region', 3, wanted.region, 3),
    nation: await lawyers('nation', 4, wanted.nation, 5),
    head: await session('demo-staff-head'),
  }
}
