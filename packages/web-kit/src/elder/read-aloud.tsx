// Reads a text aloud with the voice of the device. Where a device has none, there is no button.
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export const ReadAloud = ({ text }: { readonly text: string }): ReactNode => {
  const { t, i18n } = useTranslation('kit')
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [text])
  if (globalThis.speechSynthesis === undefined) return null
  const toggle = (): void => {
    speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const saying = new SpeechSynthesisUtterance(text)
    saying.lang = i18n.language
    saying.rate = 0.9
    saying.onend = saying.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(saying)
  }
  return <button type="button" className="zj-button zj-quiet" aria-pressed={speaking} onClick={toggle}>{t(speaking ? 'read-aloud.stop' : 'read-aloud.start')}</button>
}
