import { setTimeout as sleep } from 'node:timers/promises'
export const sins = [
  Date.now(), new Date(), Date(), performance.now(), process.hrtime.bigint(), Math.random(),
  setTimeout(() => {}, 1), globalThis.setInterval(() => {}, 1), AbortSignal.timeout(1), sleep(1),
]
/** None of these is one: a date from data, a property, a comment with Date.now(), a text. */
export const innocent = [new Date(0), Date.UTC(2026, 0), { setTimeout: 1 }.setTimeout, 'Math.random()']
