// Everything that happened, in the order of the log; what lies after the moment is there, and pale.
import { memo, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoryEvent } from './data.ts'
import { timeOf } from './moment.tsx'

const Entry = memo(({ event, name, isPast, isLast, onGo }: { readonly event: StoryEvent; readonly name: string | undefined; readonly isPast: boolean; readonly isLast: boolean; readonly onGo: (event: StoryEvent) => void }): ReactNode => {
  const { t } = useTranslation('story')
  const { t: happened } = useTranslation('events')
  const { cause, texts } = event
  return (
    <li className={`${isPast ? 'past' : 'ahead'} ${isLast ? 'last' : ''}`} aria-current={isLast ? 'step' : undefined}>
      <button type="button" className="go" onClick={() => onGo(event)}><time dateTime={event.at}>{timeOf(event.at)}</time></button>
      <span className={`tag ${event.category}`}>{t(`category.${event.category}`)}</span>
      <div className="what">
        <strong>{happened(event.type)}</strong>
        <span className="who">{cause.kind === 'deadline' ? t('rule.by-itself') : `${t(`role.${cause.role}`)}${name === undefined ? '' : ` ${name}`}`}</span>
        {texts === null ? null : Object.entries(texts).filter(([kind, text]) => kind !== 'redacted' || text !== texts['text']).map(([kind, text]) => (
          <blockquote key={kind}>{kind === 'redacted' ? <small>{t('redacted')}</small> : null}{text ?? t('erased')}</blockquote>
        ))}
        <details><summary>{t('facts')}</summary><pre tabIndex={0}>{JSON.stringify(event.facts, null, 2)}</pre></details>
      </div>
    </li>
  )
})

export const Timeline = ({ events, names, atMs, last, streams, onGo }: {
  readonly events: readonly StoryEvent[]; readonly names: Readonly<Record<string, string>>; readonly atMs: number; readonly last: StoryEvent | undefined; readonly streams: number; readonly onGo: (event: StoryEvent) => void
}): ReactNode => {
  const { t } = useTranslation('story')
  const past = events.filter(({ at }) => Date.parse(at) <= atMs).length
  const list = useRef<HTMLOListElement>(null)
  const lastPlace = last === undefined ? -1 : events.indexOf(last)
  // Its own list moves with the moment, the page does not.
  useEffect(() => {
    const box = list.current!
    const entry = box.children[lastPlace] as HTMLElement | undefined
    box.scrollTop = entry === undefined ? 0 : Math.max(0, entry.offsetTop - box.offsetTop - box.clientHeight / 3)
  }, [lastPlace])
  return (
    <section className="timeline" aria-labelledby="story-timeline">
      <h2 id="story-timeline">{t('timeline')} <span>{t('timeline.count', { shown: past, all: events.length, streams })}</span></h2>
      <ol ref={list} tabIndex={0} aria-labelledby="story-timeline">{events.map((event) => <Entry key={`${event.stream}@${event.version}`} event={event} name={event.cause.kind === 'command' ? names[event.cause.actorId] : undefined} isPast={Date.parse(event.at) <= atMs} isLast={event === last} onGo={onGo} />)}</ol>
    </section>
  )
}
