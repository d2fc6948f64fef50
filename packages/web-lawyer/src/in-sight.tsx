// What somebody has to read now, brought into sight: on a phone it may lie below the fold while a thumb is on the button.
import type { ReactNode } from 'react'

const show = (element: HTMLElement | null): void => {
  void element?.scrollIntoView({ block: 'center' })
}

/** @param of changes when there is something new to read; null: nothing is there */
export const InSight = ({ of, children }: { readonly of: string | number | null; readonly children: ReactNode }): ReactNode =>
  (of === null ? null : <div key={of} ref={show}>{children}</div>)
