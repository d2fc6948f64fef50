// The screen of one call, from the first ring to the end: who rings, taking it, talking, what came of it. It covers the page, and can be made
// small while two people talk about what is on it.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ProblemNotice } from '../problem.tsx'
import { clockWords } from '../time.ts'
import './call.css'
import { useCall, useEnd, useRing, useTake, type Call } from './data.ts'
import { rememberedMedia, rememberMedia, thisTab } from './device.ts'
import { useLocalMedia } from './media.ts'
import { Summary } from './summary.tsx'
import { Talk } from './talk.tsx'
import { useTone } from './tone.ts'
import { useElapsedMs } from './use-elapsed.ts'
import { useCallWords } from './use-words.ts'

/** The other side, as it may be named: nobody is told who asks. */
const useOther = (call: Call): string => {
  const { t } = useCallWords()
  const { name, firm } = call.lawyer
  if (call.side === 'lawyer') return t('asker')
  return name === null ? t('lawyer') : firm === null ? name : t('of-firm', { name, firm })
}

const useTitle = (title: string | null): void => {
  useEffect(() => {
    if (title === null) return
    const before = document.title
    document.title = title
    return () => { document.title = before }
  }, [title])
}

const Ringing = ({ call, onTake }: { readonly call: Call; readonly onTake: (media: 'video' | 'audio') => void }): ReactNode => {
  const { t } = useCallWords()
  const other = useOther(call)
  const isMine = call.by === call.side
  const end = useEnd(call.callId)
  const accept = useRef<HTMLButtonElement>(null)
  useTone(isMine ? 'outgoing' : 'incoming')
  useTitle(isMine ? null : t('title.incoming'))
  useEffect(() => accept.current?.focus(), [])
  const leftMs = Date.parse(call.ringDue) - Date.parse(call.rungAt) - useElapsedMs(true)
  return (
    <div className="zj-call-ringing">
      <h2 className="zj-call-who" aria-live="assertive">{isMine ? t('outgoing', { who: other }) : t(`incoming.${call.media}`, { who: other })}</h2>
      {isMine ? <p className="zj-call-note">{t('outgoing.left', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}</p> : null}
      <p className="zj-call-note">{t('unrecorded')}</p>
      <ProblemNotice error={end.error} />
      <div className="zj-call-buttons">
        {isMine ? null : (
          <>
            <button type="button" className="zj-button" ref={accept} onClick={() => onTake(call.media)}>{t('accept')}</button>
            {call.media === 'audio' ? null : <button type="button" className="zj-button zj-quiet" onClick={() => onTake('audio')}>{t('accept-audio')}</button>}
          </>
        )}
        <button type="button" className="zj-button zj-call-end" disabled={end.isPending} onClick={() => end.mutate()}>{isMine ? t('cancel') : t('decline')}</button>
      </div>
    </div>
  )
}

const Over = ({ call, onClose }: { readonly call: Call; readonly onClose: () => void }): ReactNode => {
  const { t } = useCallWords()
  const ring = useRing(call.consultationId, call.side === 'asker' ? call.lawyer.lawyerId : undefined)
  const { end, connectedMs } = call
  const whose = (end === 'missed' ? call.by : call.endedBy) === call.side ? 'mine' : 'other'
  const words = end === 'cancelled' || end === 'declined' || end === 'missed' ? t(`end.${end}.${whose}`)
    : end === 'not-connected' ? t('end.not-connected') : t(end === 'lost' ? 'end.lost' : 'end.hung-up', { length: clockWords(connectedMs) })
  const close = useRef<HTMLButtonElement>(null)
  const isSummedUp = call.side === 'lawyer' && connectedMs > 0
  useEffect(() => close.current?.focus(), [])
  return (
    <div className="zj-call-ringing">
      <div role="status"><h2 className="zj-call-who">{words}</h2></div>
      {isSummedUp ? <Summary call={{ callId: call.callId, consultationId: call.consultationId, lawyerId: call.lawyer.lawyerId }} /> : null}
      <ProblemNotice error={ring.error} />
      <div className="zj-call-buttons">
        {call.by === call.side && end !== 'hung-up' ? <button type="button" className="zj-button zj-quiet" disabled={ring.isPending} onClick={() => ring.mutate(call.media, { onSuccess: onClose })}>{t('again')}</button> : null}
        <button type="button" className={isSummedUp ? 'zj-button zj-quiet' : 'zj-button'} ref={close} onClick={onClose}>{t('close')}</button>
      </div>
    </div>
  )
}

export interface CallScreenProps {
  readonly callId: string
  readonly onClose: () => void
}

export const CallScreen = ({ callId, onClose }: CallScreenProps): ReactNode => {
  const { t } = useCallWords()
  const { data: call, error } = useCall(callId)
  const take = useTake(callId)
  const [wantsSmall, makeSmall] = useState(false)
  const isSmall = wantsSmall && call?.phase === 'taken'
  const isKnown = call !== undefined
  const dialog = useRef<HTMLDialogElement>(null)
  const isOn = call !== undefined && call.phase !== 'ended' && (call.by === call.side || call.phase === 'taken' || take.isSuccess)
  const local = useLocalMedia(call !== undefined && isOn && call.device === thisTab() ? rememberedMedia(callId) ?? call.media : null)

  useEffect(() => {
    const shown = dialog.current
    if (shown === null) return
    if (shown.open) shown.close()
    if (isSmall) shown.show()
    else shown.showModal()
  }, [isSmall, isKnown])
  // Another tab, or another phone of hers, took it.
  const isElsewhere = call?.phase === 'taken' && call.device !== thisTab()
  useEffect(() => {
    if (isElsewhere) onClose()
  }, [isElsewhere, onClose])

  if (call === undefined) return error === null ? null : <ProblemNotice error={error} />
  return (
    <dialog ref={dialog} className={isSmall ? 'zj-call zj-call-small' : 'zj-call'} aria-label={t('title.call')} onCancel={(event) => event.preventDefault()}>
      {call.phase === 'ringing' ? <Ringing call={call} onTake={(media) => { rememberMedia(callId, media); take.mutate() }} /> : null}
      {call.phase === 'taken' ? <Talk call={call} local={local} isSmall={isSmall} onSmaller={makeSmall} /> : null}
      {call.phase === 'ended' ? <Over call={call} onClose={onClose} /> : null}
      {call.phase === 'ringing' ? <ProblemNotice error={take.error} /> : null}
    </dialog>
  )
}
