import { startApp } from '@zhijian/web-kit'
import { Frame } from './frame.tsx'
import { PAGES } from './pages.ts'
import { partsWords } from './parts/words.ts'
import { frameWords } from './words.ts'

await startApp({ base: '/console', words: { frame: frameWords, parts: partsWords }, pages: PAGES, frame: Frame })
