import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, reading } from '../api.ts'
import { Form } from '../form.tsx'
import { ProblemNotice } from '../problem.tsx'

/** When it appears, once: the code comes in a moment, and a keyboard should be there. */
const focus = (field: HTMLInputElement | null): void => field?.focus()

/** A code to the phone, and the code back. */
export const PhoneSignIn = ({ onEntered }: { readonly onEntered: () => void }): ReactNode => {
  const { t } = useTranslation('kit')
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  /** How long the code is good that was sent last; null: none was. */
  const [livesMs, setLives] = useState<number | null>(null)
  const sending = useMutation({ mutationFn: () => reading(api.POST('/api/v1/auth/phone-codes', { body: { phone } })), onSuccess: (sent) => setLives(sent.livesMs) })
  const entering = useMutation({
    mutationFn: () => reading(api.POST('/api/v1/auth/phone-sessions', { body: { phone, code, client: 'browser' } })), onSuccess: onEntered,
  })
  if (livesMs === null) {
    return (
      <Form className="zj-form" onSubmit={() => sending.mutate()}>
        <label>{t('sign-in.phone')}
          <input name="phone" type="tel" inputMode="numeric" autoComplete="tel-national" required pattern="1[0-9]{10}" maxLength={11} data-unfit={t('sign-in.phone-unfit')}
            aria-describedby="phone-hint" value={phone} onChange={(event) => setPhone(event.target.value.replaceAll(/\D/g, ''))} />
        </label>
        <p id="phone-hint" className="zj-hint">{t('sign-in.phone-hint')}</p>
        <ProblemNotice error={sending.error} />
        <button className="zj-button" disabled={sending.isPending}>{t('sign-in.send-code')}</button>
      </Form>
    )
  }
  return (
    <Form className="zj-form" onSubmit={() => entering.mutate()}>
      <p role="status">{t('sign-in.code-sent', { phone, minutes: livesMs / 60_000 })}</p>
      <label>{t('sign-in.code')}
        <input name="code" inputMode="numeric" autoComplete="one-time-code" required pattern="[0-9]{6}" maxLength={6} data-unfit={t('sign-in.code-unfit')} ref={focus}
          value={code} onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))} />
      </label>
      <ProblemNotice error={entering.error ?? sending.error} />
      <button className="zj-button" disabled={entering.isPending}>{t('sign-in.submit')}</button>
      <button type="button" className="zj-button zj-quiet" disabled={sending.isPending} onClick={() => { entering.reset(); setCode(''); sending.mutate() }}>{t('sign-in.again')}</button>
      <button type="button" className="zj-button zj-quiet" onClick={() => { setLives(null); sending.reset(); entering.reset(); setCode('') }}>{t('sign-in.other-phone')}</button>
    </Form>
  )
}
