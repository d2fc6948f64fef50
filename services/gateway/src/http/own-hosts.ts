// Each application at a host of its own, where an installation has three: a hole in one then has no cookie, no storage and no page of another.
// H1 An application, its page and its files are at its own host alone; who opens it elsewhere is sent there.
// H2 A cookie counts at the hosts of its account's kind, and writes only from a page of the very host it was sent to.
// H3 Another host's name than these is answered for health alone.
import type { FastifyRequest } from 'fastify'
import type { AccountKind } from '@zhijian/contracts'
import { SITE_NAMES, type GatewayConfig, type SiteName } from '../config.ts'
import type { SessionRecord } from '../ports.ts'
import { ProblemError } from '../problems.ts'

type Sites = NonNullable<GatewayConfig['sites']>

/** Counsel with an office of the bureau acts in the console too. */
const HOMES: Readonly<Record<AccountKind, readonly SiteName[]>> = { citizen: ['citizen'], lawyer: ['lawyer', 'console'], staff: ['console'] }
/** A one-time link is opened before it is known whose it is. */
const ENROLLING: readonly SiteName[] = ['console', 'lawyer']
/** Whoever looks after the machine asks by its address. */
const OPERATORS = new Set(['/healthz', '/readyz', '/metrics'])

const siteAt = (sites: Sites, { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): SiteName | null =>
  SITE_NAMES.find((name) => sites[name] === `${protocol}://${host.toLowerCase()}`) ?? null

/** H2. @returns where this kind of account signs in, or null where that is here */
export const homeElsewhere = ({ sites }: Pick<GatewayConfig, 'sites'>, request: Pick<FastifyRequest, 'protocol' | 'host'>, kind: AccountKind, reach: SessionRecord['reach']): string | null => {
  if (sites === undefined) return null
  const here = siteAt(sites, request)
  const homes = reach === 'enrolment' ? ENROLLING : HOMES[kind]
  return here !== null && homes.includes(here) ? null : sites[homes[0]!]
}

/**
 * H1, H3. What is asked for is known by the route that was found, however its address was written.
 * @returns where a browser is sent for it; null: it is here @throws ProblemError `no-such-route`
 */
export const pageElsewhere = (sites: Sites, request: FastifyRequest): string | null => {
  const route = request.routeOptions.url ?? ''
  if (OPERATORS.has(route)) return null
  const here = siteAt(sites, request)
  if (here === null) throw new ProblemError('no-such-route')
  if (route === '/') return `${sites[here]}/${here}/`
  const of = route === '/enrol' && here === 'citizen' ? 'console' : SITE_NAMES.find((name) => route === `/${name}` || route.startsWith(`/${name}/`))
  if (of === undefined || of === here) return null
  // Pages go there, with what stands behind the # of their address; a file that a page of here asks for is none of here.
  if (request.headers.accept?.includes('text/html') === true) return `${sites[of]}${route === '/enrol' ? route : `/${of}/`}`
  throw new ProblemError('no-such-route')
}
