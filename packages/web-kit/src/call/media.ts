// Camera and microphone of this device: asked for when a call needs them, stopped when it does not. Whoever refuses the camera talks
// without it; whoever has no microphone still sees and hears the other.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Tracks } from './connection.ts'

export type Facing = 'user' | 'environment'
/** `refused`: by a person or a setting. `missing`: there is none, or another program has it. */
export type Trouble = 'refused' | 'missing' | null

export interface LocalMedia extends Tracks {
  readonly isSettled: boolean
  readonly cameraTrouble: Trouble
  readonly microphoneTrouble: Trouble
  readonly isMuted: boolean
  readonly facing: Facing
  readonly mute: (muted: boolean) => void
  readonly turnCamera: (on: boolean) => Promise<void>
  readonly switchCamera: () => Promise<void>
}

const camera = (facing: Facing): MediaTrackConstraints =>
  ({ facingMode: { ideal: facing }, width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 20, max: 30 } })
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const

const ask = async (constraints: MediaStreamConstraints): Promise<MediaStreamTrack | Exclude<Trouble, null>> => {
  try {
    const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks()
    return track ?? 'missing'
  } catch (error) {
    return error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name) ? 'refused' : 'missing'
  }
}
const troubleOf = (found: MediaStreamTrack | Trouble): Trouble => (found instanceof MediaStreamTrack ? null : found)
const trackOf = (found: MediaStreamTrack | Trouble): MediaStreamTrack | null => (found instanceof MediaStreamTrack ? found : null)

interface State extends Tracks {
  readonly isSettled: boolean
  readonly cameraTrouble: Trouble
  readonly microphoneTrouble: Trouble
  readonly isMuted: boolean
  readonly facing: Facing
}
const NOTHING: State = { audio: null, video: null, isSettled: false, cameraTrouble: null, microphoneTrouble: null, isMuted: false, facing: 'user' }

/** @param asked what to begin with, once something is wanted; null: nothing yet. Afterwards it is switched by hand. */
export const useLocalMedia = (asked: 'video' | 'audio' | null): LocalMedia => {
  const [wants, begin] = useState(asked)
  if ((wants === null) !== (asked === null)) begin(asked)
  const [state, setState] = useState<State>(NOTHING)
  const latest = useRef(state)
  const isGone = useRef(false)
  const change = useCallback((next: Partial<State>) => {
    latest.current = { ...latest.current, ...next }
    // Asked for, and nobody needs it any more: the light goes out.
    if (isGone.current) for (const track of [latest.current.audio, latest.current.video]) track?.stop()
    else setState(latest.current)
  }, [])

  useEffect(() => {
    if (wants === null) return
    isGone.current = false
    void (async () => {
      const both = wants === 'video' ? await navigator.mediaDevices?.getUserMedia({ audio: SOUND, video: camera('user') }).catch(() => null) : null
      // Refused together, asked for one by one: a camera that is refused costs nobody her voice.
      const audio = both?.getAudioTracks()[0] ?? await ask({ audio: SOUND })
      const video = wants === 'audio' ? null : both?.getVideoTracks()[0] ?? await ask({ video: camera('user') })
      change({ audio: trackOf(audio), video: trackOf(video), microphoneTrouble: troubleOf(audio), cameraTrouble: troubleOf(video), isSettled: true })
    })()
    return () => {
      isGone.current = true
      for (const track of [latest.current.audio, latest.current.video]) track?.stop()
      latest.current = NOTHING
    }
  }, [wants, change])

  const open = async (facing: Facing): Promise<void> => {
    const video = await ask({ video: camera(facing) })
    change({ video: trackOf(video), cameraTrouble: troubleOf(video), facing })
  }
  const stop = (): void => {
    latest.current.video?.stop()
    change({ video: null })
  }
  return {
    ...state,
    mute(muted) {
      if (latest.current.audio !== null) latest.current.audio.enabled = !muted
      change({ isMuted: muted })
    },
    async turnCamera(on) {
      if (on) await open(latest.current.facing)
      else stop()
    },
    // Many phones open one camera at a time: the old one goes first.
    async switchCamera() {
      stop()
      await open(latest.current.facing === 'user' ? 'environment' : 'user')
    },
  }
}
