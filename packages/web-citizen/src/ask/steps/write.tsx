import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskDraft, Relation } from '../draft.ts'
import { Files } from '../files.tsx'
import type { Asking } from '../use-ask.ts'

export const MOST_LETTERS = 20_000
const RELATIONS: readonly Relation[] = ['parent', 'grandparent', 'sibling', 'relative', 'institution']

/** One of a few, in words. */
export const Choices = <T extends string>({ legend, name, value, of, onChange }: {
  readonly legend: string
  readonly name: string
  readonly value: T
  readonly of: readonly { readonly value: T; readonly label: string; readonly hint?: string }[]
  readonly onChange: (next: T) => void
}): ReactNode => (
  <fieldset className="ask-choices">
    <legend>{legend}</legend>
    {of.map((each) => (
      <label key={each.value} className="ask-choice">
        <input type="radio" name={name} checked={value === each.value} onChange={() => onChange(each.value)} />
        <span>{each.label}{each.hint !== undefined && <small className="zj-hint">{each.hint}</small>}</span>
      </label>
    ))}
  </fieldset>
)

/** Step 1: for whom, and what happened. */
export const WriteStep = ({ asking, draft, owner }: { readonly asking: Asking; readonly draft: AskDraft; readonly owner: string }): ReactNode => {
  const { t } = useTranslation('ask')
  const { update } = asking
  const letters = [...draft.text].length
  return (
    <>
      <label className="ask-label" htmlFor="question">{t('text.label')}</label>
      <textarea id="question" rows={8} value={draft.text} aria-describedby="question-hint" placeholder={t('text.example')}
        onChange={({ target }) => update({ text: target.value })} />
      <p id="question-hint" className="zj-hint">{letters > MOST_LETTERS ? t('text.too-long', { most: MOST_LETTERS, letters }) : t('text.hint', { letters })}</p>
      <Files asking={asking} owner={owner} />
      <Choices legend={t('about.legend')} name="about" value={draft.about} onChange={(about) => update({ about })} of={[
        { value: 'adult', label: t('about.adult') }, { value: 'child', label: t('about.child'), hint: t('about.child-hint') },
      ]} />
      {draft.about === 'child' && (
        <>
          <label className="ask-label" htmlFor="relation">{t('relation.label')}</label>
          <select id="relation" value={draft.relation} onChange={({ target }) => update({ relation: target.value as AskDraft['relation'], guardianConsents: false })}>
            <option value="">{t('relation.choose')}</option>
            {RELATIONS.map((relation) => <option key={relation} value={relation}>{t(`relation.${relation}`)}</option>)}
            <option value="child">{t('relation.child')}</option>
          </select>
          {draft.relation === 'child' && <p className="zj-problem" role="alert">{t('relation.child-says')}</p>}
        </>
      )}
      <Choices legend={t('channel.legend')} name="channel" value={draft.channel} onChange={(channel) => update({ channel })} of={[
        { value: 'citizen', label: t('channel.citizen') }, { value: 'enterprise', label: t('channel.enterprise'), hint: t('channel.enterprise-hint') },
      ]} />
    </>
  )
}
