// Every page of the citizen's application, by address. A page is loaded when it is first opened.
import type { Page } from '@zhijian/web-kit'

export const PAGES: readonly Page[] = [
  { path: '', load: () => import('./home/page.tsx') },
  { path: 'questions', load: () => import('./questions/page.tsx') },
  { path: 'questions/:consultation', load: () => import('./question/page.tsx') },
  { path: 'legal-aid', load: () => import('./legal-aid/page.tsx') },
  { path: 'ask', load: () => import('./ask/page.tsx') },
  { path: 'notice', load: () => import('./notice/page.tsx') },
  { path: 'supervision', load: () => import('./supervision/page.tsx') },
  { path: 'my-data', load: () => import('./my-data/page.tsx') },
]
