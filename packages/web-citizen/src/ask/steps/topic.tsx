import { ProblemNotice } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskDraft } from '../draft.ts'
import { useCounties, usePreview, useTopics, useTowns, useVillages } from '../reading.ts'
import type { Asking } from '../use-ask.ts'

/** Step 2: what it is about, where, and who is in it. */
export const TopicStep = ({ asking: { update }, draft, isOnline }: { readonly asking: Asking; readonly draft: AskDraft; readonly isOnline: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const topics = useTopics()
  const preview = usePreview({ text: draft.text, names: [] }, isOnline)
  const counties = useCounties()
  const county = draft.county
  const towns = useTowns(county)
  const [townChosen, setTown] = useState(draft.village.slice(0, 9))
  const town = townChosen.startsWith(county) ? townChosen : ''
  const villages = useVillages(county, town)
  const items = topics.data?.items ?? []
  const seconds = items.find(({ code }) => code === draft.topic)?.seconds ?? []
  const suggested = preview.data?.topics ?? []
  const isSuggested = (code: string, second: string): boolean => draft.topic === code && (second === '' || draft.topicSecond === second)
  return (
    <>
      {(preview.data?.dangerNumbers.length ?? 0) > 0 && <p className="zj-problem" role="alert">{t('danger', { numbers: preview.data!.dangerNumbers.join('、') })}</p>}
      <section aria-labelledby="ask-topic">
        <h2 id="ask-topic">{t('topic.title')}</h2>
        {suggested.length > 0 && (
          <>
            <p className="zj-hint" id="ask-suggested">{t('topic.suggested')}</p>
            <div className="ask-chips" role="group" aria-labelledby="ask-suggested">
              {suggested.map(({ code, name, second }) => (
                <button key={code} type="button" className="ask-chip" aria-pressed={isSuggested(code, second?.code ?? '')}
                  onClick={() => update({ topic: code, topicSecond: second?.code ?? '' })}>
                  {second === null ? name : t('topic.both', { first: name, second: second.name })}
                </button>
              ))}
            </div>
          </>
        )}
        {!isOnline && <p className="zj-hint">{t('topic.offline')}</p>}
        <label className="ask-label" htmlFor="topic">{t('topic.first')}</label>
        <select id="topic" value={draft.topic} onChange={({ target }) => update({ topic: target.value, topicSecond: '' })}>
          <option value="">{t('topic.unknown')}</option>
          {items.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
        </select>
        {seconds.length > 0 && (
          <>
            <label className="ask-label" htmlFor="topic-second">{t('topic.second')}</label>
            <select id="topic-second" value={draft.topicSecond} onChange={({ target }) => update({ topicSecond: target.value })}>
              <option value="">{t('topic.unknown')}</option>
              {seconds.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
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
            <select id="county" value={county} onChange={({ target }) => update({ county: target.value, village: '' })}>
              {counties.data!.items.map((each) => <option key={each.county} value={each.county}>{each.name}</option>)}
            </select>
          </>
        ) : <p>{counties.data?.items[0]?.name ?? ''}</p>}
        <label className="ask-label" htmlFor="town">{t('place.town')}</label>
        <select id="town" value={town} onChange={({ target }) => {
          setTown(target.value)
          update({ village: '' })
        }}>
          <option value="">{t('place.whole-county')}</option>
          {towns.data?.towns.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
        </select>
        {town !== '' && (
          <>
            <label className="ask-label" htmlFor="village">{t('place.village')}</label>
            <select id="village" value={draft.village} onChange={({ target }) => update({ village: target.value })}>
              <option value="">{t('place.choose')}</option>
              {villages.data?.items.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
            </select>
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
