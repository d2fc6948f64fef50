// One case, one story: drag to any second and see how it stood; run the verification and see the verdict.
import { addWords, ApiProblem, clockWords, platformNowMs, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useLook, useMoment, useStory, useVerdict, type Story, type StoryEvent } from './data.ts'
import { eventWords } from './event-words.ts'
import { Evidence } from './evidence.tsx'
import { MomentPanels, timeOf } from './moment.tsx'
import { Scrub } from './scrub.tsx'
import { Timeline } from './timeline.tsx'
import { storyWords } from './words.ts'
import './story.css'

addWords('events', eventWords)
export const words = { name: 'story', words: storyWords }

const ID = /^[A-Za-z0-9_-]{1,64}$/
const FIRST_MS = 900_000
/** A finger that moves asks when it rests. */
const REST_MS = 120

const Find = (): ReactNode => {
  const { t } = useTranslation('story')
  const go = useNavigate()
  const [id, setId] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form className="zj-form look" onSubmit={(event) => {
      event.preventDefault()
      if (ID.test(id.trim())) void go(`/story/${id.trim()}`)
      else setWrong(true)
    }}>
      <label>{t('find.label')}<input name="consultation" value={id} onChange={({ target }) => setId(target.value)} aria-invalid={isWrong} /></label>
      <p className="zj-hint">{t('find.hint')}</p>
      {isWrong ? <p role="alert" className="zj-problem">{t('find.wrong')}</p> : null}
      <button type="submit" className="zj-button">{t('find.go')}</button>
    </form>
  )
}

const Purpose = ({ error, isOpening, isOver, onOpen }: { readonly error: unknown; readonly isOpening: boolean; readonly isOver: boolean; readonly onOpen: (purpose: string) => void }): ReactNode => {
  const { t } = useTranslation('story')
  const [purpose, setPurpose] = useState('')
  const [isShort, setShort] = useState(false)
  return (
    <form className="zj-form look" onSubmit={(event) => {
      event.preventDefault()
      setShort(purpose.trim().length < 2)
      if (purpose.trim().length >= 2) onOpen(purpose.trim())
    }}>
      {isOver ? <p role="alert" className="zj-problem">{t('again')}</p> : null}
      <label>{t('purpose')}<textarea name="purpose" rows={3} maxLength={500} value={purpose} onChange={({ target }) => setPurpose(target.value)} /></label>
      <p className="zj-hint">{t('purpose.hint')}</p>
      {isShort ? <p role="alert" className="zj-problem">{t('purpose.short')}</p> : null}
      <ProblemNotice error={error} />
      <button type="submit" className="zj-button" disabled={isOpening}>{t('look')}</button>
    </form>
  )
}

const VerdictBar = ({ view }: { readonly view: string }): ReactNode => {
  const { t } = useTranslation('story')
  const verdict = useVerdict(view)
  return (
    <>
      <button type="button" className="verify" disabled={verdict.isFetching} onClick={() => void verdict.refetch()}>{t(verdict.isFetching ? 'verifying' : 'verify')}</button>
      <div className="verdict" role="status">
        {verdict.isFetching || verdict.data === undefined ? null : verdict.data.ok
          ? <div className="good"><p><strong>✓ {t('verdict.ok', { ...verdict.data })}</strong></p><p>{t('verdict.hint')}</p></div>
          : (
            <div className="bad">
              <p><strong>✗ {t('verdict.found', { count: verdict.data.findings.length })}</strong></p>
              <ul>{verdict.data.findings.map(({ kind, stream, version, says }, place) => <li key={place}>{t(`finding.${kind}`)} — {stream}{version < 0 ? '' : `@${version}`}: {says}</li>)}</ul>
            </div>
          )}
        <ProblemNotice error={verdict.error} onRetry={() => void verdict.refetch()} />
      </div>
    </>
  )
}

/** Whole seconds; an event within one is seen at its end. */
const secondOf = (instant: string): number => Math.ceil(Date.parse(instant) / 1000) * 1000

const Told = ({ id, view, story }: { readonly id: string; readonly view: string; readonly story: Story }): ReactNode => {
  const { t } = useTranslation('story')
  usePlatformTime(60_000)
  const { events, rules } = story
  const opened = events[0]!
  const openedMs = secondOf(opened.at)
  const lastMs = secondOf(events.at(-1)!.at)
  const nowMs = Math.ceil(platformNowMs() / 1000) * 1000
  const [span, setSpan] = useState<'first' | 'all'>('first')
  const [atMs, setAt] = useState(openedMs)
  const fromMs = openedMs - 5000
  const toMs = span === 'all' ? Math.max(lastMs, fromMs + 60_000) : Math.max(openedMs + 60_000, Math.min(openedMs + FIRST_MS, nowMs))
  const { t: common } = useTranslation('kit')
  const [restedMs, setRested] = useState(atMs)
  useEffect(() => {
    const timer = setTimeout(() => setRested(atMs), REST_MS)
    return () => clearTimeout(timer)
  }, [atMs])
  const moment = useMoment(view, restedMs, events.length)
  const past = events.filter(({ at }) => Date.parse(at) <= atMs)
  const last = past.at(-1)
  const previous = past.findLast(({ at }) => secondOf(at) < atMs)
  const next = events.find(({ at }) => Date.parse(at) > atMs)
  const goTo = (event: StoryEvent): void => {
    const ms = secondOf(event.at)
    if (ms > toMs) setSpan('all')
    setAt(ms)
  }
  const since = clockWords(Math.max(0, atMs - openedMs))
  const spoken = t('at', { date: new Date(atMs).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' }), time: timeOf(new Date(atMs).toISOString()), since })
  return (
    <>
      <div className="head">
        <div>
          <p className="case">{t('case', { id })}</p>
          <p className="zj-hint">{t('opened', { at: new Date(opened.at).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' }) })} · {rules.policyVersion === null || rules.policyVersion === 0 ? t('rules.default', { rules: rules.rules }) : t('rules', { rules: rules.rules, version: rules.policyVersion })}</p>
        </div>
        <div className="buttons"><Evidence id={id} /></div>
        <VerdictBar view={view} />
      </div>
      <section className="bar-of-time" aria-label={t('scrub')}>
        <div className="tools">
          <output className="moment">{spoken}</output>
          <button type="button" className="step" disabled={previous === undefined} onClick={() => previous && goTo(previous)}>{t('previous')}</button>
          <button type="button" className="step" disabled={next === undefined} onClick={() => next && goTo(next)}>{t('next')}</button>
          <Segmented aria-label={t('span')} value={span} onChange={setSpan} options={[{ value: 'first' as const, label: t('span.first') }, { value: 'all' as const, label: t('span.all') }]} />
        </div>
        <Scrub events={events} fromMs={fromMs} toMs={toMs} atMs={atMs} onChange={setAt} words={spoken} />
        <p className="zj-hint">{t('scrub.hint')}</p>
      </section>
      <div className="columns">
        <div aria-live="polite" aria-busy={moment.isFetching} data-at={moment.data?.at}>
          {moment.data === undefined ? moment.isFetching ? <p role="status">{common('loading')}</p> : null : <MomentPanels moment={moment.data} past={past} events={events} rules={rules} />}
          <ProblemNotice error={moment.error} onRetry={() => void moment.refetch()} />
        </div>
        <Timeline events={events} names={story.names} atMs={atMs} last={last} streams={story.streams.length} onGo={goTo} />
      </div>
    </>
  )
}

const Looked = ({ id, view, onOver }: { readonly id: string; readonly view: string; readonly onOver: () => void }): ReactNode => {
  const { t } = useTranslation('kit')
  const story = useStory(id, view)
  const isOver = story.error instanceof ApiProblem && story.error.code === 'look-over'
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  if (story.data !== undefined) return <Told id={id} view={view} story={story.data} />
  return story.error === null ? <p role="status">{t('loading')}</p> : <ProblemNotice error={story.error} onRetry={() => void story.refetch()} />
}

const Case = ({ id }: { readonly id: string }): ReactNode => {
  const { view, error, isOpening, open, forget } = useLook(id)
  const [isOver, setOver] = useState(false)
  if (view !== null) {
    return <Looked id={id} view={view} onOver={() => {
      setOver(true)
      forget()
    }} />
  }
  return <Purpose error={error} isOpening={isOpening} isOver={isOver} onOpen={open} />
}

const StoryPage = (): ReactNode => {
  const { t } = useTranslation('story')
  const { consultation } = useParams()
  return (
    <main className="console-page story-page">
      <h1>{t('title')}</h1>
      {consultation === undefined ? <Find /> : <Case key={consultation} id={consultation} />}
    </main>
  )
}
export default StoryPage
