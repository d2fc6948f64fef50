// A day of the bureau on one process, as `npm start` runs it.
import { describe } from 'vitest'
import { day } from './e2e/day.ts'
import { embeddedProcess } from './e2e/platform-process.ts'

describe('one process', () => day(embeddedProcess))
