// Ring from a thread: `<CallButton consultation={id} lawyer={lawyerId} name="…" />` for the asker, without `lawyer` for a lawyer. The screen of the
// call appears by itself wherever the application has `<Calls />`.
import type { ReactNode } from 'react'
import { ProblemNotice } from '../problem.tsx'
import { useCallsOn, useRing } from './data.ts'
import { useCallWords } from './use-words.ts'

export interface CallButtonProps {
  readonly consultation: string
  /** Whom the asker rings. */
  readonly lawyer?: string
  readonly name?: string | null
}

/** Nothing where calls are not offered. */
export const CallButton = ({ consultation, lawyer, name }: CallButtonProps): ReactNode => {
  const { t } = useCallWords()
  const on = useCallsOn()
  const ring = useRing(consultation, lawyer)
  if (on.data?.isOffered !== true) return null
  const isBusy = ring.isPending || on.data.items.length > 0
  return (
    <div className="zj-call-pair" role="group" aria-label={lawyer === undefined ? t('ring.asker') : t('ring.lawyer', { name: name ?? t('lawyer') })}>
      <button type="button" className="zj-button zj-quiet" disabled={isBusy} onClick={() => ring.mutate('video')}>{t('ring.video')}</button>
      <button type="button" className="zj-button zj-quiet" disabled={isBusy} onClick={() => ring.mutate('audio')}>{t('ring.audio')}</button>
      <ProblemNotice error={ring.error} />
    </div>
  )
}
