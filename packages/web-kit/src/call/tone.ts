// That it rings: two tones and a pause, and the phone shakes. A browser that nobody touched yet stays silent; the screen rings all the same.
import { useEffect } from 'react'

const EVERY_MS = 2600

const sound = (context: AudioContext, at: number, hertz: number): void => {
  const [tone, loudness] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(0.15, at + 0.05)
  loudness.gain.linearRampToValueAtTime(0, at + 0.45)
  tone.connect(loudness).connect(context.destination)
  tone.start(at)
  tone.stop(at + 0.5)
}

/** @param kind null: silence */
export const useTone = (kind: 'incoming' | 'outgoing' | null): void => {
  useEffect(() => {
    if (kind === null) return
    const context = new AudioContext()
    const ring = (): void => {
      if (kind === 'incoming') navigator.vibrate?.([400, 200, 400])
      if (context.state !== 'running') return
      sound(context, context.currentTime, kind === 'incoming' ? 784 : 440)
      if (kind === 'incoming') sound(context, context.currentTime + 0.55, 988)
    }
    ring()
    const again = setInterval(ring, EVERY_MS)
    return () => {
      clearInterval(again)
      navigator.vibrate?.(0)
      void context.close()
    }
  }, [kind])
}
