export { merge, play, type Played, type Tick } from './play.ts'
export { scenario } from './scenario.ts'
export { virtualClock, type VirtualClock } from './virtual-clock.ts'
