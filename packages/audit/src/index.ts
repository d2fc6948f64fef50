export type { Finding, FindingKind, Verdict } from './findings.ts'
export { createVerifier, stateAt, verify, type Passed, type RawEvent, type RawLog, type Verifier, type VerifyOptions } from './verify.ts'
