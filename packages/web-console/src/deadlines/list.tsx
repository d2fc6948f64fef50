// Only the rows that are seen are drawn. Time passes in one place: the rows are told what time it is.
import { clockWords, useElder } from '@zhijian/web-kit'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { wordsOf, type Deadline } from './passing.ts'

const [ROW_PX, ELDER_ROW_PX] = [44, 63]
/** From here on a row is marked as near. */
const NEAR_MS = 60_000

/** Made once: a format costs more to make than a row to draw. */
const clock = new Intl.DateTimeFormat('zh-CN', { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Shanghai' })
const clockOf = (instant: string): string => clock.format(new Date(instant))

const Row = memo(({ row, place, top, seconds }: { readonly row: Deadline; readonly place: number; readonly top: number; readonly seconds: number | null }): ReactNode => {
  const { t } = useTranslation('deadlines')
  const { t: happened } = useTranslation('events')
  const { kind } = row
  const near = seconds !== null && seconds * 1000 <= NEAR_MS
  return (
    <div role="row" aria-rowindex={place + 2} className={near ? 'due near' : 'due'} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell" className="left">{seconds === null ? '' : seconds <= 0 ? t('passing') : clockWords(seconds * 1000)}</span>
      <time role="cell" className="at" dateTime={row.due}>{clockOf(row.due)}</time>
      <span role="cell" className={`kind ${kind}`}>{t(`kind.${kind}`)}</span>
      <span role="cell" className="what">{wordsOf(row, t, happened)}</span>
      <span role="cell" className="about">
        {row.consultationId === null ? <span className="id">{row.stream.slice(row.stream.indexOf('-') + 1)}</span>
          : <Link to={`/story/${row.consultationId}`} aria-label={`${t('story')} ${row.consultationId}`} className="id">{row.consultationId}</Link>}
      </span>
    </div>
  )
})

/** The very same functions each time: another one would have every row measured anew. */
const [rowPx, elderRowPx] = [(): number => ROW_PX, (): number => ELDER_ROW_PX]

/** @param count of the rows that are shown, from the first on */
export const DeadlineTable = ({ rows, count, nowMs }: { readonly rows: readonly Deadline[]; readonly count: number; readonly nowMs: number | null }): ReactNode => {
  const { t } = useTranslation('deadlines')
  const scroller = useRef<HTMLDivElement>(null)
  const [elder] = useElder()
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: elder ? elderRowPx : rowPx, overscan: 8 })
  return (
    <div role="table" aria-label={t('table')} aria-rowcount={count + 1} className="deadlines">
      <div role="row" aria-rowindex={1} className="due head">
        {(['left', 'due', 'kind', 'what', 'about'] as const).map((column) => <span key={column} role="columnheader" className={column === 'due' ? 'at' : column}>{column === 'kind' ? t('filter') : t(column)}</span>)}
      </div>
      <div role="rowgroup" ref={scroller} className="scroll" tabIndex={0} aria-label={t('table')}>
        <div role="presentation" className="all" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return row === undefined ? null : <Row key={`${row.stream} ${row.due}`} row={row} place={index} top={start} seconds={nowMs === null ? null : Math.ceil((Date.parse(row.due) - nowMs) / 1000)} />
          })}
        </div>
      </div>
    </div>
  )
}
