// A photo among words, small; a tap shows it as large as the screen, to be drawn apart with two fingers. The viewer is loaded by that tap.
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './phone.css'

const Viewer = lazy(async () => ({ default: (await import('./photo-viewer.tsx')).PhotoViewer }))

export const Photo = ({ src, name }: { readonly src: string; readonly name: string }): ReactNode => {
  const { t } = useTranslation('kit')
  const [isOpen, open] = useState(false)
  return (
    <>
      <button type="button" className="photo" onClick={() => open(true)}><img src={src} alt={t('photo.open', { name })} loading="lazy" /></button>
      {isOpen && <Suspense fallback={null}><Viewer src={src} name={name} onClose={() => open(false)} /></Suspense>}
    </>
  )
}
