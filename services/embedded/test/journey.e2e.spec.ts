// The journey on one process, as `npm start` runs it.
import { describe } from 'vitest'
import { embeddedProcess } from './e2e/platform-process.ts'
import { journey } from './e2e/journey.ts'

describe('one process', () => journey(embeddedProcess))
