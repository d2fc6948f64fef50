// Fields of forms. They keep their own value; a form gives its values by name when it is sent (act.tsx).
import { useId, type ComponentProps, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Labelled {
  readonly label: string
  readonly hint?: string
}

const Field = ({ label, hint, id, required, children }: Labelled & { readonly id: string; readonly required?: boolean | undefined; readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('parts')
  return (
    <div className="field">
      <label htmlFor={id}>{label}{required === true ? null : <span className="soft">{t('optional')}</span>}</label>
      {children}
      {hint === undefined ? null : <p id={`${id}-hint`} className="zj-hint">{hint}</p>}
    </div>
  )
}

/** Where somebody begins to type as a page opens. */
export const focus = (field: HTMLElement | null): void => field?.focus()

const described = (id: string, hint: string | undefined) => (hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })

export const Text = ({ label, hint, ...input }: Labelled & ComponentProps<'input'>): ReactNode => {
  const id = useId()
  return <Field id={id} label={label} {...(hint === undefined ? {} : { hint })} required={input.required}><input id={id} {...described(id, hint)} {...input} /></Field>
}

export const Long = ({ label, hint, ...area }: Labelled & ComponentProps<'textarea'>): ReactNode => {
  const id = useId()
  return <Field id={id} label={label} {...(hint === undefined ? {} : { hint })} required={area.required}><textarea id={id} rows={3} {...described(id, hint)} {...area} /></Field>
}

/** @param options value and words */
export const Choice = ({ label, hint, options, empty, ...select }: Labelled & {
  readonly options: readonly (readonly [value: string, words: string])[]; readonly empty?: string
} & ComponentProps<'select'>): ReactNode => {
  const id = useId()
  return (
    <Field id={id} label={label} {...(hint === undefined ? {} : { hint })} required={select.required}>
      <select id={id} {...described(id, hint)} {...select}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
      </select>
    </Field>
  )
}

export const Check = ({ label, ...input }: { readonly label: string } & ComponentProps<'input'>): ReactNode => (
  <label className="check"><input type="checkbox" {...input} /> {label}</label>
)

/** Why: asked for wherever something is given or taken. */
export const Because = (): ReactNode => {
  const { t } = useTranslation('parts')
  return <Long name="because" label={t('because')} hint={t('because.hint')} required maxLength={200} rows={2} />
}
/** Where a code already says why. */
export const Remark = (): ReactNode => {
  const { t } = useTranslation('parts')
  return <Long name="because" label={t('remark')} hint={t('remark.hint')} maxLength={200} rows={2} />
}
