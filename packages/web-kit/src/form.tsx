// A form that says itself what is not filled in as it should be, beside the field, in the language of the screen. The browser's own words come in
// the browser's language, and in the browsers inside other applications not at all.
import { useCallback, useEffect, useState, type FormEvent, type FormHTMLAttributes, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

interface Fault {
  readonly field: Field
  readonly slot: HTMLElement
  readonly words: string
}

/** As its label calls it, without what else stands in there. */
const nameOf = (field: Field): string =>
  [...field.labels?.[0]?.childNodes ?? []].filter((node) => node !== field && !(node instanceof Element && node.contains(field))).map(({ textContent }) => textContent).join('').trim()

export interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'noValidate'> {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** Like `<form>`; a field's `data-unfit` says what belongs into it. Sent only when every field holds what it should. */
export const Form = ({ onSubmit, onInput, children, ...more }: FormProps): ReactNode => {
  const { t } = useTranslation('kit')
  const [fault, setFault] = useState<Fault | null>(null)
  const clear = useCallback(() => setFault((before) => {
    before?.field.removeAttribute('aria-invalid')
    before?.slot.remove()
    return null
  }), [])
  // Bars above and below the page may stand over it. Newer browsers answer with a promise, which is no way to clean up.
  useEffect(() => {
    void fault?.slot.scrollIntoView({ block: 'center' })
  }, [fault])
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    clear()
    const field = [...event.currentTarget.elements].find((each): each is Field =>
      (each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement || each instanceof HTMLSelectElement) && each.willValidate && !each.validity.valid)
    if (field === undefined) return onSubmit(event)
    const slot = document.createElement('div')
    ;(field.closest('label') ?? field).after(slot)
    field.setAttribute('aria-invalid', 'true')
    const { validity, dataset } = field
    setFault({ field, slot, words: validity.valueMissing ? t('field.missing', { name: nameOf(field) }) : dataset['unfit'] ?? t('field.unfit', { name: nameOf(field) }) })
    field.focus()
  }
  return (
    <form {...more} noValidate onSubmit={submit} onInput={(event) => { clear(); onInput?.(event) }}>
      {children}
      {fault !== null && createPortal(<p role="alert" className="zj-problem">{fault.words}</p>, fault.slot)}
    </form>
  )
}
