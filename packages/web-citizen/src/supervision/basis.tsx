// On which ground it may be known where she is, and until when.
import { clockWords, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CHINA, useWhen } from '../when.ts'
import type { Basis, Mine } from './data.ts'

const DAY_MS = 86_400_000

const One = ({ basis, nowMs }: { readonly basis: Basis; readonly nowMs: number }): ReactNode => {
  const { t } = useTranslation('supervision')
  const when = useWhen({ dated: true })
  const { kind, ground, decision, from, until } = basis
  const leftMs = Date.parse(until) - nowMs
  const isToCome = Date.parse(from) > nowMs
  return (
    <li>
      <h3>{t(`basis.${kind}`)}</h3>
      <p><strong>{isToCome ? t('begins', { at: when(from) }) : `${t('ends', { at: when(until) })} · ${leftMs > DAY_MS ? t('left', { days: Math.floor(leftMs / DAY_MS) }) : t('left.hours', { time: clockWords(leftMs) })}`}</strong></p>
      <p>{t(`${kind}.says`)}</p>
      {ground !== null && <p>{t('ground', { ground: t(`ground.${ground as 'left-without-leave'}`) })}</p>}
      {decision !== null && <p>{t('decision', { decision })}</p>}
    </li>
  )
}

export const Bases = ({ of: { bases, isTracked } }: { readonly of: Mine }): ReactNode => {
  const { t, i18n } = useTranslation('supervision')
  const nowMs = usePlatformTime()
  if (nowMs === null) return null
  const isOver = ({ endedAt, until }: Basis): boolean => endedAt !== null || Date.parse(until) <= nowMs
  const now = bases.filter((each) => !isOver(each))
  const past = bases.filter(isOver)
  return (
    <section className="mine-card" aria-labelledby="bases">
      <h2 id="bases">{t('bases')}</h2>
      {isTracked && <p className="mine-now" role="status"><strong>{t('tracked')}</strong></p>}
      {now.length === 0 ? <p>{t('bases.none')}</p> : <ul className="mine-list">{now.map((basis) => <One key={basis.basisId} basis={basis} nowMs={nowMs} />)}</ul>}
      {past.length > 0 && (
        <details className="talk-more">
          <summary>{t('bases.past')}</summary>
          <ul className="ask-plain">{past.toReversed().map(({ basisId, kind, end, endedAt, until }) => (
            <li key={basisId}>{`${t(`basis.${kind}`)} · ${t(`ended.${end ?? 'lapsed'}`, { at: new Date(endedAt ?? until).toLocaleDateString(i18n.language, CHINA) })}`}</li>
          ))}</ul>
        </details>
      )}
    </section>
  )
}
