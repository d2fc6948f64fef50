// How the case stood at the moment: its state, whom it could ask, whom it had told, and the rule that spoke last.
import { bracketed, comma } from '@zhijian/web-kit'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Moment, Story, StoryEvent } from './data.ts'

const clock = new Intl.DateTimeFormat('zh-CN', { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Shanghai' })
export const timeOf = (instant: string): string => clock.format(new Date(instant))

/** As the deciders of questions have it; of other kinds the phase alone is shown. */
interface Question {
  readonly phase: string; readonly promise: string; readonly search: string; readonly target: number
  readonly tiers: readonly { readonly scope: string; readonly openedAt: string; readonly closesAt: string | null; readonly audience: number | null }[]
  readonly answers: readonly { readonly lawyerId: string; readonly status: string }[]
  readonly claims: readonly { readonly lawyerId: string; readonly expiresAt: string }[]
}

const StatePanel = ({ moment }: { readonly moment: Moment }): ReactNode => {
  const { t } = useTranslation('story')
  const { t: happened } = useTranslation('events')
  const own = moment.streams.find(({ category }) => category === 'consultation')
  if (own === undefined) return <p>{t('before')}</p>
  const state = own.state as Question
  const nameOf = (id: string): string => moment.lawyers[id] ?? id
  const counted = state.answers.filter(({ status }) => status === 'given')
  return (
    <>
      <dl className="facts">
        <dt>{t('phase')}</dt><dd>{t(`phase.${state.phase}`)}</dd>
        <dt>{t('promise')}</dt><dd className={state.promise}>{t(`promise.${state.promise}`)}</dd>
        <dt>{t('answers')}</dt><dd>{t('answers.of', { counted: counted.length, target: state.target })}{counted.length === 0 ? '' : bracketed(counted.map(({ lawyerId }) => nameOf(lawyerId)).join(comma()))}</dd>
        <dt>{t('claims')}</dt><dd>{state.claims.length === 0 ? t('none') : state.claims.map(({ lawyerId, expiresAt }) => `${nameOf(lawyerId)} → ${timeOf(expiresAt)}`).join(comma())}</dd>
        <dt>{t('search')}</dt><dd>{t(`search.${state.search}`)}</dd>
        <dt>{t('due')}</dt>
        <dd>{own.next === null ? t('due.none') : t('due.at', { time: timeOf(own.next.due), what: own.next.passing.map(({ type }) => happened(type)).join(comma('phrases')) })}</dd>
        {moment.streams.filter(({ category }) => category !== 'consultation').map(({ stream, category, state: other, next }) => (
          <Fragment key={stream}>
            <dt>{t(`category.${category}`)}</dt>
            <dd>{t(`stood.${(other as { phase?: string }).phase ?? 'open'}`, { defaultValue: t('stood.open') })}{next === null ? '' : ` · ${t('due.at', { time: timeOf(next.due), what: next.passing.map(({ type }) => happened(type)).join(comma('phrases')) })}`}</dd>
          </Fragment>
        ))}
      </dl>
      {own.passed.length === 0 ? null : <p className="zj-hint">{t('unwritten', { what: own.passed.map(({ type }) => happened(type)).join(comma('phrases')) })}</p>}
      <h3>{t('tiers')}</h3>
      <ol className="tiers">
        {state.tiers.map(({ scope, openedAt, closesAt }) => (
          <li key={openedAt + scope}><strong>{t(`scope.${scope}`)}</strong> {closesAt === null ? t('tier.open', { from: timeOf(openedAt) }) : t('tier.window', { from: timeOf(openedAt), to: timeOf(closesAt) })}</li>
        ))}
      </ol>
    </>
  )
}

/** Names that are written out before a list is cut. */
const FEW = 8

const EligiblePanel = ({ moment: { eligible, lawyers } }: { readonly moment: Moment }): ReactNode => {
  const { t } = useTranslation('story')
  if (eligible.length === 0) return <p>{t('eligible.none')}</p>
  return (
    <ol className="plain">
      {eligible.map(({ tier, scope, count, ranked, notAsked }) => (
        <li key={tier}>
          <strong>{t(`scope.${scope}`)}</strong> {count === null ? t('eligible.unknown') : t('eligible.count', { count })}
          {ranked === null || ranked.length === 0 ? null : <p>{t('eligible.first')}{ranked.slice(0, FEW).map((id) => lawyers[id] ?? id).join(comma())}{(count ?? 0) > FEW ? t('eligible.more', { count }) : ''}</p>}
          {Object.keys(notAsked).length === 0 ? null : <p>{t('eligible.left')}{Object.entries(notAsked).map(([why, people]) => `${t(`why.${why}`)} ${String(people)}`).join(comma('phrases'))}</p>}
        </li>
      ))}
    </ol>
  )
}

const ToldPanel = ({ moment: { told, lawyers, eligible } }: { readonly moment: Moment }): ReactNode => {
  const { t } = useTranslation('story')
  if (told.length === 0) return <p>{t('told.none')}</p>
  return (
    <ol className="plain">
      {told.map(({ stream, notice, tier, told: people, held, waiting, stopped, rows }) => (
        <li key={stream}>
          <strong>{t(`notice.${notice}`)}</strong>{tier === null ? '' : ` · ${t('told.tier', { scope: t(`scope.${eligible[tier]?.scope ?? 'county'}`) })}`}
          <p>{t('told.numbers', { told: people, held, waiting })}{stopped === null ? '' : `${comma('sentences')}${t('told.stopped', { reason: t(`stop.${stopped}`) })}`}</p>
          {rows.length === 0 ? null : (
            <details>
              <summary>{t('told.rows', { count: rows.length })}</summary>
              <table>
                <thead><tr><th scope="col">{t('rank')}</th><th scope="col">{t('recipient')}</th><th scope="col">{t('when')}</th><th scope="col">{t('sent')}</th></tr></thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.recipient}>
                      <td>{row.rank ?? '—'}</td><td>{lawyers[row.recipient] ?? row.recipient}</td><td>{row.at === null ? '—' : timeOf(row.at)}</td>
                      <td>{[
                        ...row.pushes.map(({ channel, outcome }) => `${channel} ${t(`outcome.${outcome ?? 'none'}`)}`), ...row.held.map(({ reason }) => t(`held.${reason}`)),
                        ...row.notReached === null ? [] : [t(`not-reached.${row.notReached}`)],
                      ].join(comma('phrases'))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Numbers of the policy that the words of a rule name. */
const numbersOf = (terms: Story['rules']['terms'], tier: number): Readonly<Record<string, number>> => {
  const { quorum, promiseMs, tiers } = terms as { quorum: number; promiseMs: number; tiers: readonly { windowMs: number | null }[] }
  return { quorum, promise: promiseMs / 60_000, window: (tiers[tier]?.windowMs ?? 0) / 60_000 }
}

const Rule = ({ event: last, events, rules }: { readonly event: StoryEvent; readonly events: readonly StoryEvent[]; readonly rules: Story['rules'] }): ReactNode => {
  const { t } = useTranslation('story')
  const { t: happened } = useTranslation('events')
  const why = t(`why-so.${last.type}`, { ...numbersOf(rules.terms, Number(last.facts['tier'] ?? 0)), defaultValue: '' })
  const { cause, follows, lateMs } = last
  const from = follows === null ? undefined : events.find(({ stream, version }) => stream === follows.stream && version === follows.version)
  return (
    <>
      <p><strong>{t(`category.${last.category}`)} · {happened(last.type)}</strong>{bracketed(timeOf(last.at))}</p>
      {why === '' ? null : <p>{why}</p>}
      <p>{cause.kind === 'deadline' ? t('rule.deadline', { due: timeOf(cause.due) }) : t('rule.command', { who: t(`role.${cause.role}`) })}</p>
      {from === undefined || (from.stream === last.stream && from.version === last.version) ? null : <p>{t('rule.follows', { what: `${happened(from.type)}${bracketed(timeOf(from.at))}` })}</p>}
      {cause.kind === 'deadline' && lateMs > 1000 ? <p className="zj-hint">{t('rule.late', { late: (lateMs / 1000).toFixed(1) })}</p> : null}
    </>
  )
}

/** Of the question itself first; then of what came last, where that is something else. */
const RulePanel = ({ past, events, rules }: { readonly past: readonly StoryEvent[]; readonly events: readonly StoryEvent[]; readonly rules: Story['rules'] }): ReactNode => {
  const { t } = useTranslation('story')
  const own = past.findLast(({ category }) => category === 'consultation')
  const last = past.at(-1)
  if (own === undefined || last === undefined) return <p>{t('rule.none')}</p>
  return (
    <>
      <Rule event={own} events={events} rules={rules} />
      {last === own ? null : <><hr /><Rule event={last} events={events} rules={rules} /></>}
    </>
  )
}

export const MomentPanels = ({ moment, past, events, rules }: { readonly moment: Moment; readonly past: readonly StoryEvent[]; readonly events: readonly StoryEvent[]; readonly rules: Story['rules'] }): ReactNode => {
  const { t } = useTranslation('story')
  return (
    <div className="panels">
      <section aria-labelledby="story-state"><h2 id="story-state">{t('state')}</h2><StatePanel moment={moment} /></section>
      <section aria-labelledby="story-eligible"><h2 id="story-eligible">{t('eligible')}</h2><EligiblePanel moment={moment} /></section>
      <section aria-labelledby="story-told"><h2 id="story-told">{t('told')}</h2><ToldPanel moment={moment} /></section>
      <section aria-labelledby="story-rule"><h2 id="story-rule">{t('rule')}</h2><RulePanel past={past} events={events} rules={rules} /></section>
    </div>
  )
}
