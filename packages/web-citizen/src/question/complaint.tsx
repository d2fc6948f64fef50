// A complaint, about what an answer says or how its lawyer behaves: a reviewer of the bureau decides within a day.
import { ProblemNotice, useDraft } from '@zhijian/web-kit'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../when.ts'
import { useComplain, type Question } from './data.ts'

interface Begun {
  readonly about: 'answer' | 'lawyer'
  readonly text: string
}
const EMPTY: Begun = { about: 'answer', text: '' }

/** What became of hers. */
export const Complained = ({ of }: { readonly of: Question['complaints'][number] | undefined }): ReactNode => {
  const { t } = useTranslation('question')
  const when = useWhen()
  if (of === undefined) return null
  const { outcome, decideDue, decidedAt } = of
  if (outcome !== null) return <p role="status" className="wait-good">{t(`complained.${outcome}`, { at: decidedAt === null ? '' : when(decidedAt) })}</p>
  return <p role="status" className="talk-note">{decideDue === null ? t('complained.late') : t('complained.open', { at: when(decideDue) })}</p>
}

export const Complaint = ({ consultation, answer }: { readonly consultation: string; readonly answer: string }): ReactNode => {
  const { t } = useTranslation('question')
  const draft = useDraft<Begun>(`complaint ${answer}`, EMPTY)
  const complain = useComplain(consultation, answer)
  const [sent, setSent] = useState(false)
  if (draft.value === null) return null
  const { about, text } = draft.value
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    complain.mutate({ about, text: text.trim() === '' ? null : text }, {
      onSuccess() {
        setSent(true)
        void draft.discard()
      },
    })
  }
  return (
    <details className="talk-more">
      <summary>{t('complaint.title')}</summary>
      {sent ? <p role="status" className="wait-good">{t('complaint.sent')}</p> : (
        <form className="zj-form" onSubmit={submit}>
          <fieldset className="talk-choices">
            <legend>{t('complaint.about')}</legend>
            {(['answer', 'lawyer'] as const).map((each) => (
              <label key={each} className="talk-choice">
                <input type="radio" name={`about-${answer}`} checked={about === each} onChange={() => draft.change({ about: each, text })} /> {t(`complaint.about-${each}`)}
              </label>
            ))}
          </fieldset>
          <label>{t('complaint.text')}
            <textarea name="complaint" rows={3} maxLength={2000} value={text} onChange={({ target }) => draft.change({ about, text: target.value })} />
          </label>
          <p className="zj-hint">{t('complaint.hint')}</p>
          <ProblemNotice error={complain.error} />
          <button className="zj-button zj-quiet" disabled={complain.isPending}>{t('complaint.send')}</button>
        </form>
      )}
    </details>
  )
}
