// A table of any length: only what is seen is in the page, and a screen reader still hears of how many rows it is. The header
// stays; columns keep their widths while rows come and go.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import './rows.css'

export interface Column<Row> {
  readonly key: string
  readonly head: ReactNode
  /** As in CSS grids: `12rem`, `minmax(8rem, 1fr)`. */
  readonly width: string
  readonly cell: (row: Row) => ReactNode
}

export interface RowsProps<Row> {
  readonly name: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  /** Said where there are none. */
  readonly none: ReactNode
  /** Of the whole table, CSS; default: what is left of the screen. */
  readonly height?: string
  readonly rowHeight?: number
  /** The row that is looked at. */
  readonly chosen?: string | null
  /** The end of the rows came into sight. */
  readonly onEnd?: () => void
}

export const Rows = <Row,>({ name, rows, columns, keyOf, none, height, rowHeight = 44, chosen = null, onEnd }: RowsProps<Row>): ReactNode => {
  const box = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react/incompatible-library -- nothing here is memoized
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12, getItemKey: (index) => keyOf(rows[index]!) })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 5) onEnd?.()
  }, [last, rows.length, onEnd])
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  return (
    // Whoever has no mouse scrolls it by the keyboard: then it has to take the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="zj-rows" ref={box} role="table" aria-label={name} aria-rowcount={rows.length + 1} tabIndex={0} style={height === undefined ? undefined : { height }}>
      <div role="rowgroup" className="zj-rows-head">
        <div role="row" aria-rowindex={1} style={grid}>
          {columns.map(({ key, head }) => <div role="columnheader" key={key}>{head}</div>)}
        </div>
      </div>
      <div role="rowgroup" className="zj-rows-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]!
          return (
            <div role="row" key={key} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 2} aria-selected={keyOf(row) === chosen || undefined}
              style={{ ...grid, transform: `translateY(${start}px)` }}>
              {columns.map((column) => <div role="cell" key={column.key}>{column.cell(row)}</div>)}
            </div>
          )
        })}
        {rows.length === 0 ? <div role="row" aria-rowindex={2} className="zj-rows-none"><div role="cell" aria-colspan={columns.length}>{none}</div></div> : null}
      </div>
    </div>
  )
}
