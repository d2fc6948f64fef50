// A sheet from below, with a question that has to be answered: closed by its buttons, a tap beside it, or Escape.
import Popup from 'antd-mobile/es/components/popup'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import './phone.css'

export const Sheet = ({ open, title, onClose, children }: {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactNode => {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  /** Another one at every drawing of the page, whose clocks tick: nobody is to lose her place in the sheet by that. */
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  }, [onClose])
  useEffect(() => {
    if (!open) return undefined
    before.current = document.activeElement
    box.current?.focus()
    const escape = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close.current()
    }
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [open])
  return (
    <Popup visible={open} onMaskClick={onClose} destroyOnClose>
      <div role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} ref={box} className="sheet">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </Popup>
  )
}
