// The people of the probe: a synthetic citizen and a synthetic lawyer, counsel of no village, in no list. They are made when
// an operator first probes, in any kind of store, and entered through the operator's door alone.
import type { LawyerId, PlatformGrant } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import type { Operated } from './ports.ts'
import { tell } from '@zhijian/host/tell'

const LAWYER = 'probe-lawyer' as LawyerId
/** No bureau ever issued it. */
const LICENCE = '000000000001'

const grant = (role: PlatformGrant['role']): PlatformGrant => ({ role, region: null, organisation: null })

/** @returns bearer tokens of both; repeating it gives new ones */
export const probeSessions = (operated: Operated) => async (): Promise<Json> => {
  const { accounts, county, probe } = operated
  await tell(operated, 'lawyer-pool', 'register-lawyer', {
    lawyerId: LAWYER, licence: LICENCE, phone: null, isSimulated: false, isProbe: true, checkValidUntil: '2099-12-31T16:00:00.000Z',
    profile: {
      name: '探针', firm: '探针', kind: 'public', region: county, county, specialties: [], enterprise: false, languages: ['zh'], nationwide: false,
    },
  })
  // Counsel answer from the first moment on, so that the whole way is walked within seconds.
  await tell(operated, 'lawyer-pool', 'appoint-counsel', { lawyerId: LAWYER, counsel: { appointmentId: 'probe-counsel', county, villages: [], until: null } })
  await accounts.provision({ id: probe.citizen, kind: 'citizen', grants: [grant('probe')] })
  await accounts.provision({ id: probe.lawyer, kind: 'lawyer', lawyerId: LAWYER, grants: [grant('lawyer')] })
  return { county, lawyerId: LAWYER, citizen: await accounts.syntheticSession(probe.citizen), lawyer: await accounts.syntheticSession(probe.lawyer) }
}
