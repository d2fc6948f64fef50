import { comma, ProblemNotice } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskDraft } from '../draft.ts'
import { useCounties, usePreview, useTopicName, useTopics, useTowns, useVillages } from '../reading.ts'
import type { Asking } from '../use-ask.ts'

/** Step 2: what it is about, where, and who is in it. */
export const TopicStep = ({ asking: { update }, draft, isOnline }: { readonly asking: Asking; readonly draft: AskDraft; readonly isOnline: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const topics = useTopics()
  const preview = usePreview({ text: draft.text, names: [] }, isOnline)
  const counties = useCounties()
  const county = draft.county
  const towns = useTowns(county)
  const town = draft.town.startsWith(county) ? draft.town : ''
  const villages = useVillages(county, town)
  const items = topics.data?.items ?? []
  const nameOf = useTopicName()
  const suggestedName = (code: string, second: string | undefined): string => {
    const first = items.find((each) => each.code === code)
    const under = first?.seconds.find((each) => each.code === second)
    if (first === undefined) return ''
    return under === undefined ? nameOf(first) : t('topic.both', { first: nameOf(first), second: nameOf(under) })
  }
  const seconds = items.find(({ code }) => code === draft.topic)?.seconds ?? []
  // Named by the list of topics: until that is there nothing is suggested.
  const suggested = items.length === 0 ? [] : preview.data?.topics ?? []
  const isSuggested = (code: string, second: string): boolean => draft.topic === code && (second === '' || draft.topicSecond === second)
  return (
    <>
      {(preview.data?.dangerNumbers.length ?? 0) > 0 && <p className="zj-problem" role="alert">{t('danger', { numbers: preview.data!.dangerNumbers.join(comma()) })}</p>}
      <section aria-labelledby="ask-topic">
        <h2 id="ask-topic">{t('topic.title')}</h2>
        {suggested.length > 0 && (
          <>
            <p className="zj-hint" id="ask-suggested">{t('topic.suggested')}</p>
            <div className="ask-chips" role="group" aria-labelledby="ask-suggested">
              {suggested.map(({ code, second }) => (
                <button key={code} type="button" className="ask-chip" aria-pressed={isSuggested(code, second?.code ?? '')}
                  onClick={() => update({ topic: code, topicSecond: second?.code ?? '' })}>
                  {suggestedName(code, second?.code)}
                </button>
              ))}
            </div>
          </>
        )}
        {!isOnline && <p className="zj-hint">{t('topic.offline')}</p>}
        <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
        <label className="ask-label" htmlFor="topic">{t('topic.first')}</label>
        <select id="topic" value={draft.topic} onChange={({ target }) => update({ topic: target.value, topicSecond: '' })}>
          <option value="">{t('topic.unknown')}</option>
          {items.map((topic) => <option key={topic.code} value={topic.code}>{nameOf(topic)}</option>)}
        </select>
        {seconds.length > 0 && (
          <>
            <label className="ask-label" htmlFor="topic-second">{t('topic.second')}</label>
            <select id="topic-second" value={draft.topicSecond} onChange={({ target }) => update({ topicSecond: target.value })}>
              <option value="">{t('topic.unknown')}</option>
              {seconds.map((topic) => <option key={topic.code} value={topic.code}>{nameOf(topic)}</option>)}
            </select>
          </>
        )}
        <p className="zj-hint">{t('topic.hint')}</p>
        {topics.data === undefined && <ProblemNotice error={topics.error} onRetry={() => void topics.refetch()} />}
      </section>
      <section aria-labelledby="ask-place">
        <h2 id="ask-place">{t('place.title')}</h2>
        {(counties.data?.items.length ?? 0) > 1 ? (
          <>
            <label className="ask-label" htmlFor="county">{t('place.county')}</label>
            <select id="county" value={county} onChange={({ target }) => update({ county: target.value, town: '', village: '' })}>
              {counties.data!.items.map((each) => <option key={each.county} value={each.county} lang="zh-CN">{each.name}</option>)}
            </select>
          </>
        ) : <p lang="zh-CN">{counties.data?.items[0]?.name ?? ''}</p>}
        <label className="ask-label" htmlFor="town">{t('place.town')}</label>
        <select id="town" value={town} onChange={({ target }) => update({ town: target.value, village: '' })}>
          <option value="">{t('place.whole-county')}</option>
          {towns.data?.towns.map(({ code, name }) => <option key={code} value={code} lang="zh-CN">{name}</option>)}
        </select>
        {town !== '' && (
          <>
            <label className="ask-label" htmlFor="village">{t('place.village')}</label>
            <select id="village" value={draft.village} onChange={({ target }) => update({ village: target.value })}>
              <option value="">{t('place.choose')}</option>
              {villages.data?.items.map(({ code, name }) => <option key={code} value={code} lang="zh-CN">{name}</option>)}
            </select>
            {draft.village === '' && <p className="zj-hint">{t('place.village-hint')}</p>}
          </>
        )}
      </section>
      <section aria-labelledby="ask-names">
        <h2 id="ask-names">{t('names.title')}</h2>
        <p className="zj-hint">{t('names.hint')}</p>
        <label className="ask-label" htmlFor="own-names">{t(draft.about === 'child' ? 'names.own-child' : 'names.own')}</label>
        <input id="own-names" value={draft.ownNames} autoComplete="off" maxLength={400} onChange={({ target }) => update({ ownNames: target.value })} />
        <label className="ask-label" htmlFor="opponents">{t('names.opponents')}</label>
        <input id="opponents" value={draft.opponents} autoComplete="off" maxLength={400} onChange={({ target }) => update({ opponents: target.value })} />
      </section>
    </>
  )
}
