import { Calls, startApp } from '@zhijian/web-kit'
import { Frame } from './frame.tsx'
import { PAGES } from './pages.ts'
import { frameWords } from './words.ts'

await startApp({ base: '/citizen', words: { frame: frameWords }, pages: PAGES, frame: Frame, beside: Calls })

// Once the page is there: over a slow line it comes first.
const keep = (): void => void navigator.serviceWorker?.register('/citizen/sw.js').catch(() => undefined)
if (document.readyState === 'complete') keep()
else window.addEventListener('load', keep, { once: true })
