// What a lawyer writes or records, kept on this device until it was taken: an answer, or a reply. The button that sends it stands in the bar
// below, and belongs to this form.
import { useMutation } from '@tanstack/react-query'
import { Form, ProblemNotice, readDraft, Recorder, removeDraft, sendFile, useDraft, writeDraft, type Command } from '@zhijian/web-kit'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { InSight } from '../in-sight.tsx'
import { Fold } from './fold.tsx'
import { citedFrom, Statutes, type Cited } from './statutes.tsx'

export interface Said {
  readonly text: string | null
  readonly clip?: string
  readonly statutes: Cited[]
}
interface DraftOf {
  readonly text: string
  readonly statutes: readonly Cited[]
}
const EMPTY: DraftOf = { text: '', statutes: [] }

const kindOf = (clip: Blob): 'audio' | 'video' => (clip.type.startsWith('video/') ? 'video' : 'audio')

/** A recording lies beside the draft, as it is. */
const useClip = (name: string): readonly [Blob | null, (next: Blob | null) => void] => {
  const [clip, setClip] = useState<Blob | null>(null)
  useEffect(() => {
    let here = true
    void readDraft<Blob>(name).then((found) => here && found !== undefined && setClip(found)).catch(() => undefined)
    return () => { here = false }
  }, [name])
  return [clip, (next) => {
    setClip(next)
    void (next === null ? removeDraft(name) : writeDraft(name, next)).catch(() => undefined)
  }]
}

const Playback = ({ clip }: { readonly clip: Blob }): ReactNode => {
  const { t } = useTranslation('question')
  const url = useMemo(() => URL.createObjectURL(clip), [clip])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  const label = t(`clip.${kindOf(clip)}`)
  /* eslint-disable jsx-a11y/media-has-caption */
  return kindOf(clip) === 'audio' ? <audio controls src={url} aria-label={label} /> : <video controls playsInline src={url} aria-label={label} className="picture" />
  /* eslint-enable jsx-a11y/media-has-caption */
}

export const COMPOSE = 'compose'

export const Compose = ({ name, consultation, title, label, command, onTyped = () => undefined, onBusy, onSent }: {
  readonly name: string
  readonly consultation: string
  readonly title: string
  readonly label: string
  readonly command: Command<Said, unknown>
  readonly onTyped?: () => void
  readonly onBusy: (busy: boolean) => void
  readonly onSent: () => void
}): ReactNode => {
  const { t } = useTranslation('question')
  const draft = useDraft<DraftOf>(name, EMPTY)
  const [clip, keepClip] = useClip(`${name} clip`)
  const [percent, setPercent] = useState(0)
  const [typing, setTyping] = useState<Cited>({ law: '', article: '' })
  const [isWrong, setWrong] = useState(false)
  /** Sent already: a refusal of the answer does not send the recording again. */
  const uploaded = useRef<{ readonly clip: Blob; readonly digest: string } | null>(null)

  const sending = useMutation({
    networkMode: 'always',
    async mutationFn({ text, statutes }: DraftOf) {
      if (clip !== null && uploaded.current?.clip !== clip) {
        setPercent(0)
        const { digest } = await sendFile({ kind: kindOf(clip), file: clip, consultationId: consultation, onProgress: (bytes) => setPercent(Math.round(100 * bytes / clip.size)) })
        uploaded.current = { clip, digest }
      }
      await command.mutateAsync({ text: text.trim() === '' ? null : text, statutes: [...statutes], ...(uploaded.current === null || clip === null ? {} : { clip: uploaded.current.digest }) })
    },
    async onSuccess() {
      await draft.discard()
      keepClip(null)
      onSent()
    },
    onSettled: () => onBusy(false),
    onMutate: () => onBusy(true),
  })

  if (draft.value === null) return null
  const { text, statutes } = draft.value
  const change = (next: Partial<DraftOf>): void => {
    draft.change({ text, statutes, ...next })
    onTyped()
  }
  const submit = (): void => {
    if (typing.article.trim() === '') return sending.mutate({ text, statutes })
    const cited = citedFrom(typing)
    if (cited === null) return setWrong(true)
    change({ statutes: [...statutes, cited] })
    setTyping({ law: typing.law, article: '' })
    sending.mutate({ text, statutes: [...statutes, cited] })
  }
  return (
    <Form id={COMPOSE} className="zj-form card" onSubmit={submit}>
      <h2>{title}</h2>
      <label>{label}
        <textarea name="text" rows={7} maxLength={20_000} required={clip === null} aria-describedby="compose-hint" value={text} onChange={({ target }) => change({ text: target.value })} />
      </label>
      <p id="compose-hint" className="zj-hint">{draft.state === 'failed' ? t('draft-failed') : t('hint')}</p>
      <Statutes value={statutes} typing={typing} isWrong={isWrong} onChange={(next) => change({ statutes: next })} onTyping={(next, wrong) => { setTyping(next); setWrong(wrong) }} />
      <Fold summary={t('clip')} isFilled={clip !== null}>
        {clip === null
          ? (
            <>
              <p className="zj-hint">{t('clip.say')}</p>
              <Recorder kind="audio" onDone={(file) => { keepClip(file); onTyped() }} />
              <Recorder kind="video" onDone={(file) => { keepClip(file); onTyped() }} />
            </>
          )
          : (
            <>
              <Playback clip={clip} />
              <button type="button" className="zj-button zj-quiet" disabled={sending.isPending} onClick={() => keepClip(null)}>{t('clip.drop')}</button>
            </>
          )}
      </Fold>
      {sending.isPending && clip !== null && <p role="status">{t('sending', { percent })} {t('rest')}</p>}
      <InSight of={sending.isError ? sending.submittedAt : null}><ProblemNotice error={sending.error} /></InSight>
    </Form>
  )
}
