// Waiting: what was promised and how long that still is, who was asked, how many write. The page counts by the platform's clock and decides
// nothing by it: what follows when a time is over, the server says.
import { clockWords, ProblemNotice, useHours, usePlatformTime } from '@zhijian/web-kit'
import ProgressCircle from 'antd-mobile/es/components/progress-circle'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../when.ts'
import { useResumeSearch, type Question } from './data.ts'

type Tier = Question['tiers'][number]
const left = (until: string, now: number): number => Math.max(0, Date.parse(until) - now)

const Promised = ({ question, now }: { readonly question: Question; readonly now: number }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  const hours = useHours()(question.hours)
  const { promise, promiseDue, openedAt } = question
  const minutes = Math.round((Date.parse(promiseDue) - Date.parse(openedAt)) / 60_000)
  switch (promise) {
    case 'pending': return (
      <>
        <div className="wait-clock" role="timer">
          <ProgressCircle percent={Math.round(1000 * left(promiseDue, now) / (minutes * 60_000)) / 10}><strong>{clockWords(left(promiseDue, now))}</strong></ProgressCircle>
          <span>{t('promise.left')}</span>
        </div>
        <p className="zj-hint">{t('promise.says', { minutes, at: when(promiseDue) })} {hours}</p>
      </>
    )
    case 'kept': return <p className="wait-good">{t('promise.kept', { minutes })}</p>
    case 'broken': return <div className="zj-problem"><p>{t('promise.broken', { minutes, at: when(promiseDue) })} {hours}</p></div>
    case 'voided': return <div className="zj-problem"><p>{t('promise.voided')}</p></div>
    case 'waived': return null
    default: return promise satisfies never
  }
}

/** One after the other, the county's first; who was asked may answer also when its window is over. */
const Tiers = ({ question: { tiers, answerCount, target, isSearching, isExhausted }, now }: { readonly question: Question; readonly now: number }): ReactNode => {
  const { t } = useTranslation('question')
  const said = (tier: Tier, isLast: boolean): string => {
    const told = tier.audience === null ? t('tier.telling') : tier.told >= tier.audience ? t('tier.told', { count: tier.told }) : t('tier.told-of', { count: tier.told, audience: tier.audience })
    if (tier.end === 'skipped') return t('tier.skipped')
    if (!isLast || !isSearching || answerCount >= target) return told
    if (tier.closesAt === null || isExhausted) return t('tier.last', { told })
    const rest = left(tier.closesAt, now)
    return rest === 0 ? t('tier.next-now', { told }) : t('tier.next', { told, left: clockWords(rest) })
  }
  return (
    <ol className="wait-tiers">
      {tiers.map((tier, i) => {
        const isNow = i === tiers.length - 1
        return <li key={tier.scope} aria-current={isNow ? 'step' : undefined}><strong>{t(`scope.${tier.scope}`)}</strong> {said(tier, isNow)}</li>
      })}
    </ol>
  )
}

export const Wait = ({ question }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const resume = useResumeSearch(question.consultationId)
  const now = usePlatformTime()
  if (now === null) return <p className="zj-loading" role="status">{t('wait.asking-time')}</p>
  const { answerCount, target, isSearching, phase, writingUntil } = question
  const writing = writingUntil.filter((until) => Date.parse(until) > now).length
  const isEnough = answerCount >= target
  return (
    <section className="talk-card" aria-labelledby="wait">
      <h2 id="wait">{t(isEnough ? 'wait.over' : 'wait.title')}</h2>
      <Promised question={question} now={now} />
      <p>{t(isEnough ? 'wait.enough' : 'wait.count', { count: answerCount, target })}{phase === 'open' && writing > 0 && <> <strong>{t('wait.writing', { count: writing })}</strong></>}</p>
      {phase === 'closed' ? null : <Tiers question={question} now={now} />}
      {phase === 'open' && isSearching && !isEnough && <p className="zj-hint">{t('wait.leave')}</p>}
      {phase === 'open' && !isSearching && !isEnough && (
        <>
          <p>{t('search.ended')}</p>
          <ProblemNotice error={resume.error} />
          <button type="button" className="zj-button zj-quiet" disabled={resume.isPending} onClick={() => resume.mutate()}>{t('search.resume')}</button>
        </>
      )}
    </section>
  )
}
