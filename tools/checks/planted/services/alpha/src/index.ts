export { alpha } from './decider.ts'
