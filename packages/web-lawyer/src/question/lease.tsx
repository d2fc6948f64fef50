// A place that is kept while somebody writes, with its time ticking. Renewed while he does, as long as the server agrees.
import { api, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Countdown, useLeft } from '../countdown.tsx'

const RENEW_BELOW_MS = 45_000

export interface Lease {
  readonly isHeld: boolean
  /** It was held while this page was open and is gone, by itself or given back. */
  readonly ended: 'lapsed' | 'released' | null
  readonly take: { readonly run: () => void; readonly isPending: boolean; readonly error: Error | null; readonly at: number }
  readonly renew: Lease['take']
  readonly release: Lease['take']
  /** Somebody writes. */
  readonly touch: () => void
}

export const useLease = (consultation: string, expiresAt: string | null): Lease => {
  const path = { consultation }
  const left = useLeft(expiresAt)
  const isHeld = expiresAt !== null && left !== 0
  const [wasHeld, setWasHeld] = useState(isHeld)
  const [isGivenBack, setGivenBack] = useState(false)
  if (isHeld && !wasHeld) setWasHeld(true)
  const take = useCommand((_: void, headers) => api.POST('/api/v1/consultations/{consultation}/claim', { params: { path }, headers }))
  const renew = useCommand((_: void, headers) => api.PUT('/api/v1/consultations/{consultation}/claim', { params: { path }, headers }))
  const release = useCommand((_: void, headers) => api.DELETE('/api/v1/consultations/{consultation}/claim', { params: { path }, headers }))
  const run = (command: typeof take, then: () => void = () => undefined) => ({
    run: () => command.mutate(undefined, { onSuccess: then }), isPending: command.isPending, error: command.error, at: command.submittedAt,
  })
  return {
    isHeld, ended: isHeld || !wasHeld ? null : isGivenBack ? 'released' : 'lapsed',
    take: run(take, () => setGivenBack(false)), renew: run(renew), release: run(release, () => setGivenBack(true)),
    touch() {
      if (isHeld && left !== null && left < RENEW_BELOW_MS && !renew.isPending && !renew.isError) renew.mutate()
    },
  }
}

export const LeaseStrip = ({ lease, expiresAt }: { readonly lease: Lease; readonly expiresAt: string }): ReactNode => {
  const { t } = useTranslation('question')
  return (
    <section className="lease" aria-label={t('claim')}>
      <div className="pair">
        <p><Countdown until={expiresAt} hurryMs={30_000} label={(left) => t('lease-left', { left })} over={t('lease-over')} /></p>
        <button type="button" className="zj-button" disabled={lease.renew.isPending} onClick={lease.renew.run}>{t('renew')}</button>
        <button type="button" className="zj-button zj-quiet" disabled={lease.release.isPending} onClick={lease.release.run}>{t('release')}</button>
      </div>
      <ProblemNotice error={lease.renew.error ?? lease.release.error} />
    </section>
  )
}
