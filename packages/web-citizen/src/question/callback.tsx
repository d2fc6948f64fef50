// A call from the 12348 desk: offered always, made by itself when the promise was broken.
import { clockWords, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../when.ts'
import { useCallback12348, useCancelCallback, useRequestCallback, type Callback, type Question } from './data.ts'

const Standing = ({ callback }: { readonly callback: Callback }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  const now = usePlatformTime()
  const { phase, takeDue, endsAt, overAt, attempts, tries } = callback
  const rest = takeDue === null || now === null ? null : Date.parse(takeDue) - now
  return (
    <p role="status">
      {phase === 'waiting' && (rest !== null && rest > 0 ? t('callback.waiting', { left: clockWords(rest) }) : t('callback.late'))}
      {phase === 'taken' && t('callback.taken')}
      {(phase === 'reached' || phase === 'failed' || phase === 'cancelled') && t(`callback.${phase}`, { at: overAt === null ? '' : when(overAt), tries })}
      {(phase === 'waiting' || phase === 'taken') && attempts > 0 && endsAt !== null && ` ${t('callback.tried', { attempts, tries, at: when(endsAt) })}`}
    </p>
  )
}

export const CallBack = ({ question }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const id = question.consultationId
  const { data, error, refetch } = useCallback12348(id)
  const request = useRequestCallback(id)
  const cancel = useCancelCallback()
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const { callback } = data
  const isOn = callback !== null && (callback.phase === 'waiting' || callback.phase === 'taken')
  // Enough answers are there and nobody is to call: it stands below, with the other help.
  return (
    <section className="talk-card" aria-labelledby="callback">
      <h2 id="callback">{t('callback.title')}</h2>
      {callback === null ? <p>{t('callback.says')}</p> : <Standing callback={callback} />}
      <ProblemNotice error={request.error ?? cancel.error} />
      {isOn
        ? callback.phase === 'waiting' && <button type="button" className="zj-button zj-quiet" disabled={cancel.isPending} onClick={() => cancel.mutate(callback.callbackId)}>{t('callback.cancel')}</button>
        : <button type="button" className="zj-button zj-quiet" disabled={request.isPending} onClick={() => request.mutate()}>{t('callback.ask')}</button>}
      <a className="zj-button zj-quiet talk-go" href="tel:12348">{t('callback.ring')}</a>
    </section>
  )
}
