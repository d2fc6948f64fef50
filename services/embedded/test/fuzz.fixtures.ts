// The whole platform with something of every kind to act on, and with it all anew as often as one likes: what machines think of closes
// cases, deregisters lawyers and suspends whoever has a role.
import type { AccountId, Role } from '@zhijian/contracts'
import { ROUTES } from '@zhijian/gateway'
import type { JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { accountOf, arrive, BODIES, COUNTY, fill, openWhole, PARAMS, ROLES_USED, type Whole } from './every-route.fixtures.ts'

export interface Renewed extends Whole {
  /** By name: ids of what there is. */
  readonly params: Readonly<Record<string, string>>
  begin(): Promise<void>
  /** Whoever has the role now; another takes it up when that one may not. @param anew also where a session is known */
  signIn(role: Role, anew?: boolean): Promise<string>
}

export const openRenewed = async (): Promise<Renewed> => {
  const whole = await openWhole()
  const { platform } = whole
  const params: Record<string, string> = { ...PARAMS }
  const holders = new Map<Role, AccountId>(ROLES_USED.map((role) => [role, accountOf(role)]))
  const tokens = new Map<Role, string>()
  let [lawyer, lawyers, serial] = ['zhao', 0, 0]

  const replace = async (role: Role): Promise<void> => {
    const id = `${accountOf(role)}-${serial += 1}` as AccountId
    await arrive(platform, id, role, lawyer)
    holders.set(role, id)
    tokens.delete(role)
    await platform.runtime.idle()
  }
  const signIn: Renewed['signIn'] = async (role, anew = false) => {
    const known = tokens.get(role)
    if (known !== undefined && !anew) return known
    const session = (): Promise<string> => platform.gateway.syntheticSession(holders.get(role)!)
    const token = await session().catch(() => replace(role).then(session))
    tokens.set(role, token)
    return token
  }
  const made = async (id: string, role: Role, body?: JsonObject): Promise<Record<string, string>> => {
    const { method, path } = ROUTES.find((route) => route.id === id)!
    const response = await fetch(`${platform.url}/api/v1${fill(path, params)}`, {
      method,
      headers: {
        authorization: `Bearer ${await signIn(role)}`, 'idempotency-key': `anew-${String(serial += 1).padStart(8, '0')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${id}: ${response.status} ${await response.text()}`)
    await platform.runtime.idle()
    return await response.json() as Record<string, string>
  }

  /** A lawyer, and a question with an answer, a follow-up, a complaint, a call, a call-back and an alarm. */
  const begin = async (): Promise<void> => {
    lawyers += 1
    if (lawyers > 1) {
      lawyer = `zhao-${lawyers}`
      await tell(platform, 'lawyer-pool', 'register-lawyer', {
        lawyerId: lawyer, licence: `115012019${String(20_000_000 + lawyers)}`, checkValidUntil: '2027-05-31T16:00:00.000Z',
        profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
      })
      await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: lawyer, counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
      for (const role of ['citizen', 'lawyer', 'duty-officer'] as const) await replace(role)
    }
    params['lawyer'] = lawyer
    params['consultation'] = (await made('ask-question', 'citizen', { text: '老板打我还说要杀了我，我不想活了，想自杀，怎么办' }))['consultationId']!
    params['answer'] = (await made('give-answer', 'lawyer', { text: '请马上拨打110报警，并向法院申请人身安全保护令，我们可以帮您写申请。' }))['answerId']!
    await made('ask-follow-up', 'citizen', { lawyerId: lawyer, text: '申请要带什么' })
    params['review'] = (await made('complain-about-answer', 'citizen', { text: '太短了' }), params['answer'])
    params['call'] = (await made('ring-call', 'citizen', { ...BODIES['ring-call']!, lawyerId: lawyer }))['callId']!
    params['callback'] = (await made('request-callback', 'citizen'))['callbackId']!
    const { items: [danger] } = await made('list-dangers', 'duty-officer') as unknown as { items: { dangerId: string }[] }
    params['danger'] = danger!.dangerId
  }
  await begin()
  await made('found-organisation', 'bureau-head', BODIES['found-organisation']!)
  return { ...whole, params, begin, signIn }
}
