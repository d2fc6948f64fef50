import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, clearDrafts, Form, ProblemNotice, reading, useSession } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BackToMe } from '../below.tsx'
import { securityWords } from './words.ts'

export const words = { name: 'security', words: securityWords }

const Password = (): ReactNode => {
  const { t } = useTranslation('security')
  const [fields, setFields] = useState({ current: '', next: '', again: '' })
  const change = useMutation({
    mutationFn: () => reading(api.PUT('/api/v1/auth/password', { body: { current: fields.current, password: fields.next } })),
    onSuccess: () => setFields({ current: '', next: '', again: '' }),
  })
  const differ = fields.again !== '' && fields.again !== fields.next
  const submit = (): void => {
    if (!differ) change.mutate()
  }
  const field = (name: keyof typeof fields, autoComplete: string): ReactNode => (
    <label>{t(name)}<input type="password" name={name} required minLength={name === 'current' ? 1 : 12} data-unfit={t('unfit')} maxLength={512} autoComplete={autoComplete} value={fields[name]}
      onChange={({ target }) => setFields({ ...fields, [name]: target.value })} /></label>
  )
  return (
    <Form className="zj-form card" onSubmit={submit}>
      <h2>{t('change')}</h2>
      {field('current', 'current-password')}{field('next', 'new-password')}{field('again', 'new-password')}
      {differ && <p className="zj-problem" role="alert">{t('differ')}</p>}
      <ProblemNotice error={change.error} />
      {change.isSuccess && <p role="status">{t('changed')}</p>}
      <button className="zj-button" disabled={change.isPending || differ}>{t('save')}</button>
    </Form>
  )
}

const SecondFactor = ({ has }: { readonly has: boolean }): ReactNode => {
  const { t } = useTranslation('security')
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: () => reading(api.POST('/api/v1/auth/second-factor')) })
  const confirm = useMutation({
    mutationFn: () => reading(api.PUT('/api/v1/auth/second-factor', { body: { code } })), onSuccess: () => queries.invalidateQueries({ queryKey: ['session'] }),
  })
  const submit = (): void => {
    confirm.mutate()
  }
  return (
    <section className="card" aria-labelledby="factor">
      <h2 id="factor">{t('factor')}</h2>
      {has ? <p>{t(confirm.isSuccess ? 'bound' : 'has')}</p> : <p>{t('has-not')}</p>}
      {!has && begin.data === undefined && <button type="button" className="zj-button" disabled={begin.isPending} onClick={() => begin.mutate()}>{t('begin')}</button>}
      <ProblemNotice error={begin.error} />
      {!has && begin.data !== undefined && (
        <Form className="zj-form" onSubmit={submit}>
          <p>{t('add')}</p>
          <img className="qr" alt={t('qr')} src={`data:image/svg+xml,${encodeURIComponent(begin.data.qr)}`} />
          <p><a href={begin.data.uri}>{t('open')}</a></p>
          <p><code>{begin.data.secret}</code></p>
          <label>{t('code')}<input name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} required data-unfit={t('code-unfit')} value={code} onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))} /></label>
          <ProblemNotice error={confirm.error} />
          <button className="zj-button" disabled={confirm.isPending}>{t('confirm')}</button>
        </Form>
      )}
    </section>
  )
}

const Security = (): ReactNode => {
  const { t } = useTranslation('security')
  const session = useSession()
  const queries = useQueryClient()
  const leave = useMutation({
    async mutationFn() {
      await clearDrafts().catch(() => undefined)
      await reading(api.DELETE('/api/v1/auth/sessions'))
    },
    onSuccess: () => {
      queries.setQueryData(['session'], null)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'clock' })
    },
  })
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <Password />
      {session.data && <SecondFactor has={session.data.hasSecondFactor} />}
      <section className="card">
        <h2>{t('everywhere')}</h2>
        <p>{t('everywhere-say')}</p>
        <ProblemNotice error={leave.error} />
        <button type="button" className="zj-button zj-quiet" disabled={leave.isPending} onClick={() => leave.mutate()}>{t('everywhere')}</button>
      </section>
      <BackToMe />
    </main>
  )
}
export default Security
