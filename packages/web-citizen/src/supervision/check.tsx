// A check that is open: minutes to say where one is. The position is asked of the phone once, with its consent, and goes with the answer.
import { api, clockWords, platformNowMs, ProblemNotice, Refusal, useCommand, usePlatformTime } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mine } from './data.ts'
import { whereAmI } from './where-am-i.ts'

export const Check = ({ supervisee, check }: { readonly supervisee: string; readonly check: NonNullable<Mine['check']> }): ReactNode => {
  const { t } = useTranslation('supervision')
  const nowMs = usePlatformTime()
  const [isFinding, setFinding] = useState(false)
  /** Times that the phone did not say where it is. */
  const [lost, setLost] = useState(0)
  const send = useCommand((body: { datum: 'wgs-84'; fixes: object[] }, headers) => api.POST('/api/v1/my-supervision/{supervisee}/positions', { params: { path: { supervisee } }, body, headers }), [])
  const answer = useCommand((_: undefined, headers) => api.POST('/api/v1/my-supervision/{supervisee}/position-checks/{check}', {
    params: { path: { supervisee, check: check.checkId }, header: { 'Idempotency-Key': headers['idempotency-key'] } },
  }), ['my-supervision'])
  const find = async (): Promise<void> => {
    setFinding(true)
    try {
      const { coords: { longitude: lng, latitude: lat, accuracy: errorM } } = await whereAmI()
      // By the platform's clock: the phone's own may be minutes off.
      send.mutate({ datum: 'wgs-84', fixes: [{ at: new Date(platformNowMs()).toISOString(), lng, lat, errorM }] }, { onSuccess: () => answer.mutate(undefined) })
    } catch {
      setLost((before) => before + 1)
    }
    setFinding(false)
  }
  if (nowMs === null) return null
  const leftMs = Date.parse(check.closesAt) - nowMs
  const isBusy = isFinding || send.isPending || answer.isPending
  return (
    <section className="mine-card mine-check-now" aria-labelledby="check">
      <h2 id="check">{t('check')}</h2>
      {leftMs <= 0 ? <p role="alert">{t('check.over')}</p> : (
        <>
          <p>{t('check.says')}</p>
          <p><strong role="timer">{t('check.left', { time: clockWords(leftMs) })}</strong></p>
          <button type="button" className="zj-button" disabled={isBusy} onClick={() => void find()}>{t(isFinding ? 'check.finding' : 'check.answer')}</button>
          {lost > 0 && (
            <>
              <Refusal at={lost}>{t('check.lost')}</Refusal>
              <button type="button" className="zj-button zj-quiet" disabled={isBusy} onClick={() => answer.mutate(undefined)}>{t('check.without')}</button>
            </>
          )}
        </>
      )}
      <ProblemNotice error={send.error ?? answer.error} />
    </section>
  )
}
