import type { ReactNode } from 'react'

/** A word about the state of something: in words, with a colour beside them. */
export const Mark = ({ tone = 'plain', children }: { readonly tone?: 'good' | 'bad' | 'warn' | 'plain'; readonly children: ReactNode }): ReactNode => <span className={`mark is-${tone}`}>{children}</span>
