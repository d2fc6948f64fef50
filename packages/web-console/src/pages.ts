// Every page of the console, by address. A page is loaded when it is first opened.
import type { Page } from '@zhijian/web-kit'

export const PAGES: readonly Page[] = [
  { path: '', load: () => import('./home/page.tsx') },
  { path: 'promise', load: () => import('./promise/page.tsx') },
  { path: 'deadlines', load: () => import('./deadlines/page.tsx') },
  { path: 'story', load: () => import('./story/page.tsx') },
  { path: 'story/:consultation', load: () => import('./story/page.tsx') },
]
