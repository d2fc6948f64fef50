// A part of a form that is folded away until somebody wants it, or until there is something in it; what was opened stays open.
import { useState, type ReactNode } from 'react'

export const Fold = ({ summary, isFilled, children }: { readonly summary: string; readonly isFilled: boolean; readonly children: ReactNode }): ReactNode => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details open={isOpen || isFilled} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
