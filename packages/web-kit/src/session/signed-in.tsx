// Lets through who is signed in and may use this application; everybody else signs in here, and is then where they wanted to be.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { actAs } from '../api.ts'
import { onCleared } from '../drafts.ts'
import { LiveLost } from '../live-lost.tsx'
import { restartLive } from '../live.ts'
import { ProblemNotice } from '../problem.tsx'
import { PasswordSignIn } from './password-sign-in.tsx'
import { PhoneSignIn } from './phone-sign-in.tsx'
import { useSession, useSignOut, type Session } from './session.ts'

const ROLE_KEY = 'zhijian-role'

export interface SignedInProps {
  readonly by: 'phone' | 'password'
  /** The roles somebody may act in here, of those the account has; none: the wrong account for this application. */
  readonly roles: (session: Session) => readonly string[]
  readonly children: (session: Session, role: string, changeRole: ((next: string) => void) | null) => ReactNode
}

export const SignedIn = ({ by, roles, children }: SignedInProps): ReactNode => {
  const { t } = useTranslation('kit')
  const queries = useQueryClient()
  const session = useSession()
  const signOut = useSignOut()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(ROLE_KEY))

  // Whoever signed out in another tab is not shown here any more.
  useEffect(() => onCleared(() => void queries.invalidateQueries({ queryKey: ['session'] })), [queries])

  // Without a network that is said at once, and not when nothing more is tried; it goes on by itself.
  const isAway = session.fetchStatus === 'paused' || (session.failureCount > 0 && !navigator.onLine)
  if (session.isPending) return <p className="zj-loading" role="status">{t(isAway ? 'paused' : 'loading')}</p>
  if (session.data === undefined) return <main className="zj-page"><ProblemNotice error={session.error} onRetry={() => void session.refetch()} /></main>
  const entered = (): void => {
    restartLive()
    void queries.invalidateQueries()
  }
  if (session.data === null || session.data.reach === 'enrolment') {
    return (
      <main className="zj-page">
        <h1>{t('sign-in.title')}</h1>
        {by === 'phone' ? <PhoneSignIn onEntered={entered} /> : <PasswordSignIn onEntered={entered} />}
      </main>
    )
  }
  const offered = roles(session.data)
  const role = chosen !== null && offered.includes(chosen) ? chosen : offered[0]
  if (role === undefined) {
    return (
      <main className="zj-page">
        <h1>{t('sign-in.title')}</h1>
        <p role="alert">{t('sign-in.wrong-kind')}</p>
        <button type="button" className="zj-button" onClick={() => signOut.mutate()}>{t('sign-out')}</button>
      </main>
    )
  }
  actAs(role)
  const changeRole = (next: string): void => {
    sessionStorage.setItem(ROLE_KEY, next)
    actAs(next)
    setChosen(next)
    restartLive()
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'clock' })
  }
  return <><LiveLost />{children(session.data, role, offered.length > 1 ? changeRole : null)}</>
}
