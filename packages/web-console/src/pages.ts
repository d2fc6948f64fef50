// Every page of the console, by address. A page is loaded when it is first opened.
import type { Page } from '@zhijian/web-kit'

export const PAGES: readonly Page[] = [
  { path: '', load: () => import('./home/page.tsx') },
  { path: 'services', load: () => import('./services/page.tsx') },
  { path: 'dead-letters', load: () => import('./dead-letters/page.tsx') },
  { path: 'notifications', load: () => import('./notifications/page.tsx') },
  { path: 'audit-log', load: () => import('./audit-log/page.tsx') },
  { path: 'matrix', load: () => import('./matrix/page.tsx') },
]
