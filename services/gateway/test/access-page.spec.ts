// docs/access.md shows who may do what, by the tables that decide and tell. Write it anew: npx vitest run test/access-page.spec.ts -u
import { ROLES } from '@zhijian/contracts'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { PLACES, TOUCHES } from '../src/places.ts'
import { accessOf, REACHES, type Access } from '../src/policy.ts'
import type { AnyRoute } from '../src/route.ts'
import { ROUTES } from '../src/routes/index.ts'

const SAID: Readonly<Record<typeof REACHES[number], string>> = {
  all: 'wherever it lies', self: 'in one’s own name: nothing of others is touched', own: 'what is one’s own', eligible: 'a question this lawyer may look at, or a call of his',
  region: 'what lies within a division of the office or grant', unit: 'what belongs to the organisation of the office (no route yet)',
}
const COLUMNS = {
  citizen: 'citizen', enterprise: 'firm', lawyer: 'lawyer', desk: 'desk', reviewer: 'reviewer', 'duty-officer': 'duty', 'bureau-head': 'head', 'policy-admin': 'policy', 'correction-officer': 'correction',
  'system-admin': 'system', 'security-admin': 'security', auditor: 'auditor', procurator: 'procurator', probe: 'probe',
} as const
const cellOf = (access: Access, role: keyof typeof COLUMNS): string => (typeof access === 'string' ? access === 'public' ? 'public' : 'signed in' : access[role] ?? '·')
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Words of one's own, and whether they must be there. */
const wordsOf = ({ body }: AnyRoute): string => {
  const { properties = {}, required = [] } = body === undefined ? {} : z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { enum?: unknown; maxLength?: number }>; required?: string[] }
  const field = ['because', 'reason', 'purpose'].find((name) => properties[name] !== undefined && properties[name].enum === undefined && (properties[name].maxLength ?? 0) > 100)
  return field === undefined ? '' : required.includes(field) ? `\`${field}\`` : `\`${field}\`, if wanted`
}
const lineOf = (route: AnyRoute): string => row(
  `\`${route.id}\`<br>${route.method} ${route.path}`, ...Object.keys(COLUMNS).map((role) => cellOf(accessOf(route.id), role as keyof typeof COLUMNS)),
  TOUCHES[route.id], wordsOf(route), route.looks === undefined ? '' : 'yes',
)

const page = (): string => {
  const byTag = Map.groupBy(ROUTES, ({ tag }) => tag)
  return [
    '# Who may do what', '',
    'Made from the tables themselves: rows and reach from [policy.ts](../services/gateway/src/policy.ts), places from [places.ts](../services/gateway/src/places.ts), words from each',
    'route’s own body. Every cell is tried over HTTP, with what must be refused and what must pass, in [access.int.spec.ts](../services/embedded/test/access.int.spec.ts);',
    'this page is compared with the tables in [access-page.spec.ts](../services/gateway/test/access-page.spec.ts). Services check again what is theirs: a route that lets somebody in may still be refused by the matter.', '',
    '**Before any cell.** No session: 401 `not-signed-in`. One that ended, of a suspended account, or a service’s own token: 401 `session-ended`. A session that a link opened, for anything but enrolment: 403',
    '`enrolment-unfinished`. A role that was asked for and is not held, or does not use this route: 403 `role-not-held`; none asked for and none that may: 403 `not-permitted`. `·`: may not. Citizen and firm are what every account is besides.', '',
    '**How far.** ' + REACHES.map((reach) => `\`${reach}\`: ${SAID[reach]}`).join('; ') + '. What is out of reach looks like what is not there: 404 `no-such-thing`. Offices that are over, or have not begun, are none.', '',
    '**Why.** Where *words* are asked for, a request without them is 400 `because-missing` (or `not-valid`), before anything else is looked at; “if wanted”: a code says why. Looking into a case needs a purpose first, and a look holds for one account, one role, one case and one hour: otherwise 403 `look-over`.',
    '*Look*: what staff see there is in the audit log before they see it.', '',
    '## Places', '', row('place', 'where it lies'), row('---', '---'), ...Object.entries(PLACES).map(([name, said]) => row(name, said)), '',
    ...[...byTag].flatMap(([tag, routes]) => [
      `## ${tag}`, '', row('route', ...Object.values(COLUMNS), 'place', 'words', 'look'), row(...Array.from({ length: Object.keys(COLUMNS).length + 4 }, () => '---')), ...routes.map(lineOf), '',
    ]),
  ].join('\n')
}

it('is what the tables say; write it anew with -u', async () => {
  expect(Object.keys(COLUMNS).toSorted()).toEqual(ROLES.filter((role) => role !== 'system').toSorted())
  await expect(page()).toMatchFileSnapshot('../../../docs/access.md')
})
it('has every place in use', () => {
  expect(new Set<string>(Object.values(TOUCHES))).toEqual(new Set(Object.keys(PLACES)))
})
it('says of every route that touches something that lies somewhere where that is, and of no other', () => {
  const somewhere = ROUTES.filter(({ resource }) => resource !== undefined).map(({ id }) => id)
  const told = ROUTES.filter(({ id }) => TOUCHES[id] !== 'nowhere' && TOUCHES[id] !== 'own file' && accessOf(id) !== 'public').map(({ id }) => id)
  expect(told).toEqual(somewhere)
})
