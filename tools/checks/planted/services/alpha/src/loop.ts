import { alpha } from './decider.ts'
export const loop = (): unknown => alpha
