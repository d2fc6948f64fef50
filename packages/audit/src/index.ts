export { REPLAY_SENTENCES, type Finding, type FindingKind, type Verdict } from './findings.ts'
export { checkUpgrade, type UpgradeFinding, type UpgradeOptions, type UpgradeVerdict } from './upgrade.ts'
export { createVerifier, stateAt, verify, type Passed, type RawEvent, type RawLog, type Verifier, type VerifyOptions } from './verify.ts'
