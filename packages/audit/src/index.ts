export type { Finding, FindingKind, Verdict } from './findings.ts'
export { stateAt, verify, type Passed, type RawEvent, type RawLog, type VerifyOptions } from './verify.ts'
