// Files of a question or an answer: pictures and recordings in place, papers by a link.
import { Photo } from '@zhijian/web-kit/phone/photo'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from './data.ts'

type File = Question['files'][number]

const sizeWords = (bytes: number): string => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)

const One = ({ consultation, file: { digest, mediaType, kind, bytes } }: { readonly consultation: string; readonly file: File }): ReactNode => {
  const { t } = useTranslation('question')
  const url = `/api/v1/consultations/${consultation}/files/${digest}`
  const name = t(`file.${kind}`)
  if (mediaType.startsWith('image/')) return <Photo src={url} name={name} />
  // What was recorded has no subtitles; whoever needs them asks for text.
  /* eslint-disable jsx-a11y/media-has-caption */
  if (mediaType.startsWith('audio/')) return <audio controls preload="metadata" src={url} aria-label={name} />
  if (mediaType.startsWith('video/')) return <video controls playsInline preload="metadata" src={url} aria-label={name} />
  /* eslint-enable jsx-a11y/media-has-caption */
  return <a href={url} target="_blank" rel="noreferrer" className="talk-link">{t('file.open', { kind: name, size: sizeWords(bytes) })}</a>
}

export const Files = ({ consultation, files }: { readonly consultation: string; readonly files: readonly File[] }): ReactNode =>
  (files.length === 0 ? null : <ul className="talk-files">{files.map((file) => <li key={file.digest}><One consultation={consultation} file={file} /></li>)}</ul>)
