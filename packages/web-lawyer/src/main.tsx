import { Calls, startApp } from '@zhijian/web-kit'
import { Frame } from './frame.tsx'
import { PAGES } from './pages.ts'
import { readOwnWrites } from './seen.ts'
import { frameWords } from './words.ts'

readOwnWrites()
await startApp({ base: '/lawyer', words: { frame: frameWords }, pages: PAGES, frame: Frame, beside: Calls })
