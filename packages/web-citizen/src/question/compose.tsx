// Asking one lawyer on: in writing, by voice, by a clip, with papers. Kept on this device until it was taken; what was sent up already stays
// with the draft.
import { comma, ProblemNotice, Recorder, Refusal, sendFile, useDraft } from '@zhijian/web-kit'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ChangeEvent, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPhoto } from '../photo.ts'
import { useFollowUp } from './data.ts'

type Kind = 'photo' | 'document' | 'audio' | 'video'
interface Sent {
  readonly digest: string
  readonly kind: Kind
  readonly name: string
}
interface Begun {
  readonly text: string
  readonly files: readonly Sent[]
}
const EMPTY: Begun = { text: '', files: [] }
/** As the gateway takes them; it says so again. */
const ACCEPT = 'image/jpeg,image/png,.pdf,.docx,.xlsx,.txt,.csv'

export const Compose = ({ consultation, lawyer, name, isClosed }: {
  readonly consultation: string
  readonly lawyer: string
  readonly name: string
  readonly isClosed: boolean
}): ReactNode => {
  const { t } = useTranslation('question')
  const draft = useDraft<Begun>(`follow-up ${consultation} ${lawyer}`, EMPTY)
  const followUp = useFollowUp(consultation, lawyer)
  const [percent, setPercent] = useState(0)
  /** Of so many taps nothing was written; 0: something is. */
  const [missing, setMissing] = useState(0)
  /** A photo that cannot be read here. */
  const [heic, setHeic] = useState<string | null>(null)
  const [said, setSaid] = useState<readonly string[] | null>(null)
  // She goes on writing while a file goes up.
  const latest = useRef(EMPTY)
  useEffect(() => {
    latest.current = draft.value ?? EMPTY
  }, [draft.value])
  const uploading = useMutation({
    networkMode: 'always',
    async mutationFn({ kind, file }: { readonly kind: Kind; readonly file: Blob; readonly name: string }) {
      setPercent(0)
      return sendFile({ kind, file, onProgress: (bytes) => setPercent(Math.round(100 * bytes / file.size)) })
    },
    onSuccess({ digest }, { kind, name: called }) {
      const { text: written, files: before } = latest.current
      draft.change({ text: written, files: [...before.filter((each) => each.digest !== digest), { digest, kind, name: called }] })
    },
  })
  if (draft.value === null) return null
  const { text, files } = draft.value
  const isBusy = uploading.isPending || followUp.isPending
  const take = (kind: Kind, file: Blob, called = t(`file.${kind}`)): void => {
    setMissing(0)
    uploading.mutate({ kind, file, name: called })
  }
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    target.value = ''
    setHeic(null)
    if (file === undefined) return
    const isPhoto = file.type.startsWith('image/') || /\.hei[cf]$/i.test(file.name)
    const made = isPhoto ? await readPhoto(file) : file
    if (made === 'heic') setHeic(file.name)
    else take(isPhoto ? 'photo' : 'document', made, file.name)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '' && files.length === 0) return setMissing(missing + 1)
    setMissing(0)
    setSaid(null)
    followUp.mutate({ text: text.trim() === '' ? t('ask.spoken') : text, files: files.map(({ digest }) => digest) }, {
      onSuccess({ dangerNumbers }) {
        setSaid(dangerNumbers)
        uploading.reset()
        void draft.discard()
      },
    })
  }
  const field = `follow-up-${lawyer}`
  return (
    <form className="zj-form talk-ask" onSubmit={submit}>
      <label htmlFor={field}>{t('ask.label', { name })}</label>
      <textarea id={field} name="follow-up" rows={3} maxLength={20_000} aria-describedby={`${field}-hint`} value={text}
        onChange={({ target }) => draft.change({ text: target.value, files })} />
      <p id={`${field}-hint`} className="zj-hint">{draft.state === 'failed' ? t('ask.not-kept') : t(isClosed ? 'ask.hint-closed' : 'ask.hint')}</p>
      {files.length > 0 && (
        <ul className="talk-files" aria-label={t('ask.files')}>
          {files.map((file) => (
            <li key={file.digest}>{file.name} · {t('ask.uploaded')}
              <button type="button" className="zj-button zj-quiet" disabled={isBusy} onClick={() => draft.change({ text, files: files.filter(({ digest }) => digest !== file.digest) })}>{t('ask.remove', { name: file.name })}</button>
            </li>
          ))}
        </ul>
      )}
      <details className="talk-more">
        <summary>{t('ask.more')}</summary>
        <Recorder kind="audio" onDone={(file) => take('audio', file)} />
        <Recorder kind="video" onDone={(file) => take('video', file)} />
        <label className="zj-button zj-quiet zj-file">{t('ask.add-file')}<input type="file" accept={ACCEPT} onChange={(event) => void choose(event)} /></label>
      </details>
      {heic !== null && <Refusal>{t('ask.heic', { name: heic })}</Refusal>}
      {uploading.isPending && <p role="status">{t('ask.uploading', { percent })}</p>}
      <ProblemNotice stays error={uploading.error} onRetry={() => uploading.variables && uploading.mutate(uploading.variables)} />
      {missing > 0 && text === '' && <Refusal at={missing}>{t('ask.missing')}</Refusal>}
      <ProblemNotice error={followUp.error} />
      {said !== null && (said.length > 0 ? <p className="zj-problem" role="alert">{t('danger', { numbers: said.join(comma()) })}</p> : <p role="status" className="wait-good">{t('ask.sent', { name })}</p>)}
      <button className="zj-button" disabled={isBusy}>{t(followUp.isPending ? 'ask.sending' : 'ask.send')}</button>
    </form>
  )
}
