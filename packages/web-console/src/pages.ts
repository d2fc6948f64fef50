// Every page of the console, by address. A page is loaded when it is first opened.
import type { Page } from '@zhijian/web-kit'

export const PAGES: readonly Page[] = [
  { path: '', load: () => import('./home/page.tsx') },
  { path: 'services', load: () => import('./services/page.tsx') },
  { path: 'dead-letters', load: () => import('./dead-letters/page.tsx') },
  { path: 'notifications', load: () => import('./notifications/page.tsx') },
  { path: 'audit-log', load: () => import('./audit-log/page.tsx') },
  { path: 'matrix', load: () => import('./matrix/page.tsx') },
  // the desk
  { path: 'desk/ask', load: () => import('./desk/ask.page.tsx') },
  { path: 'desk/callbacks', load: () => import('./desk/callbacks.page.tsx') },
  { path: 'desk/dangers', load: () => import('./desk/dangers.page.tsx') },
  { path: 'desk/reviews', load: () => import('./desk/reviews.page.tsx') },
  { path: 'desk/mandates', load: () => import('./desk/mandates.page.tsx') },
  { path: 'erasures', load: () => import('./erasure/page.tsx') },
  { path: 'retention', load: () => import('./erasure/retention.page.tsx') },
  { path: 'desk/questions/:consultation', load: () => import('./desk/question.page.tsx') },
  // community correction
  { path: 'correction/people', load: () => import('./correction/people.page.tsx') },
  { path: 'correction/people/:supervisee', load: () => import('./correction/file.page.tsx') },
  { path: 'correction/map', load: () => import('./correction/map.page.tsx') },
  { path: 'correction/decisions', load: () => import('./correction/decisions.page.tsx') },
  { path: 'correction/looks', load: () => import('./correction/looks.page.tsx') },
  { path: 'correction/alarms', load: () => import('./correction/alarms.page.tsx') },
  { path: 'correction/requests', load: () => import('./correction/requests.page.tsx') },
  { path: 'correction/figures', load: () => import('./correction/figures.page.tsx') },
  // the bureau
  { path: 'lawyers', load: () => import('./lawyers/page.tsx') },
  { path: 'rosters', load: () => import('./lawyers/rosters.page.tsx') },
  { path: 'watch', load: () => import('./staff/watch.page.tsx') },
  { path: 'staff', load: () => import('./staff/page.tsx') },
  { path: 'organisations', load: () => import('./staff/organisations.page.tsx') },
  { path: 'policies', load: () => import('./policies/page.tsx') },
  { path: 'imports', load: () => import('./staff/imports.page.tsx') },
  { path: 'accounts', load: () => import('./accounts/page.tsx') },
  { path: 'promise', load: () => import('./promise/page.tsx') },
  { path: 'deadlines', load: () => import('./deadlines/page.tsx') },
  { path: 'story', load: () => import('./story/page.tsx') },
  { path: 'story/:consultation', load: () => import('./story/page.tsx') },
]
