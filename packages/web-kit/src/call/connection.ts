// Two browsers connect, and stay connected: over a reload of either, a lost signal, another network. Who rang offers, the other answers,
// so the two never speak at once. Every message may be lost: what was not answered is said again.
// N1 A `peer` is one connection of one tab. What is not said to this one, or by the other's present one, is of the past.
// N2 Work is done one thing after the other: a description is set before the next message is looked at.
import type { operations } from '@zhijian/client'

export type Signal = operations['send-call-signal']['requestBody']['content']['application/json']['signal']
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting'
export interface OtherMedia {
  readonly camera: boolean
  readonly microphone: boolean
}
export interface Tracks {
  readonly audio: MediaStreamTrack | null
  readonly video: MediaStreamTrack | null
}

export interface ConnectionParts {
  readonly offers: boolean
  /** May be lost; nobody waits for it. */
  readonly send: (signal: Signal) => void
  /** With credentials that are good now. */
  readonly configuration: () => Promise<RTCConfiguration>
  readonly tracks: Tracks
  readonly onState: (state: ConnectionState) => void
  readonly onOther: (stream: MediaStream) => void
  readonly onOtherMedia: (media: OtherMedia) => void
}

export interface Connection {
  receive(signal: Signal): void
  /** The network changed, or the way for signals is back. */
  again(): void
  setTracks(tracks: Tracks): void
  close(): void
}

/** A relayed candidate names the address it was relayed for; nobody needs that to reach it. */
const unrelated = (sdp: string): string => sdp.replaceAll(/ raddr \S+ rport \d+/g, ' raddr 0.0.0.0 rport 0')

const SAY_AGAIN_MS = 2000
/** So long a connection may look for a way, or be silent, before another is looked for. */
const PATIENCE_MS = 6000
/** Candidates found within so long are told together. */
const TOGETHER_MS = 150
const AT_ONCE = 24

export const openConnection = (parts: ConnectionParts): Connection => {
  const { offers, send, configuration, onState, onOther, onOtherMedia } = parts
  const me = crypto.randomUUID()
  let { tracks } = parts
  let pc: RTCPeerConnection | null = null
  let other: string | null = null
  /** The other's, before its description. */
  let early: RTCIceCandidateInit[] = []
  let found: RTCIceCandidate[] = []
  let telling: ReturnType<typeof setTimeout> | null = null
  let answered: { readonly offer: string; readonly answer: string } | null = null
  let hadContact = false
  let changedAt = performance.now()
  let isClosed = false
  let work: Promise<void> = Promise.resolve()

  const inTurn = (step: () => Promise<void>): void => {
    work = work.then(() => (isClosed ? undefined : step())).catch(() => {
      // A description that does not fit any more: begun anew by whoever says the next thing.
    })
  }
  const sayHere = (): void => send({ kind: 'here', peer: me })
  const sayMedia = (): void => send({ kind: 'media', peer: me, camera: tracks.video !== null, microphone: tracks.audio?.enabled === true })
  const isConnected = (): boolean => pc?.connectionState === 'connected'

  const tellFound = (): void => {
    telling = null
    while (found.length > 0 && other !== null) {
      const candidates = found.splice(0, AT_ONCE).map(({ candidate, sdpMid, sdpMLineIndex, usernameFragment }) => ({ candidate: unrelated(candidate), sdpMid, sdpMLineIndex, usernameFragment }))
      send({ kind: 'candidates', peer: me, to: other, candidates })
    }
  }

  const placeTracks = (): void => {
    for (const transceiver of pc?.getTransceivers() ?? []) {
      const kind = transceiver.receiver.track.kind as 'audio' | 'video'
      void transceiver.sender.replaceTrack(tracks[kind])
      transceiver.direction = 'sendrecv'
    }
  }

  const leave = (): void => {
    pc?.close()
    pc = null
    other = null
    early = []
    found = []
    answered = null
  }

  const begin = async (peer: string): Promise<RTCPeerConnection> => {
    leave()
    const made = new RTCPeerConnection(await configuration())
    pc = made
    other = peer
    changedAt = performance.now()
    const stream = new MediaStream()
    made.ontrack = ({ track }) => {
      stream.addTrack(track)
      onOther(stream)
    }
    made.onicecandidate = ({ candidate }) => {
      if (candidate === null || candidate.candidate === '' || made !== pc) return
      found.push(candidate)
      telling ??= setTimeout(tellFound, TOGETHER_MS)
    }
    made.onconnectionstatechange = () => {
      if (made !== pc) return
      changedAt = performance.now()
      if (made.connectionState === 'connected') {
        hadContact = true
        sayMedia()
      }
      onState(isConnected() ? 'connected' : hadContact ? 'reconnecting' : 'connecting')
    }
    if (offers) {
      made.addTransceiver('audio')
      made.addTransceiver('video')
      placeTracks()
    }
    onState(hadContact ? 'reconnecting' : 'connecting')
    return made
  }

  const sayOffer = (): void => {
    const sdp = pc?.localDescription?.sdp
    if (other !== null && sdp !== undefined) send({ kind: 'offer', peer: me, to: other, sdp: unrelated(sdp) })
  }
  const offer = async (iceRestart: boolean): Promise<void> => {
    if (pc === null) return
    changedAt = performance.now()
    await pc.setLocalDescription(await pc.createOffer({ iceRestart }))
    sayOffer()
  }
  const restart = async (): Promise<void> => {
    if (pc === null || pc.signalingState !== 'stable') return
    pc.setConfiguration(await configuration())
    await offer(true)
  }
  const takeEarly = async (): Promise<void> => {
    for (const candidate of early.splice(0)) await pc?.addIceCandidate(candidate)
  }

  const receive = async (signal: Signal): Promise<void> => {
    switch (signal.kind) {
      case 'here':
        if (signal.peer === other) return
        if (offers) {
          await begin(signal.peer)
          return offer(false)
        }
        // Another connection of hers: what was with the one before is over.
        leave()
        return sayHere()
      case 'offer': {
        if (offers || signal.to !== me) return
        if (signal.peer === other && answered?.offer === signal.sdp) return send({ kind: 'answer', peer: me, to: other, sdp: answered.answer })
        const at = signal.peer === other && pc !== null ? pc : await begin(signal.peer)
        changedAt = performance.now()
        await at.setRemoteDescription({ type: 'offer', sdp: signal.sdp })
        placeTracks()
        await at.setLocalDescription(await at.createAnswer())
        answered = { offer: signal.sdp, answer: unrelated(at.localDescription!.sdp) }
        send({ kind: 'answer', peer: me, to: signal.peer, sdp: answered.answer })
        return takeEarly()
      }
      case 'answer':
        if (!offers || signal.to !== me || signal.peer !== other || pc?.signalingState !== 'have-local-offer') return
        await pc.setRemoteDescription({ type: 'answer', sdp: signal.sdp })
        return takeEarly()
      case 'candidates':
        if (signal.to !== me || signal.peer !== other) return
        early.push(...signal.candidates as RTCIceCandidateInit[])
        if (pc?.remoteDescription) await takeEarly()
        return
      case 'media':
        if (signal.peer === other) onOtherMedia({ camera: signal.camera, microphone: signal.microphone })
        return
      default: signal satisfies never
    }
  }

  const look = async (): Promise<void> => {
    if (isConnected()) return
    const isSilent = performance.now() - changedAt > PATIENCE_MS
    if (offers && pc !== null && pc.signalingState === 'have-local-offer') sayOffer()
    else if (offers && pc !== null && isSilent) await restart()
    else if (pc === null || isSilent) sayHere()
  }

  const looking = setInterval(() => inTurn(look), SAY_AGAIN_MS)
  onState('connecting')
  sayHere()

  return {
    receive: (signal) => inTurn(() => receive(signal)),
    again: () => inTurn(async () => {
      if (offers && pc !== null) await restart()
      else if (!isConnected()) sayHere()
    }),
    setTracks(next) {
      tracks = next
      placeTracks()
      if (other !== null) sayMedia()
    },
    close() {
      isClosed = true
      clearInterval(looking)
      if (telling !== null) clearTimeout(telling)
      leave()
    },
  }
}
