import type { ReactNode } from 'react'

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
export const Beside = ({ list, children }: { readonly list: ReactNode; readonly children: ReactNode }): ReactNode => (
  <div className="beside"><div>{list}</div><section aria-live="polite" className="panel">{children}</section></div>
)

/** Names and values. */
export const Facts = ({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }): ReactNode => (
  <dl className="facts">{of.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
)
