// A check that is open: minutes to answer in.
import { api, clockWords, ProblemNotice, useCommand, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mine } from './data.ts'

export const Check = ({ supervisee, check }: { readonly supervisee: string; readonly check: NonNullable<Mine['check']> }): ReactNode => {
  const { t } = useTranslation('supervision')
  const nowMs = usePlatformTime()
  const answer = useCommand((_: undefined, headers) => api.POST('/api/v1/my-supervision/{supervisee}/position-checks/{check}', {
    params: { path: { supervisee, check: check.checkId }, header: { 'Idempotency-Key': headers['idempotency-key'] } },
  }), ['my-supervision'])
  if (nowMs === null) return null
  const leftMs = Date.parse(check.closesAt) - nowMs
  return (
    <section className="mine-card mine-check-now" aria-labelledby="check">
      <h2 id="check">{t('check')}</h2>
      {leftMs <= 0 ? <p role="alert">{t('check.over')}</p> : (
        <>
          <p>{t('check.says')}</p>
          <p><strong role="timer">{t('check.left', { time: clockWords(leftMs) })}</strong></p>
          <button type="button" className="zj-button" disabled={answer.isPending} onClick={() => answer.mutate(undefined)}>{t('check.answer')}</button>
        </>
      )}
      <ProblemNotice error={answer.error} />
    </section>
  )
}
