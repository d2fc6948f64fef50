// 接受手机定位监管承诺书: read, then signed with a code that was sent just now to the telephone of who signs.
import { api, Form, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../when.ts'
import type { Mine } from './data.ts'

const Sign = ({ supervisee, text, hash }: { readonly supervisee: string; readonly text: string; readonly hash: string }): ReactNode => {
  const { t } = useTranslation('supervision')
  const id = useId()
  const [code, setCode] = useState('')
  const sent = useCommand((_: undefined, _headers) => api.POST('/api/v1/my-data/identity-codes'), [])
  const sign = useCommand((body: { hash: string; code: string }, headers) => api.POST('/api/v1/my-supervision/{supervisee}/letter', {
    params: { path: { supervisee }, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body,
  }), ['my-supervision'])
  return (
    <Form className="zj-form" onSubmit={() => sign.mutate({ hash, code })}>
      <p>{t('letter.to-sign')}</p>
      <div className="mine-letter" tabIndex={0} role="region" aria-label={t('letter.text')}>{text}</div>
      <button type="button" className="zj-button zj-quiet" disabled={sent.isPending} onClick={() => sent.mutate(undefined)}>{t('letter.get')}</button>
      {sent.isSuccess && (
        <>
          <p role="status">{t('letter.sent', { minutes: Math.round(sent.data.livesMs / 60_000) })}</p>
          <label htmlFor={id}>{t('letter.code')}</label>
          <input id={id} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} required data-unfit={t('letter.unfit')} value={code} onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))} />
          <label className="mine-check"><input type="checkbox" required /> <span>{t('letter.read')}</span></label>
          <button type="submit" className="zj-button" disabled={sign.isPending}>{t('letter.sign')}</button>
        </>
      )}
      <ProblemNotice error={sign.error ?? sent.error} />
    </Form>
  )
}

export const Letter = ({ of: { superviseeId, toSign, signed } }: { readonly of: Mine }): ReactNode => {
  const { t } = useTranslation('supervision')
  const when = useWhen({ dated: true })
  if (toSign === null && signed === null) return null
  return (
    <section className="mine-card" aria-labelledby="letter">
      <h2 id="letter">{t('letter')}</h2>
      {toSign !== null ? <Sign supervisee={superviseeId} {...toSign} /> : (
        <>
          <p>{t('letter.signed', { at: when(signed!.signedAt) })}</p>
          <details className="talk-more"><summary>{t('letter.text')}</summary><div className="mine-letter">{signed!.text ?? t('letter.gone')}</div></details>
          <p><a className="ask-link" href={`/api/v1/my-supervision/${superviseeId}/letter.pdf`} download="letter.pdf">{t('letter.pdf')}</a></p>
        </>
      )}
    </section>
  )
}
