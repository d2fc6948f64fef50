// Codes that only the edge knows, and the ONE table from every code (refusals of services, faults, the edge's own) to an
// HTTP status. The texts are in i18n/zh-CN.ts; a test holds both against the sources.

/** What the edge itself may say. */
export const EDGE_CODES = {
  // the request
  'malformed-json': 400, 'malformed-url': 400, 'malformed-request': 400, 'unknown-field': 400, 'not-valid': 400, 'because-missing': 400,
  'idempotency-key-missing': 400, 'idempotency-key-malformed': 400, 'idempotency-key-reused': 409,
  'body-missing': 400, 'body-too-large': 413, 'headers-too-large': 431, 'media-type-not-supported': 415,
  'encoding-not-supported': 415,
  'no-such-route': 404, 'method-not-allowed': 405, 'request-timed-out': 408, 'address-too-long': 414,
  // who asks
  'not-signed-in': 401, 'session-ended': 401, 'role-not-held': 403, 'not-permitted': 403, 'cross-site-request': 403,
  'enrolment-unfinished': 403, 'too-many-requests': 429, 'too-many-streams': 429, 'report-not-accepted': 403, 'not-sealed-by-sender': 403,
  // signing in
  'credentials-not-accepted': 401, 'sign-in-blocked': 429,
  'code-not-accepted': 401, 'link-not-accepted': 401, 'use-password': 403, 'use-own-site': 403, 'wechat-not-offered': 404, 'calls-not-offered': 404, 'ticket-not-accepted': 401,
  'password-too-short': 422, 'password-too-long': 422, 'password-too-common': 422, 'phone-taken': 409,
  // what it touches
  'no-such-thing': 404, 'file-not-readable': 422, 'notice-outdated': 409, 'look-over': 403, 'receipt-not-yet': 409, 'receipts-not-offered': 404, 'bundles-not-offered': 404, 'what-if-too-long': 422,
  'identity-not-shown': 403, 'no-phone-on-account': 409, 'letter-changed': 409,
  // a zone that cannot bind anybody
  'no-boundary': 404, 'zone-not-geojson': 422, 'zone-too-many-points': 422, 'zone-out-of-range': 422, 'zone-coordinates-swapped': 422, 'zone-out-of-bounds': 422, 'zone-too-few-points': 422, 'zone-not-closed': 422,
  'zone-crosses-itself': 422, 'zone-no-area': 422, 'zone-hole-outside': 422, 'zone-parts-overlap': 422, 'zone-wrong-size': 422, 'zone-datum-doubtful': 422,
  'too-many-positions': 422, 'no-positions': 422, 'unknown-datum': 422, 'track-too-long': 422,
  internal: 500,
} as const
export type EdgeCode = keyof typeof EDGE_CODES

/** Refusals of services: the state of the thing forbids it (409), the person may not (403), it is not there (404). */
const REFUSALS: Readonly<Record<string, number>> = {
  'no-such-account': 404, 'account-suspended': 403, 'own-account': 403, 'roles-exclude-each-other': 409, 'region-needed': 409, 'lawyer-not-linked': 409,
  'another-lawyer-linked': 409, 'role-by-office': 409, 'second-factor-enrolled': 409, 'no-second-factor': 409, 'wechat-bound-already': 409,
  // consultation
  'no-such-consultation': 404, 'consultation-closed': 409, 'not-asker': 403, 'no-mandate': 403, 'no-such-thread': 409,
  'not-offered': 409, 'lawyer-inactive': 403, 'own-question': 403, 'recused': 403, 'enterprise-only': 403, 'not-eligible': 403,
  'claim-not-needed': 409, 'no-claim': 409, 'claim-exhausted': 409, 'too-many-claims': 409, 'no-free-claim': 409,
  'quorum-met': 409, 'already-answered': 409, 'answer-hidden': 409, 'not-substantive': 422, 'no-such-answer': 404,
  'tier-not-open': 409,
  'guardian-consent-missing': 403, 'guardian-consent-withdrawn': 409, 'no-such-consent': 409,
  'mandate-of-another': 403, 'mandate-for-another-matter': 403, 'mandate-revoked': 403, 'mandate-expired': 403,
  'mandate-not-begun': 403, 'agent-out-of-reach': 403,
  // policy
  'no-such-proposal': 404, 'another-proposal-waits': 409, 'same-person': 403, 'other-text': 409, 'wrong-county': 409,
  'already-in-force': 409, 'begins-before-the-last': 409, 'tiers-narrow': 409,
  // call
  'in-another-call': 409, 'line-busy': 409, 'no-such-call': 404, 'call-over': 409, 'not-rung': 409, 'not-taken-yet': 409, 'taken-elsewhere': 409,
  // callback
  'no-such-callback': 404, 'callback-over': 409, 'taken-by-another': 409, 'not-taken': 409, 'attempt-out-of-order': 409,
  // review
  'answer-not-hidden': 409, 'no-such-review': 404, 'review-decided': 409, 'reason-missing': 422,
  // danger
  'no-such-danger': 404, 'already-acknowledged': 409, 'not-acknowledged': 409, 'danger-resolved': 409,
  // delivery
  'no-such-delivery': 404, 'wave-not-started': 409, 'delivery-stopped': 409, 'not-planned': 409,
  // lawyers
  'no-such-lawyer': 404, 'lawyer-exists': 409, 'lawyer-deregistered': 409, 'licence-taken': 409, 'check-over': 409,
  'appointment-exists': 409, 'appointment-ended': 409, 'no-such-appointment': 404, 'counsel-already': 409, 'term-over': 409,
  'village-outside-county': 422, 'quiet-hours-empty': 422, 'simulated-in-live-store': 409,
  'too-many-conflicts': 409,
  // duty
  'no-such-roster': 404, 'roster-exists': 409, 'no-such-shift': 404, 'shift-exists': 409, 'shift-begun': 409,
  'shift-not-begun': 409, 'shift-over': 409, 'shift-cancelled': 409, 'shift-full': 409, 'shift-not-held': 409,
  'shift-overlaps': 409, 'shift-without-length': 422, 'too-many-shifts': 422, 'too-many-shifts-held': 409,
  'barred-after-no-show': 403, 'language-needed': 403, 'not-open-yet': 409,
  // directory
  'no-such-organisation': 404, 'organisation-exists': 409, 'organisation-closed': 409, 'own-parent': 409,
  'area-outside-county': 422, 'bureau-only': 409, 'code-outside-county': 422, 'code-twice': 422, 'village-without-town': 422,
  'county-not-served': 422, 'no-such-division': 422,
  'no-such-person': 404, 'person-left': 409, 'no-such-office': 404, 'office-exists': 409, 'office-ended': 409, 'own-office': 403,
  'too-many-offices': 409, 'too-many-watches': 422, 'watch-exists': 409, 'watch-over': 409, 'watch-overlaps': 409,
  'watch-without-length': 422,
  // mandates
  'no-such-mandate': 404, 'mandate-exists': 409, 'own-mandate': 409, 'not-principal': 403, 'witness-missing': 422, 'mandate-until-past': 422,
  'term-too-long': 422,
  // forgetting
  'no-such-request': 404, 'not-confirmed': 409, 'already-confirmed': 409, 'period-over': 422, 'matter-open': 409, 'retention-running': 409, 'certificate-differs': 409,
  'no-such-operation': 404,
  // geofence-monitor
  'supervisee-exists': 409, 'no-such-supervisee': 404, 'not-supervisee': 403, 'correction-over': 409, 'correction-without-length': 422, 'region-outside-county': 422, 'letter-not-signed': 409,
  'basis-exists': 409, 'basis-without-length': 422, 'basis-in-the-past': 422, 'basis-beyond-correction': 422, 'basis-too-long': 422, 'basis-overlaps': 409, 'phone-may-not-serve': 409,
  'no-such-basis': 404, 'no-basis': 409, 'device-exists': 409, 'no-such-device': 404, 'wrong-device': 409, 'check-open': 409, 'too-many-checks': 409, 'no-such-check': 404, 'check-closed': 409,
  'no-such-zone': 404, 'zone-beyond-county': 403, 'zone-county-unknown': 403, 'zone-beyond-town': 403, 'zone-town-unknown': 403, 'zone-needs-head': 403, 'zone-needs-county': 403, 'boundary-outside-county': 422, 'zone-kind-fixed': 409, 'zone-always-allowed': 422, 'too-many-zones': 409, 'zone-within-scope': 409, 'no-such-zone-proposal': 404, 'zone-proposal-own': 403, 'fix-without-basis': 409, 'no-such-condition': 404, 'rules-differ': 409,
  'reading-lacks-zone': 422, 'evidence-too-old': 422, 'leave-exists': 409, 'leave-without-length': 422, 'leave-in-the-past': 422, 'leave-overlaps': 409, 'no-such-leave': 404, 'leave-decided': 409,
  'leave-needs-head': 403, 'leave-needs-superior': 409, 'check-ins-without-length': 422, 'no-such-check-in': 404, 'check-in-over': 409, 'check-in-not-answered': 409,
  'no-such-alarm': 404, 'alarm-closed': 409, 'alarm-not-acknowledged': 409, 'finding-not-proposed': 409, 'finding-proposed': 409,
  // what was written, and files
  'text-empty': 422, 'text-has-nul': 400, 'no-such-upload': 404, 'upload-offset': 409, 'upload-offset-missing': 400,
  'upload-too-long': 413,
}

/** Faults that mean something to a caller; any other is 503 when it may pass, 500 when it will not. */
const FAULTS: Readonly<Record<string, number>> = {
  'wechat-code-not-accepted': 401, 'wechat-unavailable': 503, 'wechat-misconfigured': 500,
  'no-responder': 503, busy: 503, 'request-timeout': 504, 'version-conflict': 503, 'store-full': 507, 'store-busy': 503,
  'store-unavailable': 503,
  'append-too-large': 413, 'chain-broken': 500, 'box-damaged': 500, 'config-invalid': 500, 'actor-not-vouched': 403,
  'person-erased': 410, 'person-restricted': 403, 'no-such-key': 404, 'text-too-long': 413,
  'blob-too-large': 413, 'type-not-allowed': 415, 'file-infected': 422, 'file-not-scanned': 503, 'no-such-blob': 404, 'blob-damaged': 500,
  'not-yet': 503, 'no-such-position': 400, 'no-such-index': 500, 'index-mismatch': 500, 'bad-cursor': 400, 'no-such-dead-letter': 404, 'no-such-parked-stream': 404,
  'retention-not-set': 409, 'no-such-view': 404, 'rebuild-runs-already': 409,
  'code-not-sent': 503, 'no-sms-provider': 503, 'text-malformed': 400, 'stream-contended': 503, 'invalid-message': 500, 'no-such-command': 500,
  'no-such-query': 500, 'role-not-allowed': 403, 'bus-unavailable': 503, 'bus-forbidden': 500, 'lookup-value-empty': 422,
  'not-in-call': 403, 'call-not-over': 409,
  'range-not-satisfiable': 416, 'too-many-uploads': 429, 'not-this-lawyer': 403, 'sealed-for-another': 500,
  'bad-attestation': 500, 'lookup-key-mismatch': 500,
  'document-not-sealed': 503, 'positions-not-taken': 503, 'positions-in-use': 503, 'position-log-damaged': 500, 'box-of-another': 500,
}

export const STATUS: Readonly<Record<string, number>> = { ...REFUSALS, ...FAULTS, ...EDGE_CODES }

/** A problem on its way out. Thrown by the edge's own steps only; services return refusals or throw faults. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: string
  readonly detail: Readonly<Record<string, string | number>>
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>
  constructor(code: string, extra: {
    detail?: Readonly<Record<string, string | number>>; errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>>
  } = {}) {
    super(code)
    this.code = code
    this.detail = extra.detail ?? {}
    this.errors = extra.errors ?? []
    this.headers = extra.headers ?? {}
  }
}

/** Where a request is wrong, never what it said. */
export interface FieldError {
  readonly in: 'path' | 'query' | 'body' | 'header'
  /** `answers.0.text`; of an unknown field only its parent is named, as its name is input too. */
  readonly field: string
  readonly rule: string
  readonly text: string
}
