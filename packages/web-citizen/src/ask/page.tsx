// Asking, in four steps; each address of a step is a place to come back to. Opens without a network too: what was begun is there, and is
// sent on the next tap.
import { comma, ProblemNotice, Refusal, SignedIn, useLanguage } from '@zhijian/web-kit'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { basisOf, isEmpty, LONGEST_NAME, namesIn, type AskDraft } from './draft.ts'
import { useCounties, useRouted } from './reading.ts'
import { ConfirmStep } from './steps/confirm.tsx'
import { ShareStep } from './steps/share.tsx'
import { TopicStep } from './steps/topic.tsx'
import { MOST_LETTERS, WriteStep } from './steps/write.tsx'
import { isAway, useAsking, useOnline, useOwner, type Asking } from './use-ask.ts'
import { askWords } from './words.ts'
import './ask.css'

export const words = { name: 'ask', words: askWords }

const STEPS = ['write', 'topic', 'share', 'confirm'] as const

/** What a step still lacks before one goes on, as a key of a sentence; null: nothing. */
const lacking = (step: number, draft: AskDraft): string | null => {
  switch (STEPS[step - 1]) {
    case 'write': return isEmpty(draft) ? 'lacks.text' : [...draft.text].length > MOST_LETTERS ? 'lacks.shorter' : draft.about === 'child' && draft.relation === '' ? 'lacks.relation' : null
    case 'topic': return [...namesIn(draft.ownNames), ...namesIn(draft.opponents)].some((name) => name.length > LONGEST_NAME) ? 'lacks.name-shorter' : draft.about === 'child' && draft.relation !== 'child' && draft.ownNames.trim() === '' ? 'lacks.child-name' : null
    case 'share': return draft.share === 'redacted' && draft.text.trim() !== '' && draft.about === 'adult' && draft.shown?.of !== JSON.stringify(basisOf(draft)) ? 'lacks.preview' : null
    case 'confirm': {
      if (draft.about === 'child' && draft.relation !== 'child' && !draft.guardianConsents) return 'lacks.guardian'
      return draft.notice === null ? 'lacks.notice' : null
    }
    default: return null
  }
}
const firstLacking = (draft: AskDraft): number | null => STEPS.map((_, i) => i + 1).find((step) => lacking(step, draft) !== null) ?? null

const Sent = ({ consultationId, dangerNumbers, topicText: said, topic }: Awaited<ReturnType<Asking['send']>>): ReactNode => {
  const { t } = useTranslation('ask')
  const heading = useRef<HTMLHeadingElement>(null)
  const routed = useRouted()
  const [language] = useLanguage()
  const topicText = language === 'zh-CN' ? said : routed(topic)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main className="zj-page ask">
      <h1 ref={heading} tabIndex={-1}>{t('sent.title')}</h1>
      {dangerNumbers.length > 0 && <p className="zj-problem" role="alert">{t('danger', { numbers: dangerNumbers.join(comma()) })}</p>}
      <p>{t('sent.says')}</p>
      {topicText !== '' && <p className="ask-routed">{topicText}</p>}
      <Link className="zj-button ask-go" to={`/questions/${consultationId}`}>{t('sent.follow')}</Link>
      <Link className="zj-button zj-quiet ask-go" to="/">{t('sent.home')}</Link>
    </main>
  )
}

/** Sent, and no answer came: nothing is changed until it is known. */
const Pending = ({ isOnline, isSending, error, onSend, onEdit }: {
  readonly isOnline: boolean; readonly isSending: boolean; readonly error: unknown; readonly onSend: () => void; readonly onEdit: () => void
}): ReactNode => {
  const { t } = useTranslation('ask')
  return (
    <section className="ask-pending" aria-labelledby="ask-pending">
      <h2 id="ask-pending">{t('pending.title')}</h2>
      <p>{t(isOnline ? 'pending.says' : 'pending.offline')}</p>
      <ProblemNotice error={isAway(error) && !isOnline ? null : error} />
      <button type="button" className="zj-button" disabled={isSending} onClick={onSend}>{t(isSending ? 'sending' : 'pending.again')}</button>
      <button type="button" className="zj-button zj-quiet" disabled={isSending} onClick={onEdit}>{t('pending.edit')}</button>
      <p className="zj-hint">{t('pending.edit-hint')}</p>
    </section>
  )
}

const Steps = ({ owner, isReached }: { readonly owner: string; readonly isReached: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const isDeviceOnline = useOnline()
  const isOnline = isDeviceOnline && isReached
  const asking: Asking = useAsking(owner, isOnline)
  const counties = useCounties()
  const [address, setAddress] = useSearchParams()
  const [error, setError] = useState<unknown>(null)
  /** What keeps her from going on, said at which tap, of which draft: with another word in it, it is looked at anew. */
  const [missing, say] = useState<{ readonly key: string; readonly at: number; readonly of: string } | null>(null)
  const [sending, setSending] = useState<'first' | 'again' | null>(null)
  const isSending = sending !== null
  const [sent, setSent] = useState<Awaited<ReturnType<Asking['send']>> | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { draft, update } = asking
  const asked = Number(address.get('step') ?? Number.NaN)
  const step = Number.isInteger(asked) && asked >= 1 && asked <= STEPS.length ? asked : draft?.step ?? 1
  const home = counties.data?.home
  const isReady = draft !== null

  useEffect(() => {
    if (isReady && home !== undefined) update((before) => (before.county === '' ? { county: home } : {}))
  }, [isReady, home, update])
  // Where one was is a place in the history too: back leads one step back from it.
  const hasAddress = address.has('step')
  useEffect(() => {
    if (isReady && !hasAddress) setAddress({ step: String(step) }, { replace: true })
  }, [isReady, hasAddress, step, setAddress])
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [step])

  const written = JSON.stringify({ ...draft, step: 0 })
  const setMissing = (key: string | null): void => say((before) => (key === null ? null : { key, at: (before?.at ?? 0) + 1, of: written }))
  if (sent !== null) return <Sent {...sent} />
  if (draft === null) return <p className="zj-loading" role="status">{t('opening')}</p>
  const go = (to: number): void => {
    setMissing(null)
    setError(null)
    update({ step: to })
    setAddress({ step: String(to) })
  }
  const forward = (): void => {
    const lacks = lacking(step, draft)
    if (lacks === null) go(step + 1)
    else setMissing(lacks)
  }
  const send = async (): Promise<void> => {
    const lacks = firstLacking(draft)
    if (draft.pending === null && lacks !== null) {
      if (lacks !== step) go(lacks)
      return setMissing(lacking(lacks, draft))
    }
    const undone = draft.files.filter(({ digest }) => digest === null)
    if (draft.pending === null && undone.length > 0) {
      const isStuck = undone.some(({ id }) => asking.fileErrors[id] !== undefined)
      if (isStuck) go(1)
      return setMissing(isStuck ? 'lacks.files-stuck' : isOnline ? 'lacks.files' : 'lacks.files-offline')
    }
    setMissing(null)
    setError(null)
    setSending(draft.pending === null ? 'first' : 'again')
    try {
      setSent(await asking.send(t('text.spoken')))
    } catch (problem) {
      setError(problem)
    } finally {
      setSending(null)
    }
  }
  const Step = { write: WriteStep, topic: TopicStep, share: ShareStep, confirm: ConfirmStep }[STEPS[step - 1]!]
  return (
    <main className="zj-page zj-form ask">
      <p className="zj-hint ask-where">{t('step', { step, of: STEPS.length })}</p>
      <h1 ref={heading} tabIndex={-1}>{t(`step.${STEPS[step - 1]!}`)}</h1>
      <progress className="ask-progress" max={STEPS.length} value={step} aria-label={t('step', { step, of: STEPS.length })} />
      {!isOnline && <p className="ask-note" role="status">{t('offline')}</p>}
      {asking.state === 'failed' && <p className="ask-note" role="status">{t('not-kept')}</p>}
      {draft.pending !== null && sending !== 'first'
        ? <Pending isOnline={isOnline} isSending={isSending} error={error} onSend={() => void send()} onEdit={() => {
          setError(null)
          update({ pending: null })
        }} />
        : (
          <>
            <Step asking={asking} draft={draft} owner={owner} isOnline={isOnline} />
            <p className="zj-hint ask-kept" aria-live="off">{t(asking.state === 'failed' ? 'kept.failed' : asking.state === 'keeping' ? 'kept.keeping' : 'kept.kept')}</p>
            <ProblemNotice error={error} />
            {missing !== null && missing.of === written && <Refusal at={missing.at}>{t(missing.key)}</Refusal>}
            {step < STEPS.length ? <button type="button" className="zj-button" onClick={forward}>{t('next')}</button>
              : <button type="button" className="zj-button" disabled={isSending} onClick={() => void send()}>{t(isSending ? 'sending' : 'send')}</button>}
            {step > 1 && <button type="button" className="zj-button zj-quiet" onClick={() => go(step - 1)}>{t('back')}</button>}
          </>
        )}
    </main>
  )
}

const Ask = (): ReactNode => {
  const { t } = useTranslation('ask')
  const { owner, isReached } = useOwner()
  if (owner === 'unknown') return <p className="zj-loading" role="status">{t('opening')}</p>
  if (owner !== null && !isReached) return <Steps owner={owner} isReached={false} />
  if (owner === null && !isReached) return <main className="zj-page"><h1>{t('step.write')}</h1><p role="alert">{t('sign-in-first')}</p></main>
  return (
    <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen')}>
      {(session) => <Steps key={session.accountId} owner={session.accountId} isReached />}
    </SignedIn>
  )
}
export default Ask
