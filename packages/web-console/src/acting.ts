// Who is at the console, in which role, for which county.
import type { Session } from '@zhijian/web-kit'
import { createContext, use } from 'react'

export interface Acting {
  readonly session: Session
  readonly role: string
  /** Divisions the role reaches; null: everywhere. */
  readonly region: string | null
  /** The county whose matters are shown: that of the role, or the one chosen where it reaches several. Empty: none is chosen yet. */
  readonly county: string
}

export const ActingContext = createContext<Acting | null>(null)

export const useActing = (): Acting => {
  const acting = use(ActingContext)
  if (acting === null) throw new Error('a page outside the frame')
  return acting
}
