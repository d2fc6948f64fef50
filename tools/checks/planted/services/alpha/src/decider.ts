import { beta } from '@planted/beta'
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { hidden } from '../../beta/src/hidden.ts'
import { loop } from './loop.ts'
export const alpha = [beta, readFileSync, randomUUID, hidden, loop]
