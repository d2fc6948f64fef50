// A copy to take along, and asking to be forgotten. Being forgotten cannot be undone, so it takes a code that was sent just now.
import { useQuery } from '@tanstack/react-query'
import { api, Form, ProblemNotice, reading, useCommand } from '@zhijian/web-kit'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CHINA } from '../when.ts'

export const Copy = (): ReactNode => {
  const { t } = useTranslation('my-data')
  return (
    <section aria-labelledby="copy">
      <h2 id="copy">{t('copy')}</h2>
      <p>{t('copy.says')}</p>
      <p><a className="ask-link" href="/api/v1/my-data/copy?form=html" download="my-data.html">{t('copy.html')}</a></p>
      <p><a className="ask-link" href="/api/v1/my-data/copy?form=json" download="my-data.json">{t('copy.json')}</a></p>
    </section>
  )
}

const Asking = ({ onDone }: { readonly onDone: () => void }): ReactNode => {
  const { t } = useTranslation('my-data')
  const id = useId()
  const [code, setCode] = useState('')
  const sent = useCommand((_: undefined, _headers) => api.POST('/api/v1/my-data/identity-codes'), ['erasure'])
  const want = useCommand((body: { code: string }, headers) => api.POST('/api/v1/my-data/erasure', { params: { header: { 'Idempotency-Key': headers['idempotency-key'] } }, body }), ['erasure'])
  return (
    <Form className="zj-form" onSubmit={() => want.mutate({ code }, { onSuccess: onDone })}>
      <button type="button" className="zj-button zj-quiet" disabled={sent.isPending} onClick={() => sent.mutate(undefined)}>{t('erasure.send')}</button>
      {sent.isSuccess && (
        <>
          <p role="status">{t('erasure.sent', { minutes: Math.round(sent.data.livesMs / 60_000) })}</p>
          <label htmlFor={id}>{t('erasure.code')}</label>
          <input id={id} inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} required data-unfit={t('erasure.code-unfit')} value={code} onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))} />
          <button type="submit" className="zj-button" disabled={want.isPending}>{t('erasure.confirm')}</button>
        </>
      )}
      <button type="button" className="zj-button zj-quiet" onClick={onDone}>{t('erasure.cancel')}</button>
      <ProblemNotice error={want.error ?? sent.error} />
    </Form>
  )
}

export const Erasure = (): ReactNode => {
  const { t, i18n } = useTranslation('my-data')
  const [isAsking, setAsking] = useState(false)
  const found = useQuery({ queryKey: ['erasure'], queryFn: () => reading(api.GET('/api/v1/my-data/erasure')) })
  const takeBack = useCommand((_: undefined, headers) => api.DELETE('/api/v1/my-data/erasure', { params: { header: { 'Idempotency-Key': headers['idempotency-key'] } } }), ['erasure'])
  const erasure = found.data?.erasure ?? null
  const on = (at: string | null): string => (at === null ? '' : new Date(at).toLocaleDateString(i18n.language, CHINA))
  const isWaiting = erasure?.phase === 'wanted' || erasure?.phase === 'requested'
  const mayAsk = erasure === null || erasure.phase === 'declined' || erasure.phase === 'taken-back'
  const standing = (): string => {
    if (erasure === null) return ''
    const { phase, wantedAt, answerBy, rule, until, declined, changedAt } = erasure
    if (phase === 'wanted' || phase === 'requested') return wantedAt === null || answerBy === null ? t('erasure.staff') : t(`erasure.${phase}`, { at: on(wantedAt), by: on(answerBy) })
    // The last day on which it is kept: what ends at midnight does not reach into the next.
    if (phase === 'kept') return t('erasure.kept', { rule, until: until === null ? '' : on(new Date(Date.parse(until) - 1).toISOString()) })
    if (phase === 'declined') return t('erasure.declined', { at: on(declined!.at), reason: t(`erasure.declined.${declined!.reason as 'matter-open'}`) })
    return t(`erasure.${phase}`, { at: on(changedAt) })
  }
  return (
    <section aria-labelledby="erasure">
      <h2 id="erasure">{t('erasure')}</h2>
      <p>{t('erasure.says')}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {erasure !== null && <p role="status"><strong>{standing()}</strong></p>}
      {erasure?.declined?.explanation && <p>{t('erasure.explained', { text: erasure.declined.explanation })}</p>}
      {isWaiting && erasure.isOverdue && <p>{t('erasure.late')}</p>}
      {isWaiting && erasure.wantedAt !== null && <button type="button" className="zj-button zj-quiet" disabled={takeBack.isPending} onClick={() => takeBack.mutate(undefined)}>{t('erasure.take-back')}</button>}
      <ProblemNotice error={takeBack.error} />
      {found.isSuccess && mayAsk && !isAsking && <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(true)}>{t(erasure === null ? 'erasure.ask' : 'erasure.again')}</button>}
      {mayAsk && isAsking && <Asking onDone={() => setAsking(false)} />}
    </section>
  )
}
