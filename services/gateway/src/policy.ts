// Who may use which route, how far: the one table. Rows are routes, columns roles; a role that is not named may not.
// Gateway code asks it and nothing else decides about access at the edge; services check again what is theirs
// (`not-asker`, `not-eligible`), because a table of routes knows no facts.
import type { Actor, Role } from '@zhijian/contracts'
import type { Resource } from './route.ts'
import type { Scope } from './standing.ts'

/**
 * `all`: wherever it lies · `self`: acts in one's own name, touches nothing of others · `own`: what belongs to the actor ·
 * `eligible`: questions this lawyer may see · `region`: within a division of the role · `unit`: of an organisation of the role
 */
export const REACHES = ['all', 'self', 'own', 'eligible', 'region', 'unit'] as const
export type Reach = (typeof REACHES)[number]
/** `public`: without signing in · `enrolment`: also with a session that a link opened · or reach by role. */
export type Access = 'public' | 'enrolment' | { readonly [R in Role]?: Reach }

const EVERYONE = {
  citizen: 'self', enterprise: 'self', lawyer: 'self', desk: 'self', reviewer: 'self', 'duty-officer': 'self',
  'bureau-head': 'self',
  'policy-admin': 'self', 'correction-officer': 'self', 'system-admin': 'self', 'security-admin': 'self', auditor: 'self', procurator: 'self', probe: 'self',
} as const satisfies Access

/** The asker's own acts; desk and counsel in her name, under a mandate that the directory attests. */
const ASKING = { citizen: 'own', enterprise: 'own', probe: 'own', desk: 'region', lawyer: 'eligible' } as const satisfies Access
const ASKERS = { citizen: 'self', enterprise: 'self', probe: 'self' } as const satisfies Access
const HERSELF = { citizen: 'self', enterprise: 'self' } as const satisfies Access
/** @see ERASERS of packages/contracts */
const ERASING = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region', 'security-admin': 'region' } as const satisfies Access
const UPLOADING = {
  citizen: 'self', enterprise: 'self', probe: 'self', lawyer: 'self', desk: 'self', 'bureau-head': 'self', 'system-admin': 'self', 'security-admin': 'self',
} as const satisfies Access
/** Those who take part in a call. */
const IN_CALLS = { citizen: 'self', enterprise: 'self', lawyer: 'self', desk: 'self', 'duty-officer': 'self' } as const satisfies Access
/** Nobody talks in another's name. */
const TALKING = { citizen: 'own', enterprise: 'own', lawyer: 'eligible' } as const satisfies Access
const CALLING = { desk: 'region', 'duty-officer': 'region' } as const satisfies Access
const REGISTRARS = { desk: 'region', 'bureau-head': 'region' } as const satisfies Access
/** Those who answer for the bureau's map and institutions. */
const KEEPERS = { 'bureau-head': 'region', 'system-admin': 'region' } as const satisfies Access
/** Offices are powers: whoever opens accounts gives none. */
const APPOINTERS = { 'bureau-head': 'region', 'security-admin': 'region' } as const satisfies Access
const WATCH_KEEPERS = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region' } as const satisfies Access
/** Those who see who was told, and why somebody was not. */
const TELLING_READERS = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region', auditor: 'region' } as const satisfies Access
const REGISTER_READERS = {
  citizen: 'self', enterprise: 'self', lawyer: 'self', desk: 'self', reviewer: 'self', 'duty-officer': 'self',
  'bureau-head': 'self', auditor: 'self',
} as const satisfies Access

const BOARD_READERS = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region', 'policy-admin': 'region', auditor: 'region' } as const satisfies Access
const DEADLINE_READERS = { desk: 'self', 'duty-officer': 'self', 'bureau-head': 'self', 'system-admin': 'self', auditor: 'self' } as const satisfies Access
/** Evidence is taken out by those who answer for it; what it says stays sealed. */
const EVIDENCE_TAKERS = { 'duty-officer': 'region', 'bureau-head': 'region', auditor: 'region' } as const satisfies Access
/** A receipt opens what was said: for those who may read it, and hand it over the counter. */
const RECEIPT_GIVERS = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region' } as const satisfies Access
/** Positions are for correction alone: no other office, whatever it reaches. */
const CORRECTING = { 'correction-officer': 'region', 'bureau-head': 'region' } as const satisfies Access
const SUPERVISION_LOOKERS = { ...CORRECTING, auditor: 'region' } as const satisfies Access
/** 检察院: it sees what was decided, on which ground, and who looked; never where somebody was. 社区矫正法 第六十二条 */
const SUPERVISION_READERS = { ...SUPERVISION_LOOKERS, procurator: 'region' } as const satisfies Access
const OVERSEERS = { 'bureau-head': 'region', auditor: 'region', procurator: 'region' } as const satisfies Access
const CASE_LOOKERS = { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region', auditor: 'region' } as const satisfies Access

export const POLICY = {
  // Signing in
  'request-phone-code': 'public',
  'sign-in-by-phone': 'public',
  'sign-in-by-password': 'public',
  'redeem-link': 'public',
  'begin-wechat': 'public',
  'sign-in-by-wechat': 'public',
  'set-password': 'enrolment',
  'begin-second-factor': 'enrolment',
  'confirm-second-factor': 'enrolment',
  'show-session': 'enrolment',
  'sign-out': 'enrolment',
  'sign-out-everywhere': EVERYONE,
  'unbind-wechat': EVERYONE,
  live: EVERYONE,
  'issue-turn-credentials': IN_CALLS,
  'list-calls-on': { citizen: 'self', enterprise: 'self', lawyer: 'self' },
  'list-calls': TALKING,
  'ring-call': TALKING,
  'show-call': TALKING,
  'take-call': TALKING,
  'confirm-call': TALKING,
  'end-call': TALKING,
  'send-call-signal': TALKING,
  // For anybody
  'show-clock': 'public',
  'list-topics': 'public',
  'show-promise': 'public',
  'show-hardship': 'public',
  'list-counties': 'public',
  'show-county': 'public',
  'list-villages': 'public',
  'list-organisations': 'public',
  'who-serves': 'public',
  'show-privacy-notice': 'public',
  // Providers, who prove themselves by each request
  'greet-wechat': 'public',
  'wechat-reports': 'public',
  'sms-reports': 'public',
  // Devices, who prove themselves by the name that they alone were told
  'send-positions': 'public',
  'send-osmand-query': 'public',
  'send-osmand': 'public',
  // Askers, and those who ask for them
  'suggest-topic': { citizen: 'self', enterprise: 'self', desk: 'self', lawyer: 'self', probe: 'self' },
  'preview-question': { citizen: 'self', enterprise: 'self', desk: 'self', lawyer: 'self', probe: 'self' },
  'ask-question': { citizen: 'self', enterprise: 'self', desk: 'region', lawyer: 'self', probe: 'self' },
  'list-my-questions': { citizen: 'self', enterprise: 'self', probe: 'self' },
  'show-question': {
    citizen: 'own', enterprise: 'own', probe: 'own', lawyer: 'eligible', desk: 'region', reviewer: 'region',
    'duty-officer': 'region', 'bureau-head': 'region',
  },
  'fetch-file': {
    citizen: 'own', enterprise: 'own', probe: 'own', lawyer: 'eligible', desk: 'region', reviewer: 'region',
    'duty-officer': 'region', 'bureau-head': 'region',
  },
  'list-my-mandates': { citizen: 'self', enterprise: 'self', desk: 'self', lawyer: 'self' },
  'revoke-mandate': { citizen: 'own', enterprise: 'own', desk: 'region', 'bureau-head': 'region', lawyer: 'own' },
  // One's own data
  'acknowledge-privacy-notice': ASKERS,
  'list-my-consents': ASKERS,
  'list-wake-channels': { ...ASKERS, desk: 'self' },
  'copy-my-data': HERSELF,
  'show-my-erasure': HERSELF,
  'send-identity-code': HERSELF,
  'want-erasure': HERSELF,
  'take-back-erasure': HERSELF,
  // Those who answer for people's data: the two who decide, and who looks on
  'list-erasures': { ...ERASING, auditor: 'region' },
  'show-erasure': { ...ERASING, auditor: 'region' },
  'request-erasure': ERASING,
  'confirm-erasure': ERASING,
  'refuse-erasure': ERASING,
  'decline-erasure': ERASING,
  'show-retention': { ...ERASING, auditor: 'region' },
  'propose-retention-review': ERASING,
  'confirm-retention-review': ERASING,
  'drop-retention-review': ERASING,
  'give-consent': ASKING,
  'withdraw-consent': ASKING,
  'ask-follow-up': ASKING,
  'ask-another-lawyer': ASKING,
  'resume-search': ASKING,
  'rate-answer': ASKING,
  'close-question': ASKING,
  'complain-about-answer': { citizen: 'own', enterprise: 'own', lawyer: 'eligible', desk: 'region' },
  'show-receipt': { citizen: 'own', enterprise: 'own' },
  'print-receipt': { citizen: 'own', enterprise: 'own' },
  'show-callback': { citizen: 'own', enterprise: 'own', desk: 'region', 'duty-officer': 'region' },
  'request-callback': { citizen: 'own', enterprise: 'own', desk: 'region', 'duty-officer': 'region' },
  'cancel-callback': { citizen: 'own', enterprise: 'own' },
  // Those who take registers in send a file of their own, and none to a question.
  'begin-upload': {
    citizen: 'own', enterprise: 'own', probe: 'own', lawyer: 'eligible', desk: 'region', 'bureau-head': 'own', 'system-admin': 'own', 'security-admin': 'own',
  },
  'append-upload': UPLOADING,
  'show-upload': UPLOADING,
  'finish-upload': UPLOADING,
  'abandon-upload': UPLOADING,
  // Lawyers
  'list-open-questions': { lawyer: 'self' },
  'list-holdings': { lawyer: 'self' },
  'list-answered': { lawyer: 'self' },
  'claim-answer': { lawyer: 'eligible' },
  'renew-claim': { lawyer: 'eligible' },
  // Stepping back needs no standing: whoever may not look any more can still let go.
  'release-claim': { lawyer: 'self' },
  recuse: { lawyer: 'self' },
  'withdraw-answer': { lawyer: 'self' },
  'give-answer': { lawyer: 'eligible' },
  'reply-follow-up': { lawyer: 'eligible' },
  'set-availability': { lawyer: 'self' },
  'set-quiet-hours': { lawyer: 'self' },
  'declare-conflict': { lawyer: 'self' },
  'withdraw-conflict': { lawyer: 'self' },
  'show-my-standing': { lawyer: 'self' },
  'show-my-service': { lawyer: 'self' },
  'list-my-conflicts': { lawyer: 'self' },
  'list-my-shifts': { lawyer: 'self' },
  'list-my-notices': { lawyer: 'self' },
  'take-shift': { lawyer: 'self' },
  'release-shift': { lawyer: 'self' },
  // The bureau's desks
  'list-county-questions': { desk: 'region', reviewer: 'region', 'duty-officer': 'region', 'bureau-head': 'region' },
  'list-promises': { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region' },
  'list-callbacks': { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region' },
  'list-dangers': { 'duty-officer': 'region', 'bureau-head': 'region' },
  'list-reviews': { reviewer: 'region', 'bureau-head': 'region' },
  'take-callback': CALLING,
  'release-callback': CALLING,
  'report-failed-attempt': CALLING,
  'report-reached': CALLING,
  'show-callback-phone': CALLING,
  'acknowledge-danger': { 'duty-officer': 'region', 'bureau-head': 'region' },
  'resolve-danger': { 'duty-officer': 'region', 'bureau-head': 'region' },
  'take-review': { reviewer: 'region' },
  'decide-review': { reviewer: 'region' },
  // What the bureau promises, its register, its months
  'show-policies': { 'policy-admin': 'region', 'bureau-head': 'region', auditor: 'region' },
  'propose-policy': { 'policy-admin': 'region' },
  'try-policy': { 'policy-admin': 'region', 'bureau-head': 'region' },
  'confirm-policy': { 'policy-admin': 'region', 'bureau-head': 'region' },
  'withdraw-policy': { 'policy-admin': 'region', 'bureau-head': 'region' },
  'show-report': { 'bureau-head': 'region', 'policy-admin': 'region', auditor: 'region', desk: 'region' },
  'show-promise-board': BOARD_READERS,
  'compare-counties': BOARD_READERS,
  // Each sees of it what lies within his reach.
  'list-deadlines': DEADLINE_READERS,
  'look-at-deadlines': DEADLINE_READERS,
  'look-into-case': CASE_LOOKERS,
  'continue-story': CASE_LOOKERS,
  'show-case-at': CASE_LOOKERS,
  'verify-case': CASE_LOOKERS,
  'export-case': EVIDENCE_TAKERS,
  'give-receipt': RECEIPT_GIVERS,
  'explain-audience': { desk: 'region', reviewer: 'region', 'duty-officer': 'region', 'bureau-head': 'region',
    auditor: 'region' },
  'search-lawyers': REGISTER_READERS,
  'show-lawyer': REGISTER_READERS,
  'register-lawyer': REGISTRARS,
  'import-lawyers': REGISTRARS,
  'show-import-template': { desk: 'self', 'bureau-head': 'self', 'system-admin': 'self', 'security-admin': 'self' },
  'change-lawyer-profile': REGISTRARS,
  'change-lawyer-phone': REGISTRARS,
  'suspend-lawyer': REGISTRARS,
  'reinstate-lawyer': REGISTRARS,
  'appoint-counsel': REGISTRARS,
  'end-counsel': REGISTRARS,
  'pass-annual-check': REGISTRARS,
  'fail-annual-check': REGISTRARS,
  'deregister-lawyer': REGISTRARS,
  'show-roster': { lawyer: 'self', desk: 'self', 'duty-officer': 'self', 'bureau-head': 'self', auditor: 'self' },
  'list-on-duty': WATCH_KEEPERS,
  'open-roster': REGISTRARS,
  'open-shift': REGISTRARS,
  'cancel-shift': REGISTRARS,
  'record-no-show': REGISTRARS,
  // People in community correction
  'enrol-supervisee': CORRECTING,
  'list-supervisees': SUPERVISION_READERS,
  'look-at-supervisee': SUPERVISION_READERS,
  'assign-justice-office': CORRECTING,
  'permit-checks': CORRECTING,
  'approve-positioning': { 'bureau-head': 'region' },
  'end-basis': CORRECTING,
  'bind-device': CORRECTING,
  'unbind-device': CORRECTING,
  'start-tracking': CORRECTING,
  'stop-tracking': CORRECTING,
  'open-check': CORRECTING,
  'end-correction': CORRECTING,
  'set-zone': CORRECTING,
  'change-zone': CORRECTING,
  'retire-zone': CORRECTING,
  'propose-zone': CORRECTING,
  // The service says who of them may decide on which.
  'approve-zone': CORRECTING,
  'reject-zone': CORRECTING,
  'export-zones': SUPERVISION_LOOKERS,
  'export-letter': SUPERVISION_LOOKERS,
  'show-my-letter': { citizen: 'own' },
  // It names nobody: an officer of a town sees where the county ends.
  'show-boundary': { 'correction-officer': 'self', 'bureau-head': 'self', auditor: 'self' },
  'set-boundary': { 'bureau-head': 'region' },
  'request-leave': CORRECTING,
  'approve-leave': CORRECTING,
  'refuse-leave': CORRECTING,
  'report-back': CORRECTING,
  'plan-check-ins': CORRECTING,
  'stop-check-ins': CORRECTING,
  'judge-check-in': CORRECTING,
  'show-check-in-photo': SUPERVISION_LOOKERS,
  'list-alarms': SUPERVISION_READERS,
  'show-supervision-figures': SUPERVISION_READERS,
  'show-map-tiles': { 'correction-officer': 'self', 'bureau-head': 'self', procurator: 'self', auditor: 'self' },
  'list-supervision-requests': SUPERVISION_LOOKERS,
  'acknowledge-alarm': CORRECTING,
  'propose-finding': CORRECTING,
  'decline-finding': CORRECTING,
  'close-alarm': CORRECTING,
  'who-looked-at-supervisee': OVERSEERS,
  'list-supervision-decisions': OVERSEERS,
  'list-supervision-looks': OVERSEERS,
  'who-looked-at-me': { citizen: 'own' },
  'request-my-leave': { citizen: 'own' },
  'withdraw-my-leave': { citizen: 'own' },
  'answer-check-in': { citizen: 'own' },
  'show-my-supervision': { citizen: 'self' },
  'sign-letter': { citizen: 'own' },
  'answer-check': { citizen: 'own' },
  'send-my-positions': { citizen: 'own' },
  'import-positions': CORRECTING,
  'look-at-positions': SUPERVISION_LOOKERS,
  'look-at-track': SUPERVISION_LOOKERS,
  // Institutions, the map, staff and their offices
  'import-divisions': KEEPERS,
  'import-villages': KEEPERS,
  'found-organisation': KEEPERS,
  'rename-organisation': KEEPERS,
  'close-organisation': KEEPERS,
  'show-watch': { desk: 'region', 'duty-officer': 'region', 'bureau-head': 'region' },
  'list-watches': WATCH_KEEPERS,
  'set-standing-watch': WATCH_KEEPERS,
  'plan-watch': WATCH_KEEPERS,
  'remove-watch': WATCH_KEEPERS,
  'add-staff': { ...APPOINTERS, 'system-admin': 'region' },
  'change-staff-details': { ...APPOINTERS, 'system-admin': 'region' },
  'import-staff': APPOINTERS,
  'take-office': APPOINTERS,
  'end-office': APPOINTERS,
  'leave-staff': APPOINTERS,
  'list-staff': { ...WATCH_KEEPERS, 'correction-officer': 'region', 'system-admin': 'region', 'security-admin': 'region', auditor: 'region' },
  'show-staff': { 'bureau-head': 'region', 'system-admin': 'region', 'security-admin': 'self', auditor: 'self' },
  // Accounts of lawyers and staff
  'open-account': { 'system-admin': 'all' },
  'issue-link': { 'system-admin': 'all' },
  'list-accounts': { 'system-admin': 'all', 'security-admin': 'all', auditor: 'all' },
  'show-account': { 'system-admin': 'all', 'security-admin': 'all', auditor: 'all' },
  'grant-role': { 'security-admin': 'all' },
  'revoke-role': { 'security-admin': 'all' },
  'remove-second-factor': { 'security-admin': 'all' },
  'suspend-account': { 'security-admin': 'all' },
  'reinstate-account': { 'security-admin': 'all' },
  // Keeping it running: who keeps the machine sees no business, and who looks on changes nothing
  'list-services': { 'system-admin': 'all', auditor: 'all' },
  'rebuild-view': { 'system-admin': 'all' },
  'list-dead-letters': { 'system-admin': 'all', auditor: 'all' },
  'replay-dead-letter': { 'system-admin': 'all' },
  'discard-dead-letter': { 'system-admin': 'all' },
  'settle-stream-again': { 'system-admin': 'all' },
  'list-notifications': TELLING_READERS,
  'list-question-notifications': TELLING_READERS,
  'list-recipients': TELLING_READERS,
  'list-lawyer-notifications': TELLING_READERS,
  'list-audit': { auditor: 'all' },
  'show-policy-matrix': { 'bureau-head': 'self', 'system-admin': 'self', 'security-admin': 'self', auditor: 'self' },
} as const satisfies Readonly<Record<string, Access>>

export type RouteId = keyof typeof POLICY

export interface Bearer {
  readonly personId: string
  readonly lawyerId: string | null
  readonly scopes: readonly Scope[]
}

export const accessOf = (id: RouteId): Access => POLICY[id]

/** What everybody with an account may act as, besides the roles that were granted. */
export const IMPLIED: readonly Role[] = ['citizen', 'enterprise']

/**
 * The role a request acts in: the one asked for, or the first held one that the route lets in, citizens last; with all that it
 * reaches.
 * @returns null when there is none
 */
export const roleFor = (id: RouteId, bearer: Bearer,
  wanted: Role | null): { readonly role: Actor['role']; readonly scopes: readonly Scope[] } | null => {
  const access = accessOf(id)
  const role = [...bearer.scopes.map((scope): Role => scope.role), ...IMPLIED].find((each) => (wanted === null || each === wanted)
    && (access === 'public' || access === 'enrolment' || access[each] !== undefined))
  return role === undefined ? null : { role, scopes: bearer.scopes.filter((scope) => scope.role === role) }
}

/** Whether a division lies within another: `150921003` in `150921`. */
export const within = (region: string, outer: string): boolean => region.startsWith(outer)

/** A scope without a region reaches everywhere; one with a region reaches nothing that lies nowhere. */
export const covers = (scopes: readonly Scope[], place: string | undefined): boolean =>
  scopes.some(({ region }) => region === null || (place !== undefined && within(place, region)))

/** The divisions a role reaches; null: all of them. */
export const regionsOf = (scopes: readonly Scope[]): readonly string[] | null =>
  (scopes.some(({ region }) => region === null) ? null : scopes.map(({ region }) => region!))

export const reaches = async (
  reach: Reach, bearer: Bearer, scopes: readonly Scope[], resource: Resource,
): Promise<boolean> => {
  switch (reach) {
    case 'all': case 'self': return true
    case 'own': return resource.owner !== undefined && resource.owner === bearer.personId
    case 'eligible': return bearer.lawyerId !== null && resource.lawyers !== undefined && await resource.lawyers(bearer.lawyerId)
    case 'region': return covers(scopes, resource.region)
    case 'unit': return scopes.some(({ organisation }) => organisation !== null && organisation === resource.organisation)
    default: return reach satisfies never
  }
}
