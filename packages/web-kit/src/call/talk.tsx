// Two people see and hear each other: both pictures, what is on and off, how the connection is, in words.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { api, reading } from '../api.ts'
import { useLive } from '../live.ts'
import { ProblemNotice } from '../problem.tsx'
import { clockWords, usePlatformTime } from '../time.ts'
import { openConnection, type Connection, type ConnectionState, type OtherMedia, type Signal } from './connection.ts'
import { newKey, useEnd, type Call } from './data.ts'
import { rememberMedia, thisTab } from './device.ts'
import type { LocalMedia } from './media.ts'
import { useElapsedMs } from './use-elapsed.ts'
import { useCallWords } from './use-words.ts'

/** Credentials that are good a little longer are taken for good. */
const MARGIN_MS = 60_000

/** Asked for when there are none, or they run out. */
const configurations = (): (() => Promise<RTCConfiguration>) => {
  let known: { readonly configuration: RTCConfiguration; readonly until: number } | null = null
  return async () => {
    if (known !== null && Date.now() < known.until) return known.configuration
    const { iceServers, iceTransportPolicy, expiresAt } = await reading(api.POST('/api/v1/calls/turn-credentials'))
    known = { configuration: { iceServers, iceTransportPolicy, bundlePolicy: 'max-bundle' }, until: Date.parse(expiresAt) - MARGIN_MS }
    return known.configuration
  }
}

interface Talking {
  readonly state: ConnectionState
  readonly hadContact: boolean
  readonly other: MediaStream | null
  readonly otherMedia: OtherMedia | null
}

/** From the moment camera and microphone are open, or known not to be, until it is over. */
const useConnection = ({ callId, by, side, confirmEveryMs }: Call, { isSettled, audio, video, isMuted }: LocalMedia): Talking => {
  const [talking, setTalking] = useState<Talking>({ state: 'connecting', hadContact: false, other: null, otherMedia: null })
  const connection = useRef<Connection | null>(null)
  const tracks = useRef({ audio, video })

  useEffect(() => {
    tracks.current = { audio, video }
    connection.current?.setTracks(tracks.current)
  }, [audio, video, isMuted])

  useEffect(() => {
    if (!isSettled) return
    const path = { params: { path: { call: callId } } }
    const opened = openConnection({
      offers: by === side, tracks: tracks.current, configuration: configurations(),
      send: (signal: Signal) => void api.POST('/api/v1/calls/{call}/signals', { ...path, body: { device: thisTab(), signal } }).catch(() => undefined),
      onState: (state) => setTalking((before) => ({ ...before, state, hadContact: before.hadContact || state === 'connected' })),
      onOther: (other) => setTalking((before) => ({ ...before, other })),
      onOtherMedia: (otherMedia) => setTalking((before) => ({ ...before, otherMedia })),
    })
    connection.current = opened
    const again = (): void => opened.again()
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      connection.current = null
      opened.close()
    }
  }, [isSettled, callId, by, side])

  useLive(({ event, data }) => {
    if (event === 'call-signal' && data['callId'] === callId) connection.current?.receive(JSON.parse(data['signal']!) as Signal)
  })

  // This side's word that it hears the other; what both say is how long they talked.
  const isConnected = talking.state === 'connected'
  useEffect(() => {
    if (!isConnected) return
    const confirm = (): void => void api.PUT('/api/v1/calls/{call}/confirmation', { params: { path: { call: callId }, header: newKey() }, body: { device: thisTab() } }).catch(() => undefined)
    confirm()
    const timer = setInterval(confirm, confirmEveryMs)
    return () => clearInterval(timer)
  }, [isConnected, callId, confirmEveryMs])
  return talking
}

/** A lawyer's place is kept while he talks, for as long as places are kept at all. */
const KEEP_PLACE_MS = 45_000
const useKeptPlace = ({ side, consultationId }: Call): void => {
  useEffect(() => {
    if (side !== 'lawyer') return
    const keep = (): void => void api.PUT('/api/v1/consultations/{consultation}/claim', { params: { path: { consultation: consultationId }, header: newKey() } }).catch(() => undefined)
    keep()
    const timer = setInterval(keep, KEEP_PLACE_MS)
    return () => clearInterval(timer)
  }, [side, consultationId])
}

/** The last minute of a place is said: the talk does not make it longer, whoever knows it in time sums up in time. */
const HURRY_MS = 60_000
const Place = ({ consultationId }: { readonly consultationId: string }): ReactNode => {
  const { t } = useCallWords()
  const now = usePlatformTime()
  const { data } = useQuery({ queryKey: ['question', consultationId], queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', { params: { path: { consultation: consultationId } } })) })
  const claim = data?.claim ?? null
  // Gone from the answer once it has lapsed; what it was is remembered, to say so.
  const [lastsUntil, remember] = useState<string | null>(null)
  if (claim !== null && claim.lastsUntil !== lastsUntil) remember(claim.lastsUntil)
  if (lastsUntil === null || now === null) return null
  const leftMs = Date.parse(lastsUntil) - now
  const stage = leftMs <= 0 ? 'over' : leftMs <= HURRY_MS ? 'hurry' : 'kept'
  return (
    <div className={stage === 'kept' ? undefined : 'zj-call-trouble'}>
      <p role={stage === 'kept' ? undefined : 'alert'}>{t(`place.${stage}`)}</p>
      {stage === 'over' ? null : <p><time role="timer">{clockWords(leftMs)}</time></p>}
    </div>
  )
}

/** The screen stays on while two people talk. */
const useAwake = (): void => {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let isOver = false
    void navigator.wakeLock?.request('screen').then((taken) => {
      lock = taken
      if (isOver) void taken.release()
    }, () => undefined)
    return () => {
      isOver = true
      void lock?.release()
    }
  }, [])
}

const Picture = ({ stream, isOwn, label, onBlocked }: {
  readonly stream: MediaStream | null; readonly isOwn: boolean; readonly label: string; readonly onBlocked?: (play: (() => void) | null) => void
}): ReactNode => {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (element === null) return
    element.srcObject = stream
    if (stream === null) return
    // Some browsers let nothing sound before somebody touched the page.
    const play = (): void => void element.play().then(() => onBlocked?.(null), (error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked?.(play)
    })
    play()
  }, [stream, onBlocked])
  // Two people talk: there are no captions of that.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <video ref={video} className={isOwn ? 'zj-call-own' : 'zj-call-other'} aria-label={label} autoPlay playsInline muted={isOwn} />
}

export const Talk = ({ call, local, isSmall, onSmaller }: {
  readonly call: Call; readonly local: LocalMedia; readonly isSmall: boolean; readonly onSmaller: (small: boolean) => void
}): ReactNode => {
  const { t } = useCallWords()
  const { video } = local
  const { state, hadContact, other, otherMedia } = useConnection(call, local)
  const own = useMemo(() => (video === null ? null : new MediaStream([video])), [video])
  const end = useEnd(call.callId)
  const [play, setPlay] = useState<(() => void) | null>(null)
  const talkedMs = useElapsedMs(hadContact)
  useKeptPlace(call)
  useAwake()
  const [blocked] = useState(() => (next: (() => void) | null): void => setPlay(() => next))

  return (
    <div className={otherMedia?.camera === false ? 'zj-call-talk zj-call-faceless' : 'zj-call-talk'} data-state={state}>
      <Picture stream={other} isOwn={false} label={t('other.video')} onBlocked={blocked} />
      {own === null || isSmall ? null : <Picture stream={own} isOwn label={t('own.video')} />}
      <div className="zj-call-words">
        <p role="status">{local.isSettled ? t(`state.${state}`) : t('state.media')}</p>
        {hadContact ? <p><time role="timer">{clockWords(talkedMs)}</time></p> : null}
        {isSmall ? null : (
          <>
            {otherMedia?.camera === false ? <p>{t('other.camera-off')}</p> : null}
            {otherMedia?.microphone === false ? <p>{t('other.muted')}</p> : null}
            {local.microphoneTrouble === null ? null : <p className="zj-call-trouble">{t(`microphone.${local.microphoneTrouble}`)}</p>}
            {local.cameraTrouble === null ? null : <p className="zj-call-trouble">{t(`camera.${local.cameraTrouble}`)}</p>}
            {call.side === 'lawyer' ? <Place consultationId={call.consultationId} /> : null}
            <p className="zj-call-note">{t('unrecorded')}</p>
          </>
        )}
        <ProblemNotice error={end.error} />
        {play === null ? null : <button type="button" className="zj-button" onClick={play}>{t('play-sound')}</button>}
      </div>
      <div className="zj-call-controls">
        {isSmall ? null : (
          <>
            <button type="button" aria-pressed={local.isMuted} disabled={local.audio === null} onClick={() => local.mute(!local.isMuted)}>{local.isMuted ? t('unmute') : t('mute')}</button>
            <button type="button" aria-pressed={local.video === null} onClick={() => {
              rememberMedia(call.callId, local.video === null ? 'video' : 'audio')
              void local.turnCamera(local.video === null)
            }}>{local.video === null ? t('camera-on') : t('camera-off')}</button>
            <button type="button" disabled={local.video === null} onClick={() => void local.switchCamera()}>{t('switch-camera')}</button>
          </>
        )}
        <button type="button" onClick={() => onSmaller(!isSmall)}>{isSmall ? t('larger') : t('smaller')}</button>
        <button type="button" className="zj-call-end" disabled={end.isPending} onClick={() => end.mutate()}>{t('hang-up')}</button>
      </div>
    </div>
  )
}
