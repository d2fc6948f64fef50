// What goes with a question: photos, papers, a voice note, a clip. Each is sent up while the question is written, goes on after a cut,
// and says how far it is.
import { comma, ProblemNotice, readDraft, Recorder, Refusal } from '@zhijian/web-kit'
import { useEffect, useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPhoto } from '../photo.ts'
import { fileName, type DraftFile, type Kind } from './draft.ts'
import type { Asking } from './use-ask.ts'

const MB = 1024 * 1024
/** As the platform takes them; it says so again. */
const MOST_BYTES: Readonly<Record<Kind, number>> = { photo: 10 * MB, document: 20 * MB, audio: 20 * MB, video: 100 * MB }
const ACCEPTED = { photo: 'image/jpeg,image/png', document: '.pdf,.docx,.xlsx,.txt,.csv' } as const
const MOST = 20
const size = (bytes: number): string => (bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`)

const Play = ({ owner, file }: { readonly owner: string; readonly file: DraftFile }): ReactNode => {
  const { t } = useTranslation('ask')
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let here = true
    void readDraft<Blob>(fileName(owner, file.id)).then((blob) => {
      if (blob === undefined || !here) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    }, () => undefined)
    return () => {
      here = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [owner, file.id])
  if (url === null) return null
  // Her own recording, just made: nobody has written down what is said in it.
  // eslint-disable-next-line jsx-a11y/media-has-caption
  if (file.kind === 'audio') return <audio controls src={url} aria-label={t('files.play')} />
  // eslint-disable-next-line jsx-a11y/media-has-caption
  if (file.kind === 'video') return <video className="ask-picture" controls playsInline src={url} aria-label={t('files.play')} />
  return file.kind === 'photo' ? <img className="ask-photo" src={url} alt={t('files.photo-of', { name: file.name })} /> : null
}

const FileRow = ({ asking, owner, file, isLocked }: { readonly asking: Asking; readonly owner: string; readonly file: DraftFile; readonly isLocked: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const error = asking.fileErrors[file.id]
  const sent = asking.progress[file.id] ?? 0
  return (
    <li className="ask-file">
      <p className="ask-file-name"><span>{file.name}</span><span className="zj-hint">{size(file.bytes)}</span></p>
      <Play owner={owner} file={file} />
      {file.digest !== null ? <p className="ask-good" role="status">{t('files.sent')}</p>
        : error === undefined ? (
          <p className="zj-hint">
            <progress max={file.bytes} value={sent} aria-label={t('files.progress', { name: file.name })} /> {t('files.percent', { percent: Math.floor((sent / file.bytes) * 100) })}
          </p>
        ) : <ProblemNotice stays error={error} onRetry={() => asking.retryFile(file.id)} />}
      {!isLocked && <button type="button" className="ask-link" onClick={() => void asking.removeFile(file.id)}>{t('files.remove', { name: file.name })}</button>}
    </li>
  )
}

export const Files = ({ asking, owner, isLocked = false }: { readonly asking: Asking; readonly owner: string; readonly isLocked?: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const [refused, setRefused] = useState<string | null>(null)
  const files = asking.draft?.files ?? []
  /** `before`: as many are there, those of the same choice included. */
  const add = async (kind: Kind, blob: Blob, name: string, before = files.length): Promise<void> => {
    if (before >= MOST) return setRefused(t('files.too-many', { most: MOST }))
    if (blob.size === 0) return setRefused(t('files.empty', { name }))
    if (blob.size > MOST_BYTES[kind]) return setRefused(t('files.too-large', { name, limit: size(MOST_BYTES[kind]) }))
    setRefused(null)
    await asking.addFile(kind, blob, name)
  }
  const chosen = (kind: Kind) => async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const list = [...event.target.files ?? []]
    event.target.value = ''
    const unread: string[] = []
    for (const [i, file] of list.entries()) {
      const photo = kind === 'photo' ? await readPhoto(file) : file
      if (photo === 'heic') unread.push(file.name)
      else await add(kind, photo, file.name, files.length + i - unread.length)
    }
    if (unread.length > 0) setRefused(t('files.heic', { name: unread.join(comma()) }))
  }
  const count = (kind: Kind): number => files.filter((file) => file.kind === kind).length + 1
  const recorded = (kind: 'audio' | 'video') => (file: Blob): void => void add(kind, file, t(`files.${kind}-name`, { count: count(kind) }))
  const picker = (kind: 'photo' | 'document'): ReactNode => (
    <label className="zj-button zj-quiet zj-file">{t(`files.add-${kind}`)}
      <input type="file" accept={ACCEPTED[kind]} multiple onChange={(event) => void chosen(kind)(event)} />
    </label>
  )
  return (
    <section aria-labelledby="ask-files">
      <h2 id="ask-files">{t('files.title')}</h2>
      <p className="zj-hint">{t('files.hint')}</p>
      {!isLocked && (
        <div className="ask-two">
          <Recorder kind="audio" onDone={recorded('audio')} />
          <Recorder kind="video" onDone={recorded('video')} />
          {picker('photo')}
          {picker('document')}
        </div>
      )}
      {refused !== null && <Refusal>{refused}</Refusal>}
      <ul className="ask-files">{files.map((file) => <FileRow key={file.id} asking={asking} owner={owner} file={file} isLocked={isLocked} />)}</ul>
    </section>
  )
}
