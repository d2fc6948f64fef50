import { comma, ProblemNotice, ReadAloud, useHours } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { NoticeText } from '../notice.tsx'
import type { AskDraft, Wake } from '../draft.ts'
import { useCounties, useNotice, usePromise, useTopicName, useTopics, useTowns, useVillages, useWakeChannels } from '../reading.ts'
import type { Asking } from '../use-ask.ts'

/** What is sent, as she said it; each line leads back to where it is changed. */
const Summary = ({ draft }: { readonly draft: AskDraft }): ReactNode => {
  const { t } = useTranslation('ask')
  const topics = useTopics()
  const nameOf = useTopicName()
  const counties = useCounties()
  const towns = useTowns(draft.county)
  const villages = useVillages(draft.county, draft.town)
  const topic = topics.data?.items.find(({ code }) => code === draft.topic)
  const second = topic?.seconds.find(({ code }) => code === draft.topicSecond)
  const place = [counties.data?.items.find(({ county }) => county === draft.county)?.name, ...(draft.village === '' ? []
    : [towns.data?.towns.find(({ code }) => code === draft.town)?.name, villages.data?.items.find(({ code }) => code === draft.village)?.name])].filter((each) => each !== undefined).join('')
  const isAlone = draft.about === 'child' && draft.relation === 'child'
  const lines = [
    [1, 'text', draft.text.trim() === '' ? t('text.spoken') : draft.text], [1, 'files', draft.files.length === 0 ? t('sum.none') : draft.files.map(({ name }) => name).join(comma())],
    [2, 'topic', topic === undefined ? t('topic.unknown') : second === undefined ? nameOf(topic) : t('topic.both', { first: nameOf(topic), second: nameOf(second) })], [2, 'place', place],
    [3, 'share', isAlone || draft.share === 'topic' ? t('share.topic') : t(draft.wholeBeyondCounty ? 'sum.whole' : 'share.redacted')],
  ] as const
  return (
    <section className="ask-sum" aria-labelledby="ask-sum">
      <h2 id="ask-sum">{t('sum.title')}</h2>
      <dl>
        {lines.map(([step, name, says]) => (
          <div key={name}>
            <dt>{t(`sum.${name}`)}</dt><dd className={name === 'text' ? 'ask-sum-text' : undefined} lang={name === 'place' ? 'zh-CN' : undefined}>{says}</dd>
            {(name === 'text' || name === 'topic' || name === 'share') && <dd><Link to={`/ask?step=${step}`}>{t('sum.change', { what: t(`sum.${name}`) })}</Link></dd>}
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Step 4: what is promised now, how she is woken, what she was told and agrees to. */
export const ConfirmStep = ({ asking: { update }, draft, isOnline }: { readonly asking: Asking; readonly draft: AskDraft; readonly isOnline: boolean }): ReactNode => {
  const { t, i18n } = useTranslation('ask')
  const promise = usePromise(draft.county)
  const notice = useNotice('current')
  const channels = useWakeChannels()
  const isGuardian = draft.about === 'child' && draft.relation !== 'child' && draft.relation !== ''
  const toggle = (channel: Wake, on: boolean): void => update(({ wake }) => ({ wake: on ? [...new Set([...wake, channel])] : wake.filter((each) => each !== channel) }))
  const terms = promise.data?.terms
  const hoursOf = useHours()
  const minutes = (ms: number): number => Math.round(ms / 60_000)
  // The platform's own sentence is Chinese.
  const promised = promise.data === undefined || terms === undefined ? '' : i18n.language === 'zh-CN' ? promise.data.text
    : t('promise.in-short', { first: minutes(terms.promiseMs), all: minutes(terms.quorumMs), quorum: terms.quorum })
  const hours = promise.data === undefined ? '' : hoursOf(promise.data.hours)
  return (
    <>
      <Summary draft={draft} />
      <section aria-labelledby="ask-promise">
        <h2 id="ask-promise">{t('promise.title')}</h2>
        {promised !== '' && isOnline ? <><p className="ask-promise">{promised} {hours}</p><ReadAloud text={`${promised}${hours}`} /></>
          : <p className="zj-hint">{isOnline ? t('promise.asking') : t('promise.offline')}</p>}
        {promise.data === undefined && <ProblemNotice error={promise.error} onRetry={() => void promise.refetch()} />}
      </section>
      <fieldset className="ask-choices">
        <legend>{t('wake.legend')}</legend>
        {(channels.data?.items ?? [{ channel: 'in-app' as const, isReady: true, lacks: null }]).map(({ channel, isReady, lacks }) => (
          <label key={channel} className="ask-choice">
            <input type="checkbox" checked={isReady && draft.wake.includes(channel)} disabled={!isReady || channel === 'in-app'} onChange={({ target }) => toggle(channel, target.checked)} />
            <span>{t(`wake.${channel}`)}<small className="zj-hint">{lacks === null ? t(`wake.${channel}-hint`) : t(`wake.lacks-${lacks}`)}</small></span>
          </label>
        ))}
      </fieldset>
      {isGuardian && (
        <section aria-labelledby="ask-guardian">
          <h2 id="ask-guardian">{t('guardian.title')}</h2>
          <p>{t('guardian.says')}</p>
          <label className="ask-choice ask-tick">
            <input type="checkbox" checked={draft.guardianConsents} onChange={({ target }) => update({ guardianConsents: target.checked })} />
            <span>{t('guardian.consent', { relation: t(`relation.${draft.relation as 'parent'}`) })}</span>
          </label>
        </section>
      )}
      <section aria-labelledby="ask-notice">
        <h2 id="ask-notice">{t('notice.title')}</h2>
        {notice.data === undefined ? <ProblemNotice error={notice.error} onRetry={() => void notice.refetch()} /> : (
          <>
            <details className="ask-notice"><summary>{t('notice.read', { version: notice.data.version })}</summary><NoticeText notice={notice.data} /></details>
            <label className="ask-choice ask-tick">
              <input type="checkbox" checked={draft.notice === notice.data.version} onChange={({ target }) => update({ notice: target.checked ? notice.data.version : null })} />
              <span>{t('notice.have-read')}</span>
            </label>
          </>
        )}
      </section>
    </>
  )
}
