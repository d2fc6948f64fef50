// One lawyer: what he answered, what was asked and said since, and everything she may do about it.
import { CallButton, CallHistory, clockWords, ProblemNotice, ReadAloud, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useWhen } from '../when.ts'
import { Complained, Complaint } from './complaint.tsx'
import { Compose } from './compose.tsx'
import { useAnotherLawyer, type Answer, type Question, type Thread, type Turn } from './data.ts'
import { Files } from './files.tsx'
import { Rating } from './rating.tsx'

const Cited = ({ statutes }: { readonly statutes: Answer['statutes'] }): ReactNode => {
  const { t } = useTranslation('question')
  if (statutes.length === 0) return null
  return <><h4>{t('statutes')}</h4><ul className="talk-laws">{statutes.map(({ law, article }) => <li key={law + article}>{`《${law}》${article}`}</li>)}</ul></>
}

const One = ({ consultation, turn }: { readonly consultation: string; readonly turn: Turn }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  return (
    <li className={turn.kind === 'reply' ? 'talk-reply' : 'talk-mine'}>
      <p className="zj-hint">{t(`by.${turn.kind}`)} · <time dateTime={turn.at}>{when(turn.at)}</time></p>
      <p className="talk-words">{turn.text ?? t(turn.files.length > 0 ? 'recorded' : 'erased')}</p>
      <Files consultation={consultation} files={turn.files} />
      <Cited statutes={turn.statutes} />
    </li>
  )
}

/** How long he has been silent, and what she may do when that was too long. */
const Silence = ({ question, thread, name }: { readonly question: Question; readonly thread: Thread; readonly name: string }): ReactNode => {
  const { t } = useTranslation('question')
  const now = usePlatformTime()
  const another = useAnotherLawyer(question.consultationId, thread.lawyerId)
  if (!thread.isWaiting || now === null) return null
  const waitedMs = thread.waitingSince === null ? 0 : Math.max(0, now - Date.parse(thread.waitingSince))
  const minutes = Math.floor(waitedMs / 60_000)
  if (thread.isAnotherAsked) return <p role="status">{t('another.asked')}</p>
  if (!thread.isAnotherOffered) {
    return (
      <p className="zj-hint">
        {t('silence.waiting', { name, minutes })}{thread.offerDue !== null && ` ${t('silence.offer', { left: clockWords(Date.parse(thread.offerDue) - now) })}`}
      </p>
    )
  }
  return (
    <div className="talk-offer">
      <p role="status">{t('another.offer', { name })}</p>
      <ProblemNotice error={another.error} />
      <button type="button" className="zj-button" disabled={another.isPending} onClick={() => another.mutate()}>{t('another.ask')}</button>
    </div>
  )
}

export const LawyerThread = ({ question, answer, thread, isNew }: {
  readonly question: Question; readonly answer: Answer; readonly thread: Thread | undefined; readonly isNew: boolean
}): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  const id = question.consultationId
  const { lawyer, status, text, form, files, statutes, isLocal, givenAt, answerId } = answer
  const name = lawyer.name ?? t('lawyer')
  const heading = `answer-${answerId}`
  return (
    <article className="talk-card" aria-labelledby={heading}>
      <h3 id={heading} tabIndex={-1}>{name}{isLocal && <span className="talk-badge">{t('local')}</span>}{isNew && <span className="talk-badge talk-new">{t('new')}</span>}</h3>
      <p className="zj-hint">{lawyer.firm !== null && `${lawyer.firm} · `}{lawyer.licence !== null && `${t('licence', { licence: lawyer.licence })} · `}<time dateTime={givenAt}>{when(givenAt)}</time> · {t(`form.${form}`)}</p>
      {status === 'hidden' ? <p className="zj-problem">{t('hidden')}</p> : (
        <>
          <p className="talk-words">{text ?? t(files.length > 0 ? 'recorded' : 'erased')}</p>
          <Files consultation={id} files={files} />
          <Cited statutes={statutes} />
          {text !== null && <ReadAloud text={text} />}
          <Link className="talk-link" to={`/legal-aid?county=${question.countyCode}`}>{t('legal-aid')}</Link>
        </>
      )}
      {thread !== undefined && thread.turns.length > 0 && (
        <ol className="talk-turns" aria-label={t('thread', { name })}>{thread.turns.map((turn) => <One key={turn.id} consultation={id} turn={turn} />)}</ol>
      )}
      {thread !== undefined && <Silence question={question} thread={thread} name={name} />}
      <Complained of={question.complaints.find(({ answerId: which }) => which === answerId)} />
      {status === 'given' && (
        <>
          <Compose consultation={id} lawyer={lawyer.lawyerId} name={name} isClosed={question.phase === 'closed'} />
          {question.phase !== 'closed' && <CallButton consultation={id} lawyer={lawyer.lawyerId} name={name} />}
          <CallHistory consultation={id} lawyer={lawyer.lawyerId} />
          <Rating consultation={id} answer={answer} />
          <Complaint consultation={id} answer={answerId} />
        </>
      )}
    </article>
  )
}
