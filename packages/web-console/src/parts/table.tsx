// Lists of any length: only the rows in sight are in the page. Arrow keys move, Enter opens; more is read when the end comes near.
import { useElder } from '@zhijian/web-kit'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** CSS grid track: `2fr`, `8rem`. */
  readonly width: string
  readonly cell: (row: Row) => ReactNode
  /** Pressing its title orders by it. */
  readonly onSort?: () => void
  readonly isSorted?: boolean
}

export interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly chosen?: string | null
  readonly onOpen?: (row: Row) => void
  /** Of all that there are, also those not read yet. */
  readonly total?: number | undefined
  readonly isLoading?: boolean
  /** It could not be read: nothing is said of how many there are. */
  readonly isUnread?: boolean
  readonly onEnd?: (() => void) | undefined
  readonly height?: string
  readonly empty?: string
}

export const Table = <Row,>({ label, columns, rows, keyOf, chosen = null, onOpen, total, isLoading = false, isUnread = false, onEnd, height = 'calc(100vh - 240px)', empty }: TableProps<Row>): ReactNode => {
  const { t } = useTranslation('parts')
  const scroller = useRef<HTMLDivElement>(null)
  const [elder] = useElder()
  const rowHeight = Math.round(Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--zj-target')) + 8) || 40
  // What it returns changes under the same functions, so nothing of it is kept from one render to the next.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const [at, setAt] = useState(0)
  const moved = useRef(false)
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 15) onEnd?.()
  }, [last, rows.length, onEnd])
  // Rows of the larger view are higher.
  useEffect(() => virtual.measure(), [elder, virtual])
  useEffect(() => {
    if (moved.current) virtual.scrollToIndex(at)
  }, [at, virtual])
  // The row that one moves to may come into the page only with the scrolling, some renders later.
  useEffect(() => {
    const row = moved.current ? scroller.current?.querySelector<HTMLElement>(`[data-row="${at}"]`) : null
    if (row === null || row === undefined) return
    moved.current = false
    row.focus({ preventScroll: true })
  })

  const step = (event: KeyboardEvent): void => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      moved.current = true
      setAt(Math.min(rows.length - 1, Math.max(0, next)))
    } else if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined && rows[at] !== undefined) {
      event.preventDefault()
      onOpen?.(rows[at])
    }
  }
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  const reach = Math.min(at, rows.length - 1)
  return (
    <div className="listed">
      <div ref={scroller} className="table" role="grid" aria-label={label} aria-rowcount={(total ?? rows.length) + 1} aria-busy={isLoading} tabIndex={rows.length === 0 ? 0 : -1}
        style={{ maxHeight: height }}>
        <div className="row head" role="row" aria-rowindex={1} style={tracks}>
          {columns.map(({ key, title, onSort, isSorted = false }) => (
            <span key={key} role="columnheader" aria-sort={isSorted ? 'ascending' : 'none'}>
              {onSort === undefined ? title : <button type="button" className="plain" onClick={onSort}>{title}{isSorted ? ' ↓' : ''}</button>}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {seen.map(({ index, start, size }) => {
            const row = rows[index]!
            const key = keyOf(row)
            return (
              <div key={key} role="row" aria-rowindex={index + 2} data-row={index} aria-selected={key === chosen} className={key === chosen ? 'row is-chosen' : 'row'}
                tabIndex={index === reach ? 0 : -1} style={{ ...tracks, height: size, transform: `translateY(${start}px)` }}
                onFocus={() => setAt(index)} onKeyDown={step} onClick={() => onOpen?.(row)}>
                {columns.map(({ key: column, cell }) => <span key={column} role="gridcell">{cell(row)}</span>)}
              </div>
            )
          })}
        </div>
      </div>
      <p className="zj-hint" role="status">
        {isUnread ? t('unread') : isLoading && rows.length === 0 ? t('more') : rows.length === 0 ? empty ?? t('nothing') : t('total', { count: total ?? rows.length })}
        {rows.length > 0 && onOpen !== undefined ? <span className="keys"> · {t('keys')}</span> : null}
      </p>
    </div>
  )
}
