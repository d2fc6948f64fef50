// A word that says how something is, in a colour that says it again; readable on its ground at every size.
import type { ReactNode } from 'react'

export type Tone = 'good' | 'bad' | 'warn' | 'calm'
export const Mark = ({ tone = 'calm', children }: { readonly tone?: Tone; readonly children: ReactNode }): ReactNode => <span className={`zj-mark ${tone}`}>{children}</span>
