// Beside every page of an application: rings when somebody rings, and carries a call from page to page. What it takes to talk is loaded
// when somebody rings for the first time.
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useActingRole } from '../api.ts'
import { useSession } from '../session/session.ts'
import { useCallEvents, useCallsOn } from './data.ts'
import { thisTab } from './device.ts'

const CallScreen = lazy(async () => ({ default: (await import('./call-screen.tsx')).CallScreen }))

const Watch = (): ReactNode => {
  useCallEvents()
  const { data } = useCallsOn()
  /** The call on the screen; it stays there, over, until it is put away. */
  const [shown, show] = useState<string | null>(null)
  const [putAway, setPutAway] = useState<string | null>(null)
  // One that rings here and everywhere, or that this tab is in; what another tab took is that tab's.
  const mine = data?.items.find(({ callId, device, phase, by, side }) =>
    callId !== putAway && (device === thisTab() || (device === null && phase === 'ringing' && by !== side)))
  if (mine !== undefined && shown === null) show(mine.callId)
  if (shown === null) return null
  return <Suspense fallback={null}><CallScreen key={shown} callId={shown} onClose={() => { setPutAway(shown); show(null) }} /></Suspense>
}

export const Calls = (): ReactNode => {
  const session = useSession()
  const role = useActingRole()
  return session.data === null || session.data === undefined || session.data.reach === 'enrolment' || role === undefined ? null : <Watch key={role} />
}
