// The stand on which journeys play: the platform as `npm start` runs it, and people with browsers of their own.
export { DESKTOP, openStand, PHONE, type Person, type Stand } from './stand.ts'
export { axeViolations } from './axe.ts'
export { openSlowLine, type Carried, type SlowLine } from './slow-line.ts'
export { askFarAway, FAR_AWAY, openAgain, type Milestone } from './far-away.ts'
export { totp, until } from '@zhijian/embedded/e2e'
export { commandsOf, reads, refusals, type Form } from './refused.ts'
export { ELDER, measure, STANDARD } from './ageing.ts'
export { recorded } from './recording.ts'
