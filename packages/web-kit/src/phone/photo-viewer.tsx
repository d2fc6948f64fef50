// antd-mobile's viewer, in a dialog of the browser: it hides all that is in it from screen readers and knows no keys, so the name of the photo,
// the way out and Escape are the dialog's.
import ImageViewer from 'antd-mobile/es/components/image-viewer'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export const PhotoViewer = ({ src, name, onClose }: { readonly src: string; readonly name: string; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation('kit')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className="photo-viewer" aria-label={name} onClose={onClose}>
      <ImageViewer visible image={src} onClose={() => dialog.current?.close()} />
      <button type="button" className="zj-button zj-quiet" onClick={() => dialog.current?.close()}>{t('photo.close')}</button>
    </dialog>
  )
}
