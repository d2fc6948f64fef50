import { useEffect, useRef, type ReactNode } from 'react'

/** One page: its title, what can be done on the whole of it, and the rest. */
export const Page = ({ title, actions, intro, children }: {
  readonly title: string; readonly actions?: ReactNode; readonly intro?: ReactNode; readonly children: ReactNode
}): ReactNode => (
  <main className="page">
    <div className="page-head"><h1>{title}</h1><div className="buttons">{actions}</div></div>
    {intro === undefined ? null : <p className="intro">{intro}</p>}
    {children}
  </main>
)

/** A list, and beside it what was chosen. */
export const Beside = ({ list, children }: { readonly list: ReactNode; readonly children: ReactNode }): ReactNode => {
  const listed = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  // Where there is no room beside it, what was chosen stands below the whole list: whoever chose is taken there.
  useEffect(() => {
    const from = listed.current!
    const take = ({ target }: Event): void => {
      if (!(target instanceof Element) || target.closest('[data-row]') === null) return
      requestAnimationFrame(() => {
        if (panel.current !== null && panel.current.getBoundingClientRect().top >= from.getBoundingClientRect().bottom) void panel.current.scrollIntoView()
      })
    }
    from.addEventListener('click', take)
    return () => from.removeEventListener('click', take)
  }, [])
  return <div className="beside"><div ref={listed}>{list}</div><section ref={panel} aria-live="polite" className="panel">{children}</section></div>
}

/** Names and values. */
export const Facts = ({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }): ReactNode => (
  <dl className="facts">{of.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
)
