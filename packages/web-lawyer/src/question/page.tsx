// One question, from the first look to the last reply. What can be done stands in a bar where a thumb reaches; whether it may be done,
// the server says.
import { useQuery } from '@tanstack/react-query'
import { api, CallButton, CallHistory, ProblemNotice, readDraft, ReadAloud, reading, useCommand, useFresh, useSession } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { Countdown } from '../countdown.tsx'
import { County } from '../county.tsx'
import { useTopics, type Question as View } from '../data.ts'
import { InSight } from '../in-sight.tsx'
import { SilenceClock } from '../silence-clock.tsx'
import { useWhen } from '../when.ts'
import { Compose, COMPOSE, type Said } from './compose.tsx'
import { Contest } from './contest.tsx'
import { Files } from './files.tsx'
import { LeaseStrip, useLease } from './lease.tsx'
import './question.css'
import { CitedList } from './statutes.tsx'
import { StepBack, Withdraw } from './step-back.tsx'
import { questionWords } from './words.ts'

export const words = { name: 'question', words: questionWords }

type Answer = View['answers'][number]
type Thread = View['threads'][number]

const Asked = ({ question }: { readonly question: View }): ReactNode => {
  const { t } = useTranslation('question')
  const { t: frame } = useTranslation('frame')
  const topicName = useTopics()
  const when = useWhen()
  return (
    <>
      <h1>{t('title', { topic: topicName(question.topic.code) })}</h1>
      <p className="soft"><County code={question.countyCode} /> · {t('asked', { at: when.moment(question.openedAt) })}</p>
      <span className="badges">
        {question.channel === 'enterprise' && <span className="badge">{t('enterprise')}</span>}
        {question.phase !== 'open' && <span className="badge bad">{frame(`phase.${question.phase}`)}</span>}
        <span className="badge">{t('answers', { n: question.answerCount, quorum: question.quorum })}</span>
      </span>
      <p>{question.promise === 'pending' ? <Countdown until={question.promiseDue} label={(left) => t('left', { left })} over={t('over')} />
        : <span className="soft">{t(question.promise === 'kept' ? 'kept' : 'over')}</span>}</p>
      <section className="card" aria-labelledby="asked">
        <h2 id="asked">{t('question')}</h2>
        {question.shown !== 'topic' && <p className="words">{question.text ?? t('erased')}</p>}
        {question.shown !== 'whole' && <p className="soft">{t(`shown.${question.shown}`)}</p>}
        {question.text !== null && <ReadAloud text={question.text} />}
        {question.files.length > 0 && <><h3>{t('files')}</h3><Files consultation={question.consultationId} files={question.files} /></>}
      </section>
    </>
  )
}

const Given = ({ consultation, answer }: { readonly consultation: string; readonly answer: Answer }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  const { lawyer, text, files, statutes, givenAt, stars } = answer
  return (
    <>
      <p className="soft">{lawyer.name}{lawyer.firm !== null && ` · ${lawyer.firm}`} · {when.moment(givenAt)}</p>
      {text !== null && <p className="words">{text}</p>}
      <Files consultation={consultation} files={files} />
      <CitedList statutes={statutes} />
      {stars !== null && <p><span aria-hidden="true" className="stars">{'★'.repeat(stars)}{'☆'.repeat(5 - stars)}</span> {t('stars', { n: stars })}</p>}
    </>
  )
}

const Talk = ({ consultation, thread }: { readonly consultation: string; readonly thread: Thread }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{t('thread')}</h2>
      <ol className="list talk">
        {thread.turns.map((turn) => (
          <li key={turn.id} className={turn.kind === 'reply' ? 'card reply' : 'card'}>
            <p className="soft">{t(`by.${turn.kind}`)} · {when.moment(turn.at)}</p>
            {turn.text !== null && <p className="words">{turn.text}</p>}
            <Files consultation={consultation} files={turn.files} />
            <CitedList statutes={turn.statutes} />
          </li>
        ))}
      </ol>
      {thread.isWaiting && <SilenceClock reminderDue={thread.reminderDue} offerDue={thread.offerDue} isAnotherOffered={thread.isAnotherOffered} />}
    </section>
  )
}

const Loaded = ({ question, me }: { readonly question: View; readonly me: string }): ReactNode => {
  const { t } = useTranslation('question')
  const navigate = useNavigate()
  const id = question.consultationId
  const path = { consultation: id }
  const lease = useLease(id, question.claim?.expiresAt ?? null)
  const [sheet, show] = useState<'recuse' | 'withdraw' | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<'answer' | 'reply' | null>(null)
  const answer = useCommand((body: Said, headers) => api.POST('/api/v1/consultations/{consultation}/answers', { params: { path }, headers, body }), undefined, { kept: `answer ${id}` })
  const reply = useCommand((body: Said, headers) => api.POST('/api/v1/consultations/{consultation}/replies', { params: { path }, headers, body }), undefined, { kept: `reply ${id}` })
  // What was begun is shown also where nothing new could be: it is his, and may be needed.
  const begun = useQuery({ queryKey: ['draft', id], queryFn: async () => (await readDraft<{ text: string }>(`answer ${id}`).catch(() => undefined))?.text ?? '' })

  const mine = question.answers.find(({ lawyer, status }) => lawyer.lawyerId === me && status !== 'withdrawn')
  const wasWithdrawn = mine === undefined && question.answers.some(({ lawyer }) => lawyer.lawyerId === me)
  const others = question.answers.filter(({ lawyer }) => lawyer.lawyerId !== me)
  const thread = question.threads.find(({ lawyerId }) => lawyerId === me)
  const isFull = question.isQuorumMet && !lease.isHeld
  const mayWrite = mine === undefined && question.phase !== 'closed' && (!isFull || question.isLocalViewer || (begun.data ?? '') !== '' || lease.ended !== null)
  const mayReply = mine?.status === 'given' && thread !== undefined
  const mayClaim = mine === undefined && !question.isLocalViewer && !lease.isHeld && question.phase !== 'closed' && !question.isQuorumMet

  return (
    <main className="zj-page with-actions">
      <Asked question={question} />
      {others.length > 0 && (
        <section aria-labelledby="others"><h2 id="others">{t('others')}</h2><ul className="list">{others.map((each) => <li key={each.answerId} className="card"><Given consultation={id} answer={each} /></li>)}</ul></section>
      )}
      {mine !== undefined && (
        <section className="card" aria-labelledby="mine">
          <h2 id="mine">{t('mine')}</h2>
          {mine.status === 'hidden' && <p className="zj-problem">{t('mine.hidden', { why: t(`why.${mine.hiddenFor ?? 'other'}`) })}</p>}
          <Given consultation={id} answer={mine} />
          {mine.status === 'given' && <button type="button" className="zj-button zj-quiet" onClick={() => show('withdraw')}>{t('withdraw')}</button>}
        </section>
      )}
      {wasWithdrawn && <p className="soft">{t('mine.withdrawn')}</p>}
      {mine?.status === 'hidden' && <Contest consultation={id} answer={mine.answerId} />}
      {thread !== undefined && <Talk consultation={id} thread={thread} />}

      {((said === 'answer' && thread === undefined) || (said === 'reply' && thread?.isWaiting === false)) && (
        <InSight of={said}><p role="status" className="note">{t(said === 'answer' ? 'sent' : 'sent-reply')}</p></InSight>
      )}
      {mine === undefined && question.phase === 'closed' && <p className="note warm">{t('closed')}</p>}
      {mine === undefined && isFull && question.phase !== 'closed' && <p className="note warm" role="status">{t(question.isLocalViewer ? 'met-local' : 'met')}</p>}
      {mayWrite && question.isLocalViewer && <p className="note">{t('local')}</p>}
      {lease.ended !== null && mine === undefined && <p className="note warm" role="status">{t(lease.ended === 'released' ? 'released' : 'lease-lost')}</p>}
      {mayClaim && lease.ended === null && <p className="soft">{t('claim-say')} {t('lease-say')}</p>}
      <InSight of={lease.take.error === null ? null : lease.take.at}><ProblemNotice error={lease.take.error} /></InSight>
      {mayWrite && (
        <Compose name={`answer ${id}`} consultation={id} title={t('write')} label={t('text')} command={answer} onTyped={lease.touch} onBusy={setBusy} onSent={() => setSaid('answer')} />
      )}
      {mayReply && <Compose name={`reply ${id}`} consultation={id} title={t('write-reply')} label={t('reply-text')} command={reply} onBusy={setBusy} onSent={() => setSaid('reply')} />}
      {mine?.status === 'given' && thread === undefined && <p className="soft">{t('wait')}</p>}
      {(mine?.status === 'given' || mayWrite) && (
        <section className="card" aria-labelledby="call">
          <h2 id="call">{t('call')}</h2>
          <p className="soft">{t('call-say')}</p>
          <CallButton consultation={id} />
          <CallHistory consultation={id} />
        </section>
      )}

      <div className="below">
        {mine === undefined && lease.isHeld && <LeaseStrip lease={lease} expiresAt={question.claim!.expiresAt} />}
        <div className="actions" role="group" aria-label={t('question')}>
          <Link className="zj-button zj-quiet narrow" to="/">{t('back')}</Link>
          <button type="button" className="zj-button zj-quiet narrow" onClick={() => show('recuse')}>{t('recuse')}</button>
          {mayClaim && <button type="button" className="zj-button" disabled={lease.take.isPending} onClick={lease.take.run}>{t(lease.ended === null ? 'claim' : 'claim-again')}</button>}
          {mayWrite && (!mayClaim || lease.ended !== null || (begun.data ?? '') !== '') && <button form={COMPOSE} className={mayClaim ? 'zj-button zj-quiet' : 'zj-button'} disabled={busy}>{t('send')}</button>}
          {mayReply && <button form={COMPOSE} className="zj-button" disabled={busy}>{t('send-reply')}</button>}
        </div>
      </div>
      <StepBack consultation={id} open={sheet === 'recuse'} onClose={() => show(null)} onDone={() => void navigate('/', { replace: true })} />
      {mine !== undefined && <Withdraw consultation={id} answer={mine.answerId} open={sheet === 'withdraw'} onClose={() => show(null)} />}
    </main>
  )
}

const Question = (): ReactNode => {
  const { id = '' } = useParams()
  const { t } = useTranslation('question')
  const session = useSession()
  const question = useQuery({ queryKey: ['question', id], queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', { params: { path: { consultation: id } } })) })
  useFresh('question')
  if (question.data === undefined || !session.data?.lawyerId) {
    return (
      <main className="zj-page with-actions">
        {question.isPending ? <p className="zj-loading" role="status">{t('question')}…</p> : <ProblemNotice error={question.error} onRetry={() => void question.refetch()} />}
        <div className="below"><div className="actions"><Link className="zj-button zj-quiet" to="/">{t('back')}</Link></div></div>
      </main>
    )
  }
  return <Loaded key={id} question={question.data} me={session.data.lawyerId} />
}
export default Question
