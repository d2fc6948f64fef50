// A form in front of the page: the browser's own dialog, which keeps the focus and goes with Escape.
import { useEffect, useId, useRef, type ReactNode } from 'react'

export const Dialog = ({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    return () => shown.close()
  }, [])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
