// For end-to-end specs of other packages: the platform as a process, and waiting for it.
export { BOUND_MS, totp, until, within } from './bounded-timers.ts'
export { appendFact } from './facts.ts'
export { api, live, type Api, type Reply } from './http.ts'
export { distributedProcesses, embeddedProcess } from './platform-process.ts'
export { refusalBody } from './refusal.ts'
export type { Profile, Session, StaffAccount } from './profile.ts'
