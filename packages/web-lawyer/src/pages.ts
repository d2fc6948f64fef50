// Every page of the lawyer’s application, by address. A page is loaded when it is first opened.
import type { Page } from '@zhijian/web-kit'

export const PAGES: readonly Page[] = [
  { path: '', load: () => import('./inbox/page.tsx') },
  { path: 'q/:id', load: () => import('./question/page.tsx') },
  { path: 'waiting', load: () => import('./waiting/page.tsx') },
  { path: 'answered', load: () => import('./answered/page.tsx') },
  { path: 'me', load: () => import('./me/page.tsx') },
  { path: 'me/shifts', load: () => import('./shifts/page.tsx') },
  { path: 'me/quiet', load: () => import('./quiet/page.tsx') },
  { path: 'me/service', load: () => import('./service/page.tsx') },
  { path: 'me/notices', load: () => import('./notices/page.tsx') },
  { path: 'me/conflicts', load: () => import('./conflicts/page.tsx') },
  { path: 'me/security', load: () => import('./security/page.tsx') },
]
