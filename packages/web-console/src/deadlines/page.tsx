// What happens by itself in the next ten minutes, over the whole platform.
import { addWords, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SHOWN_MS, useDeadlines } from './data.ts'
import { DeadlineTable } from './list.tsx'
import { KINDS, shownAs, type Kind } from './passing.ts'
import { countsOf, dueBy } from './rows.ts'
import { eventWords } from '../story/event-words.ts'
import { deadlineWords } from './words.ts'
import './deadlines.css'

addWords('events', eventWords)
export const words = { name: 'deadlines', words: deadlineWords }

const Deadlines = (): ReactNode => {
  const { t } = useTranslation('deadlines')
  const { t: common } = useTranslation('kit')
  const { shown, streams, total, error, isLoading, isPartial, retry } = useDeadlines()
  const [kind, setKind] = useState<Kind | 'all'>('all')
  const nowMs = usePlatformTime(1000)
  // A look again may have brought what is due later than the list goes.
  const rows = useMemo(() => (kind === 'all' ? shown : shown.filter((row) => shownAs(row.kind) === kind)), [shown, kind])
  const until = nowMs === null ? '9' : new Date(nowMs + SHOWN_MS).toISOString()
  const all = dueBy(shown, until)
  const count = dueBy(rows, until)
  const counts = countsOf(shown, all)
  const offered = KINDS.filter((each) => (counts[each] ?? 0) > 0 || each === kind)
  return (
    <main className="console-page deadlines-page">
      <h1>{t('title')}</h1>
      <p className="zj-hint">{t('lead')}</p>
      <ProblemNotice error={error} onRetry={retry} />
      <div className="tools">
        <Segmented aria-label={t('filter')} value={kind} onChange={setKind} options={[
          { value: 'all' as const, label: `${t('all')} ${all}` },
          ...offered.map((each) => ({ value: each, label: `${each === 'other' ? `${t('kind.lawyer')} · ${t('kind.duty')} · ${t('kind.mandate')}` : t(`kind.${each}`)} ${counts[each] ?? 0}` })),
        ]} />
        <span role="status" className="count">{error !== null && shown.length === 0 ? t('unread') : isLoading ? common('loading') : isPartial ? t('shown', { shown: streams, total }) : t('count', { count })}</span>
      </div>
      {!isLoading && count === 0 && error === null ? <p className="none">{t('none')}</p> : <DeadlineTable rows={rows} count={count} nowMs={nowMs} />}
    </main>
  )
}
export default Deadlines
