import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, reading } from '../api.ts'
import { Form } from '../form.tsx'
import { ProblemNotice } from '../problem.tsx'

/** Lawyers and staff: account, password and second factor together. */
export const PasswordSignIn = ({ onEntered }: { readonly onEntered: () => void }): ReactNode => {
  const { t } = useTranslation('kit')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const entering = useMutation({
    mutationFn: () => reading(api.POST('/api/v1/auth/password-sessions', { body: { login, password, ...(totp === '' ? {} : { totp }), client: 'browser' } })),
    onSuccess: onEntered,
  })
  return (
    <Form className="zj-form" onSubmit={() => entering.mutate()}>
      <label>{t('sign-in.account')}
        <input name="login" autoComplete="username" required maxLength={64} value={login} onChange={(event) => setLogin(event.target.value.trim())} />
      </label>
      <label>{t('sign-in.password')}
        <input name="password" type="password" autoComplete="current-password" required maxLength={512} value={password} onChange={(event) => setPassword(event.target.value)} />
      </label>
      <label>{t('sign-in.totp')}
        <input name="totp" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} aria-describedby="totp-hint" data-unfit={t('sign-in.totp-unfit')}
          value={totp} onChange={(event) => setTotp(event.target.value.replaceAll(/\D/g, ''))} />
      </label>
      <p id="totp-hint" className="zj-hint">{t('sign-in.totp-hint')}</p>
      <ProblemNotice error={entering.error} />
      <button className="zj-button" disabled={entering.isPending}>{t('sign-in.submit')}</button>
      <p className="zj-hint">{t('sign-in.first-time')}</p>
    </Form>
  )
}
