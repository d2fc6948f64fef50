// What the platform holds of somebody's word: notices she read, what she consented to, and taking it back.
import { useInfiniteQuery } from '@tanstack/react-query'
import { addWords, api, ProblemNotice, reading, SignedIn, useCommand } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeText } from '../ask/notice.tsx'
import { useNotice, useTopicName, useTopics, useWakeChannels } from '../ask/reading.ts'
import { askWords } from '../ask/words.ts'
import { CHINA } from '../when.ts'
import { Copy, Erasure } from './erasure.tsx'
import { myDataWords } from './words.ts'
import '../ask/ask.css'
import './my-data.css'

export const words = { name: 'my-data', words: myDataWords }
// The notice and the ways to be woken say what they say when asking.
addWords('ask', askWords)

type Purpose = 'beyond-county' | 'guardian'

const Version = ({ version, readAt }: { readonly version: number; readonly readAt: string | null }): ReactNode => {
  const { t, i18n } = useTranslation('my-data')
  const [isOpen, setOpen] = useState(false)
  const notice = useNotice(String(version))
  return (
    <li>
      <p>{readAt === null ? t('notice.unread', { version }) : t('notice.read', { version, at: new Date(readAt).toLocaleString(i18n.language, CHINA) })}</p>
      <button type="button" className="ask-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t(isOpen ? 'notice.close' : 'notice.open', { version })}</button>
      {isOpen && notice.data !== undefined && <div className="ask-notice"><NoticeText notice={notice.data} /></div>}
      {isOpen && <ProblemNotice error={notice.error} onRetry={() => void notice.refetch()} />}
    </li>
  )
}

/** What was said, and taking it back: what that does is said before it is done. */
const Consent = ({ consultationId, purpose, isGiven, at }: {
  readonly consultationId: string; readonly purpose: Purpose; readonly isGiven: boolean; readonly at: string
}): ReactNode => {
  const { t, i18n } = useTranslation('my-data')
  const [isAsking, setAsking] = useState(false)
  const under = (key: string) => ({ params: { path: { consultation: consultationId }, header: { 'Idempotency-Key': key } } })
  const takeBack = useCommand((body: { purpose: Purpose }, headers) => api.POST('/api/v1/consultations/{consultation}/consents/withdrawal', { ...under(headers['idempotency-key']), body }))
  const give = useCommand((body: { purpose: 'beyond-county' }, headers) => api.POST('/api/v1/consultations/{consultation}/consents', { ...under(headers['idempotency-key']), body }))
  const when = new Date(at).toLocaleString(i18n.language, CHINA)
  return (
    <div className="my-consent">
      <p><strong>{t(`purpose.${purpose}`)}</strong>{t(isGiven ? 'given' : 'taken-back', { at: when })}</p>
      {isGiven && !isAsking && <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(true)}>{t('take-back')}</button>}
      {isGiven && isAsking && (
        <div role="group" aria-label={t('take-back')}>
          <p>{t(`effect.${purpose}`)}</p>
          <button type="button" className="zj-button" disabled={takeBack.isPending} onClick={() => takeBack.mutate({ purpose })}>{t('take-back-now')}</button>
          <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(false)}>{t('keep')}</button>
        </div>
      )}
      {!isGiven && purpose === 'beyond-county' && <button type="button" className="ask-link" disabled={give.isPending} onClick={() => give.mutate({ purpose })}>{t('give')}</button>}
      <ProblemNotice error={takeBack.error ?? give.error} />
    </div>
  )
}

const Data = (): ReactNode => {
  const { t, i18n } = useTranslation('my-data')
  const { t: ask } = useTranslation('ask')
  const topics = useTopics()
  const channels = useWakeChannels()
  const found = useInfiniteQuery({
    queryKey: ['consents'], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => reading(api.GET('/api/v1/consents', { params: { query: pageParam === undefined ? {} : { cursor: pageParam } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const first = found.data?.pages[0]
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const topicName = useTopicName()
  const nameOf = (code: string): string => {
    const topic = topics.data?.items.find((each) => each.code === code)
    return topic === undefined ? '' : topicName(topic)
  }
  const said = items.filter(({ beyondCounty, guardian }) => beyondCounty !== null || guardian !== null)
  return (
    <main className="zj-page ask my-data">
      <h1>{t('title')}</h1>
      <p>{t('says')}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <section aria-labelledby="notices">
        <h2 id="notices">{t('notices')}</h2>
        <ul className="my-list">
          {first !== undefined && !first.notices.some(({ isCurrent }) => isCurrent) && <Version version={first.currentNotice} readAt={null} />}
          {first?.notices.toReversed().map(({ version, at }) => <Version key={version} version={version} readAt={at} />)}
        </ul>
      </section>
      <section aria-labelledby="consents">
        <h2 id="consents">{t('consents')}</h2>
        {found.isSuccess && said.length === 0 && <p>{t('none')}</p>}
        <ul className="my-list">
          {said.map(({ consultationId, topic, openedAt, opening, beyondCounty, guardian }) => (
            <li key={consultationId}>
              <h3>{t('question', { topic: nameOf(topic), at: new Date(openedAt).toLocaleDateString(i18n.language, CHINA) })}</h3>
              <p className="my-opening">{opening ?? t('erased')}</p>
              {guardian !== null && <Consent consultationId={consultationId} purpose="guardian" {...guardian} />}
              {beyondCounty !== null && guardian?.isGiven !== false && <Consent consultationId={consultationId} purpose="beyond-county" {...beyondCounty} />}
            </li>
          ))}
        </ul>
        {found.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('more')}</button>}
      </section>
      <section aria-labelledby="wake">
        <h2 id="wake">{t('wake')}</h2>
        <ul className="ask-plain">
          {channels.data?.items.map(({ channel, lacks }) => <li key={channel}>{ask(`wake.${channel}`)}：{lacks === null ? t('wake.ready') : ask(`wake.lacks-${lacks}`)}</li>)}
        </ul>
      </section>
      <Copy />
      <Erasure />
      <p className="zj-hint">{t('rights')}</p>
    </main>
  )
}

const MyData = (): ReactNode => (
  <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen')}>{() => <Data />}</SignedIn>
)
export default MyData
