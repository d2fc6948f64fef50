// An application starts: words, queries, routes. Pages are loaded when they are opened, so that the first load stays small.
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Component, lazy, StrictMode, Suspense, type ComponentType, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { BrowserRouter, Link, Route, Routes, useLocation } from 'react-router'
import { ApiProblem, atLeast, mayPass, pauseBefore } from './api.ts'
import { restoreElder } from './elder/elder.ts'
import { addWords, startWords, type Words } from './i18n/i18n.ts'
import './kit.css'

export interface Page {
  /** Below the application's address: `ask`, `questions/:id`; empty: the first page. */
  readonly path: string
  /** `() => import('./ask/page.tsx')`: a component, and the words of its screen under a name of their own. */
  readonly load: () => Promise<{ readonly default: ComponentType; readonly words?: { readonly name: string; readonly words: Words } }>
}

export interface AppParts {
  /** Where the gateway serves it: `/citizen`. */
  readonly base: string
  /** Words of the frame; a page brings its own. */
  readonly words: Readonly<Record<string, Words>>
  readonly pages: readonly Page[]
  /** Around every page: bars, menus, who may enter. */
  readonly frame: ComponentType<{ readonly children: ReactNode }>
  /** Beside every page, whichever is open. */
  readonly beside?: ComponentType
}

const LOADS = 4
/** Until everything is read again after a view that was behind. */
const BEHIND_MS = 5000

/** A page that did not come over a line that broke is asked for again; at last the guard says so. */
const patiently = async <T,>(load: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await load()
    } catch (error) {
      if (attempt + 1 >= LOADS) throw error
      await new Promise((resolve) => { setTimeout(resolve, pauseBefore(attempt, error)) })
    }
  }
}

const lazily = ({ load }: Page): ComponentType => lazy(async () => {
  const page = await patiently(load)
  if (page.words !== undefined) addWords(page.words.name, page.words.words)
  return page
})

const Loading = (): ReactNode => <p className="zj-loading" role="status">{useTranslation('kit').t('loading')}</p>

const NotFound = (): ReactNode => {
  const { t } = useTranslation('kit')
  return <main className="zj-page"><h1>{t('not-found.title')}</h1><Link to="/">{t('not-found.home')}</Link></main>
}

const Crashed = (): ReactNode => {
  const { t } = useTranslation('kit')
  return (
    <main className="zj-page" role="alert">
      <h1>{t(navigator.onLine ? 'crashed.title' : 'away.title')}</h1>
      <p>{t(navigator.onLine ? 'crashed.say' : 'away.say')}</p>
      <button type="button" className="zj-button" onClick={() => location.reload()}>{t('crashed.reload')}</button>
    </main>
  )
}

class Guard extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false }
  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true }
  }
  override render(): ReactNode {
    return this.state.crashed ? <Crashed /> : this.props.children
  }
}

/** Bars and menus outlive a page that failed, and another address is another page. */
const PageGuard = ({ children }: { readonly children: ReactNode }): ReactNode => <Guard key={useLocation().pathname}>{children}</Guard>

export const startApp = async ({ base, words, pages, frame: Frame, beside: Beside }: AppParts): Promise<void> => {
  restoreElder()
  await startWords(words)
  // Whoever is told so in the middle of something signs in where she is, and goes on.
  const signedOut = (error: unknown): void => {
    if (error instanceof ApiProblem && error.status === 401) void queries.invalidateQueries({ queryKey: ['session'] })
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => { if (queryKey[0] !== 'session') signedOut(error) } }),
    mutationCache: new MutationCache({ onError: signedOut }),
    defaultOptions: { queries: { retry: (failures, error) => failures < 4 && mayPass(error), retryDelay: pauseBefore, staleTime: 5000 } },
  })
  let isReadingAgain = false
  atLeast.whenBehind(() => {
    if (isReadingAgain) return
    isReadingAgain = true
    setTimeout(() => {
      isReadingAgain = false
      void queries.invalidateQueries()
    }, BEHIND_MS)
  })
  const routes = pages.map((page) => ({ path: page.path, Page: lazily(page) }))
  createRoot(document.querySelector('#app')!).render(
    <StrictMode>
      <Guard>
        <QueryClientProvider client={queries}>
          <BrowserRouter basename={base}>
            <Frame>
              <PageGuard>
                <Suspense fallback={<Loading />}>
                  <Routes>
                    {routes.map(({ path, Page }) => <Route key={path} path={path} element={<Page />} />)}
                    <Route path="*" element={<NotFound />} />
                  </Routes>
                </Suspense>
              </PageGuard>
            </Frame>
            {Beside === undefined ? null : <Beside />}
          </BrowserRouter>
        </QueryClientProvider>
      </Guard>
    </StrictMode>)
  window.dispatchEvent(new Event('zhijian-started'))
}
