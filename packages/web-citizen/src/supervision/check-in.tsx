// A check-in at a moment that nobody knew before: a photo of oneself with a number, or a call where no face is to be kept.
import { api, clockWords, ProblemNotice, Refusal, sendFile, useCommand, usePlatformTime } from '@zhijian/web-kit'
import { useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPhoto } from '../photo.ts'
import type { Mine } from './data.ts'

export const CheckIn = ({ supervisee, of }: { readonly supervisee: string; readonly of: NonNullable<Mine['checkIn']> }): ReactNode => {
  const { t } = useTranslation('supervision')
  const nowMs = usePlatformTime()
  const [isSending, setSending] = useState(false)
  const [fault, setFault] = useState<{ readonly at: number; readonly error: unknown; readonly isHeic: boolean } | null>(null)
  const answer = useCommand((body: { photo: string | null }, headers) => api.POST('/api/v1/my-supervision/{supervisee}/check-ins/{checkIn}', {
    params: { path: { supervisee, checkIn: of.checkInId }, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body,
  }), ['my-supervision'])
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const picked = target.files?.[0]
    target.value = ''
    if (picked === undefined) return
    setFault(null)
    setSending(true)
    try {
      const photo = await readPhoto(picked)
      if (photo === 'heic') setFault((before) => ({ at: (before?.at ?? 0) + 1, error: null, isHeic: true }))
      else answer.mutate({ photo: (await sendFile({ kind: 'photo', file: photo })).digest })
    } catch (error) {
      setFault((before) => ({ at: (before?.at ?? 0) + 1, error, isHeic: false }))
    }
    setSending(false)
  }
  if (nowMs === null) return null
  const leftMs = Date.parse(of.dueAt) - nowMs
  const isBusy = isSending || answer.isPending
  return (
    <section className="mine-card mine-check-now" aria-labelledby="check-in">
      <h2 id="check-in">{t('check-in')}</h2>
      {leftMs <= 0 ? <p role="alert">{t('check-in.over')}</p> : (
        <>
          <p><strong role="timer">{t('check.left', { time: clockWords(leftMs) })}</strong></p>
          {of.way === 'photo' ? (
            <>
              <p>{t('check-in.says')}</p>
              <p className="mine-number">{of.number}</p>
              <label className="zj-button zj-file" aria-disabled={isBusy}>{t(isBusy ? 'check-in.sending' : 'check-in.photo')}<input type="file" accept="image/jpeg,image/png" capture="user" disabled={isBusy} onChange={(event) => void take(event)} /></label>
              <p className="zj-hint">{t('check-in.instead')}</p>
            </>
          ) : <p>{t('check-in.by-call')}</p>}
          <button type="button" className={`zj-button${of.way === 'photo' ? ' zj-quiet' : ''}`} disabled={isBusy} onClick={() => answer.mutate({ photo: null })}>{t('check-in.call')}</button>
        </>
      )}
      {fault?.isHeic === true && <Refusal at={fault.at}>{t('check-in.heic')}</Refusal>}
      <ProblemNotice error={answer.error ?? fault?.error ?? null} />
    </section>
  )
}
