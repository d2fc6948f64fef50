// A voice note or a clip, recorded in the page. Where a device lets no page record, a file of its own recorder is taken instead.
import { clockWords } from '@zhijian/web-kit'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const AUDIO = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm']
const VIDEO = ['video/webm;codecs=vp8,opus', 'video/mp4', 'video/webm']
/** A clip of two minutes is 6 MB and goes over a slow line in a few minutes; a note of five is 1 MB. */
const LIMIT_MS = { audio: 5 * 60_000, video: 2 * 60_000 } as const
const BITS = { audio: { audioBitsPerSecond: 24_000 }, video: { audioBitsPerSecond: 32_000, videoBitsPerSecond: 350_000 } } as const

export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined

type State = 'idle' | 'asking' | 'recording' | 'denied' | 'missing'

export const Recorder = ({ kind, onDone }: {
  readonly kind: 'audio' | 'video'
  readonly onDone: (file: Blob) => void
}): ReactNode => {
  const { t } = useTranslation('ask')
  const [state, setState] = useState<State>('idle')
  const [elapsedMs, setElapsedMs] = useState(0)
  const recorder = useRef<MediaRecorder | null>(null)
  const picture = useRef<HTMLVideoElement>(null)
  const finish = (): void => {
    if (recorder.current?.state === 'recording') recorder.current.stop()
  }

  const start = async (): Promise<void> => {
    setState('asking')
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia(kind === 'audio' ? { audio: true }
        : { audio: true, video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 } } })
    } catch (error) {
      return setState((error as DOMException).name === 'NotFoundError' ? 'missing' : 'denied')
    }
    const mimeType = (kind === 'audio' ? AUDIO : VIDEO).find((type) => MediaRecorder.isTypeSupported(type))
    const parts: Blob[] = []
    const made = new MediaRecorder(stream, { ...(mimeType === undefined ? {} : { mimeType }), ...BITS[kind] })
    const begunAt = performance.now()
    const timer = setInterval(() => {
      setElapsedMs(performance.now() - begunAt)
      if (performance.now() - begunAt >= LIMIT_MS[kind]) finish()
    }, 250)
    made.ondataavailable = ({ data }) => { if (data.size > 0) parts.push(data) }
    made.onstop = () => {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
      recorder.current = null
      setState('idle')
      setElapsedMs(0)
      if (parts.length > 0) onDone(new Blob(parts, { type: made.mimeType.split(';')[0]! }))
    }
    recorder.current = made
    made.start(1000)
    setState('recording')
    if (kind === 'video' && picture.current) picture.current.srcObject = stream
  }
  useEffect(() => () => {
    if (recorder.current === null) return
    recorder.current.onstop = null
    for (const track of recorder.current.stream.getTracks()) track.stop()
  }, [])

  return (
    <div className="ask-recorder">
      {kind === 'video' && <video ref={picture} className={state === 'recording' ? 'ask-picture' : 'ask-hidden'} muted autoPlay playsInline aria-label={t('record.picture')} />}
      {state === 'recording'
        ? (
          <>
            <button type="button" className="zj-button ask-stop" onClick={finish}>{t('record.stop')}</button>
            <p className="zj-hint" role="timer">{t('record.running', { time: clockWords(elapsedMs), limit: clockWords(LIMIT_MS[kind]) })}</p>
          </>
        )
        : <button type="button" className="zj-button zj-quiet" disabled={state === 'asking'} onClick={() => void start()}>{t(kind === 'audio' ? 'record.audio' : 'record.video')}</button>}
      {(state === 'denied' || state === 'missing') && <p className="zj-problem" role="alert">{t(`record.${state}`)}</p>}
    </div>
  )
}
