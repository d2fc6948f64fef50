// One question from the first minute of waiting to the last follow-up. Answers come by themselves; what came is said aloud by a screen
// reader and never takes the place where somebody is writing.
import { comma, ProblemNotice, ReadAloud, SignedIn, useFresh, useLanguage } from '@zhijian/web-kit'
import Skeleton from 'antd-mobile/es/components/skeleton'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useRouted } from '../ask/reading.ts'
import { useSaw } from '../seen.ts'
import { useWhen } from '../when.ts'
import { CallBack } from './callback.tsx'
import { Closing } from './closing.tsx'
import { saidIn, useQuestion, type Question as View } from './data.ts'
import { Files } from './files.tsx'
import { Receipt } from './receipt.tsx'
import { LawyerThread } from './thread.tsx'
import { Wait } from './wait.tsx'
import { questionWords } from './words.ts'
import './question.css'

export const words = { name: 'question', words: questionWords }

const Asked = ({ question }: { readonly question: View }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  const [language] = useLanguage()
  const routed = useRouted()
  return (
    <>
      <p className="zj-hint">{t('asked', { at: when(question.openedAt) })} · {t(`phase.${question.phase}`)}</p>
      <p className="talk-routed">{language === 'zh-CN' ? question.topic.text : routed(question.topic)}</p>
      {question.dangerNumbers.length > 0 && <p className="zj-problem" role="alert">{t('danger', { numbers: question.dangerNumbers.join(comma()) })}</p>}
      <details className="talk-more">
        <summary>{t('mine')}</summary>
        <p className="talk-words">{question.text ?? t('erased')}</p>
        <Files consultation={question.consultationId} files={question.files} />
        {question.text !== null && <ReadAloud text={question.text} />}
      </details>
    </>
  )
}

/** What came since the page was opened: answers and replies by their ids, with what is said of them. */
const useArrived = (question: View): readonly { readonly id: string; readonly says: string }[] => {
  const { t } = useTranslation('question')
  const nameOf = new Map(question.answers.map(({ lawyer }) => [lawyer.lawyerId, lawyer.name ?? t('lawyer')]))
  const here = [
    ...question.answers.filter(({ status }) => status === 'given').map(({ answerId, lawyer, givenAt }) => ({ id: answerId, at: givenAt, says: t('arrived.answer', { name: nameOf.get(lawyer.lawyerId) }) })),
    ...question.threads.flatMap(({ lawyerId, turns }) => turns.filter(({ kind }) => kind === 'reply').map(({ id, at }) => ({ id, at, says: t('arrived.reply', { name: nameOf.get(lawyerId) ?? t('lawyer') }) }))),
  ]
  const [atFirst] = useState(() => new Set(here.map(({ id }) => id)))
  return here.filter(({ id }) => !atFirst.has(id)).sort((a, b) => (a.at < b.at ? -1 : 1))
}

const Loaded = ({ question, owner }: { readonly question: View; readonly owner: string }): ReactNode => {
  const { t } = useTranslation('question')
  const arrived = useArrived(question)
  useSaw(owner, question.consultationId, saidIn(question))
  const { answers, threads, phase, promise, answerCount } = question
  const isBroken = promise === 'broken' || promise === 'voided'
  const isWaited = phase === 'open' && (isBroken || answerCount < question.target)
  return (
    <>
      <Asked question={question} />
      <div className="talk-arrived" role="log" aria-label={t('arrived')}>{arrived.slice(-3).map(({ id, says }) => <p key={id}>{says}</p>)}</div>
      {phase === 'closed' && <p className="wait-good" role="status">{t('closed')}</p>}
      {phase === 'resting' && <p className="wait-good">{t('resting')}</p>}
      {phase !== 'closed' && <Wait question={question} />}
      {isBroken && <CallBack question={question} />}
      <section aria-labelledby="answers">
        <h2 id="answers">{t('answers', { count: answerCount })}</h2>
        {answers.length === 0 && <p>{t(isWaited ? 'none-yet' : 'none')}</p>}
        {answers.map((answer) => (
          <LawyerThread key={answer.answerId} question={question} answer={answer} isNew={arrived.some(({ id }) => id === answer.answerId)} thread={threads.find(({ lawyerId }) => lawyerId === answer.lawyer.lawyerId)} />
        ))}
      </section>
      {!isBroken && phase !== 'closed' && <details className="talk-more"><summary>{t('other-help')}</summary><CallBack question={question} /></details>}
      <Link className="zj-button zj-quiet talk-go" to={`/legal-aid?county=${question.countyCode}`}>{t('legal-aid.check')}</Link>
      {question.text !== null && <Receipt question={question} />}
      <Closing question={question} />
    </>
  )
}

const Question = ({ id, owner }: { readonly id: string; readonly owner: string }): ReactNode => {
  const { t } = useTranslation('question')
  const { data, error, isPending, refetch } = useQuestion(id)
  useFresh('question', 'callback', 'my-questions')
  return (
    <main className="zj-page talk">
      <Link className="talk-link" to="/questions">{t('back')}</Link>
      <h1>{t('title')}</h1>
      {data !== undefined && error !== null && <p className="zj-hint" role="status">{t('stale')}</p>}
      {data !== undefined ? <Loaded question={data} owner={owner} />
        : isPending ? <div role="status" aria-label={t('loading')}><Skeleton.Title animated /><Skeleton.Paragraph animated lineCount={8} /></div> : <ProblemNotice error={error} onRetry={() => void refetch()} />}
    </main>
  )
}

const QuestionPage = (): ReactNode => {
  const { consultation = '' } = useParams()
  return (
    <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen' || role === 'enterprise')}>
      {({ accountId }) => <Question key={`${accountId} ${consultation}`} id={consultation} owner={accountId} />}
    </SignedIn>
  )
}
export default QuestionPage
