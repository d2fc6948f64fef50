// A form that says itself what is not filled in as it should be, beside the field, in the language of the screen. The browser's own words come in
// the browser's language, and in the browsers inside other applications not at all.
import type { TFunction } from 'i18next'
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

/** In the language of the screen, as the field stands in it. */
const wordsOf = (field: Field, t: TFunction): string =>
  field.validity.valueMissing ? t('kit:field.missing', { name: nameOf(field) }) : field.dataset['unfit'] ?? t('kit:field.unfit', { name: nameOf(field) })

export interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'noValidate'> {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** Like `<form>`; a field's `data-unfit` says what belongs into it. Sent only when every field holds what it should. */
export const Form = ({ onSubmit, onInput, children, ...more }: FormProps): ReactNode => {
  const { t, i18n } = useTranslation('kit')
  const [fault, setFault] = useState<Fault | null>(null)
  const clear = useCallback(() => setFault((before) => {
    before?.field.removeAttribute('aria-invalid')
    before?.slot.remove()
    return null
  }), [])
  const slot = fault?.slot
  // Bars above and below the page may stand over it. Newer browsers answer with a promise, which is no way to clean up.
  useEffect(() => {
    void slot?.scrollIntoView({ block: 'center' })
  }, [slot])
  // Said anew when she changes the language, once the field's own words have changed too.
  useEffect(() => {
    const again = (): void => void requestAnimationFrame(() => setFault((before) => before && { ...before, words: wordsOf(before.field, i18n.t) }))
    i18n.on('languageChanged', again)
    return () => i18n.off('languageChanged', again)
  }, [i18n])
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    clear()
    const field = [...event.currentTarget.elements].find((each): each is Field =>
      (each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement || each instanceof HTMLSelectElement) && each.willValidate && !each.validity.valid)
    if (field === undefined) return onSubmit(event)
    const beside = document.createElement('div')
    ;(field.closest('label') ?? field).after(beside)
    field.setAttribute('aria-invalid', 'true')
    setFault({ field, slot: beside, words: wordsOf(field, t) })
    field.focus()
  }
  return (
    <form {...more} noValidate onSubmit={submit} onInput={(event) => { clear(); onInput?.(event) }}>
      {children}
      {fault !== null && createPortal(<p role="alert" className="zj-problem">{fault.words}</p>, fault.slot)}
    </form>
  )
}
