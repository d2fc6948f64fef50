// Asking for leave, what became of it, and taking it back.
import { api, Form, ProblemNotice, sendFile, useCommand } from '@zhijian/web-kit'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPhoto } from '../photo.ts'
import { useWhen } from '../when.ts'
import type { Mine } from './data.ts'

type Leave = Mine['leaves'][number]
const CAUSES = ['medical', 'family', 'work', 'study', 'court', 'other'] as const
const OFFSET_MS = 8 * 3_600_000
/** By the clock of China, wherever the phone is. */
const instantOf = (local: string): string => new Date(Date.parse(`${local}:00.000Z`) - OFFSET_MS).toISOString()

const Ask = ({ supervisee, onDone }: { readonly supervisee: string; readonly onDone: () => void }): ReactNode => {
  const { t } = useTranslation('supervision')
  const id = useId()
  const [proofs, setProofs] = useState<readonly File[]>([])
  const [fault, setFault] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const ask = useCommand((body: { cause: (typeof CAUSES)[number]; from: string; until: string; destination: string; reason: string; proofs: string[] }, headers) => api.POST('/api/v1/my-supervision/{supervisee}/leaves', {
    params: { path: { supervisee }, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body,
  }), ['my-supervision'])
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    const values = new FormData(event.currentTarget)
    const of = (name: string): string => String(values.get(name) ?? '').trim()
    setFault(null)
    setSending(true)
    try {
      const digests: string[] = []
      for (const proof of proofs) {
        const photo = await readPhoto(proof)
        digests.push((await sendFile({ kind: 'photo', file: photo === 'heic' ? proof : photo })).digest)
      }
      ask.mutate({ cause: of('cause') as 'medical', from: instantOf(of('from')), until: instantOf(of('until')), destination: of('destination'), reason: of('reason'), proofs: digests }, { onSuccess: onDone })
    } catch (error) {
      setFault(error)
    }
    setSending(false)
  }
  return (
    <Form className="zj-form" onSubmit={(event) => void send(event)}>
      <label htmlFor={`${id}-cause`}>{t('leave.cause')}</label>
      <select id={`${id}-cause`} name="cause" required>{CAUSES.map((each) => <option key={each} value={each}>{t(`leave.cause.${each}`)}</option>)}</select>
      <label htmlFor={`${id}-from`}>{t('leave.from')}</label>
      <input id={`${id}-from`} name="from" type="datetime-local" required />
      <label htmlFor={`${id}-until`}>{t('leave.until')}</label>
      <input id={`${id}-until`} name="until" type="datetime-local" required />
      <label htmlFor={`${id}-to`}>{t('leave.destination')}</label>
      <input id={`${id}-to`} name="destination" required minLength={2} maxLength={200} autoComplete="off" />
      <label htmlFor={`${id}-why`}>{t('leave.reason')}</label>
      <textarea id={`${id}-why`} name="reason" required minLength={2} maxLength={500} rows={3} />
      <label className="zj-button zj-quiet zj-file">{t('leave.proofs')}<input type="file" accept="image/jpeg,image/png" multiple onChange={({ target }) => setProofs([...target.files ?? []].slice(0, 5))} /></label>
      <p className="zj-hint" role="status">{proofs.length === 0 ? t('leave.proofs.hint') : t('leave.proofs.are', { count: proofs.length })}</p>
      <ProblemNotice error={ask.error ?? fault} />
      <button type="submit" className="zj-button" disabled={isSending || ask.isPending}>{t('leave.send')}</button>
      <button type="button" className="zj-button zj-quiet" onClick={onDone}>{t('leave.cancel')}</button>
    </Form>
  )
}

const One = ({ supervisee, of }: { readonly supervisee: string; readonly of: Leave }): ReactNode => {
  const { t } = useTranslation('supervision')
  const when = useWhen({ dated: true })
  const takeBack = useCommand((_: undefined, headers) => api.DELETE('/api/v1/my-supervision/{supervisee}/leaves/{leave}', {
    params: { path: { supervisee, leave: of.leaveId }, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body: {},
  }), ['my-supervision'])
  return (
    <li>
      <h3>{`${t(`leave.cause.${of.cause}`)} · ${of.destination ?? t('letter.gone')}`}</h3>
      <p>{t('from-to', { from: when(of.from), until: when(of.until) })}</p>
      <p><strong>{t(`leave.${of.phase}`, { level: t(`leave.level.${of.level}`) })}</strong></p>
      {of.refusal !== null && <p>{t('leave.why-not', { reason: of.refusal })}</p>}
      {of.phase === 'requested' && <button type="button" className="zj-button zj-quiet" disabled={takeBack.isPending} onClick={() => takeBack.mutate(undefined)}>{t('leave.take-back')}</button>}
      <ProblemNotice error={takeBack.error} />
    </li>
  )
}

export const Leaves = ({ of: { superviseeId, leaves, phase } }: { readonly of: Mine }): ReactNode => {
  const { t } = useTranslation('supervision')
  const [isAsking, setAsking] = useState(false)
  return (
    <section className="mine-card" aria-labelledby="leaves">
      <h2 id="leaves">{t('leaves')}</h2>
      <p>{t('leaves.says')}</p>
      {leaves.length > 0 && <ul className="mine-list">{leaves.slice(0, 5).map((of) => <One key={of.leaveId} supervisee={superviseeId} of={of} />)}</ul>}
      {phase === 'over' ? null : isAsking ? <Ask supervisee={superviseeId} onDone={() => setAsking(false)} /> : <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(true)}>{t('leave.ask')}</button>}
    </section>
  )
}
