// A voice note or a clip, recorded in the page. Where a device lets no page record, a file of its own recorder is taken instead.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clockWords } from './time.ts'

const TYPES = {
  audio: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm'],
  video: ['video/webm;codecs=vp8,opus', 'video/mp4', 'video/webm'],
} as const
/** What the gateway takes, also from the device's own recorder. */
const ACCEPTED = { audio: 'audio/mp4,audio/mpeg,audio/ogg,audio/wav,audio/webm', video: 'video/mp4,video/webm,video/quicktime' } as const
/** Five minutes of voice are 1 MB, of a clip 15 MB: over a slow line a few minutes. */
const LIMIT_MS = 5 * 60_000
const BITS = { audio: { audioBitsPerSecond: 24_000 }, video: { audioBitsPerSecond: 32_000, videoBitsPerSecond: 350_000 } } as const
/** Recordings are measured by their last piece: one a second. */
const PIECE_MS = 1000

type State = 'idle' | 'asking' | 'recording' | 'denied' | 'missing' | 'nothing'

export const Recorder = ({ kind, onDone }: { readonly kind: 'audio' | 'video'; readonly onDone: (file: Blob) => void }): ReactNode => {
  const { t } = useTranslation('kit')
  const [state, setState] = useState<State>('idle')
  const [elapsedMs, setElapsedMs] = useState(0)
  const recorder = useRef<MediaRecorder | null>(null)
  const picture = useRef<HTMLVideoElement>(null)
  const isPossible = typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined
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
    const mimeType = TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type))
    const parts: Blob[] = []
    const made = new MediaRecorder(stream, { ...(mimeType === undefined ? {} : { mimeType }), ...BITS[kind] })
    const begunAt = performance.now()
    const timer = setInterval(() => {
      setElapsedMs(performance.now() - begunAt)
      if (performance.now() - begunAt >= LIMIT_MS) finish()
    }, 250)
    made.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data)
    }
    made.onstop = () => {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
      recorder.current = null
      setState(parts.length > 0 ? 'idle' : 'nothing')
      setElapsedMs(0)
      if (parts.length > 0) onDone(new Blob(parts, { type: made.mimeType.split(';')[0]! }))
    }
    recorder.current = made
    made.start(PIECE_MS)
    setState('recording')
    if (picture.current) picture.current.srcObject = stream
  }
  useEffect(() => () => {
    if (recorder.current === null) return
    recorder.current.onstop = null
    for (const track of recorder.current.stream.getTracks()) track.stop()
  }, [])

  return (
    <div className="zj-recorder">
      {kind === 'video' && <video ref={picture} hidden={state !== 'recording'} muted autoPlay playsInline aria-label={t('record.picture')} />}
      {state === 'recording' && (
        <>
          <button type="button" className="zj-button zj-stop" onClick={finish}>{t('record.stop')}</button>
          <p className="zj-hint" role="timer">{t('record.running', { time: clockWords(elapsedMs), limit: clockWords(LIMIT_MS) })}</p>
        </>
      )}
      {state !== 'recording' && isPossible && (
        <button type="button" className="zj-button zj-quiet" disabled={state === 'asking'} onClick={() => void start()}>{t(`record.${kind}`)}</button>
      )}
      {state === 'nothing' && <p className="zj-problem" role="alert">{t('record.nothing')}</p>}
      {(state === 'denied' || state === 'missing' || !isPossible) && (
        <>
          <p className="zj-problem" role="alert">{t(isPossible ? `record.${state}` : 'record.not-here')}</p>
          <label className="zj-button zj-quiet zj-file">{t(`record.${kind}-file`)}
            <input type="file" accept={ACCEPTED[kind]} capture={kind === 'video' ? 'user' : undefined}
              onChange={({ target: { files } }) => files?.[0] && onDone(files[0])} />
          </label>
        </>
      )}
    </div>
  )
}
