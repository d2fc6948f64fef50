import { Calls, startApp } from '@zhijian/web-kit'
import { Frame } from './frame.tsx'
import { PAGES } from './pages.ts'
import { frameWords } from './words.ts'

await startApp({ base: '/lawyer', words: { frame: frameWords }, pages: PAGES, frame: Frame, beside: Calls })
