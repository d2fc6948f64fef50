// Something that an operator does: a button, and where more must be known, a form. What the gateway refuses is said in its form.
import { ProblemNotice, useCommand } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { say } from './said.tsx'

/** What a form holds, by the names of its fields; fields left empty are not there. */
export type Values = Readonly<Partial<Record<string, string>>>
/** Headers as the routes of the client name them. */
export interface Header { readonly 'Idempotency-Key': string }
export type Send<Output> = (values: Values, header: Header) => Promise<{ readonly data?: Output; readonly error?: unknown; readonly response: Response }>

/** Of fields with one name the last value counts, unless `lists` names it: then all of them, with commas. */
export const valuesOf = (form: HTMLFormElement, lists: readonly string[] = []): Values => {
  const values: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value.trim() === '') continue
    values[name] = lists.includes(name) && values[name] !== undefined ? `${values[name]},${value.trim()}` : value.trim()
  }
  return values
}

interface ActProps<Output> {
  readonly word: string
  readonly send: Send<Output>
  /** First parts of the keys of what is read anew. */
  readonly changes: readonly string[]
  readonly onDone?: (output: Output) => void
  readonly danger?: boolean
  readonly primary?: boolean
  readonly disabled?: boolean
}

/**
 * Said as soon as it is done: by the time that the screen has been read anew, the button may be gone, and what waits for it with it.
 */
const useAct = <Output,>(word: string, { send, changes, onDone }: Pick<ActProps<Output>, 'send' | 'changes' | 'onDone'>) => {
  const { t } = useTranslation('parts')
  return useCommand<Values, Output>(async (values, headers) => {
    const answer = await send(values, { 'Idempotency-Key': headers['idempotency-key'] })
    if (answer.response.ok) {
      say(t('done', { what: word }))
      onDone?.(answer.data as Output)
    }
    return answer
  }, changes)
}

/** Done at once. */
export const ActNow = <Output,>({ word, send, changes, onDone, danger = false, primary = false, disabled = false }: ActProps<Output>): ReactNode => {
  const command = useAct(word, { send, changes, ...(onDone === undefined ? {} : { onDone }) })
  return (
    <>
      <Button htmlType="button" danger={danger} type={primary ? 'primary' : 'default'} disabled={disabled || command.isPending} loading={command.isPending}
        onClick={() => command.mutate({})}>{word}</Button>
      <ProblemNotice error={command.error} />
    </>
  )
}

/** Asked for more first. */
export const Act = <Output,>({ word, title, explain, children, lists = [], send, changes, onDone, danger = false, primary = false, disabled = false }: ActProps<Output> & {
  readonly title?: string
  /** What it means, in words, before anything is sent. */
  readonly explain?: ReactNode
  readonly children?: ReactNode
  readonly lists?: readonly string[]
}): ReactNode => {
  const { t } = useTranslation('parts')
  const [open, setOpen] = useState(false)
  const command = useAct(title ?? word, { send, changes, ...(onDone === undefined ? {} : { onDone }) })
  const close = (): void => {
    command.reset()
    setOpen(false)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    command.mutate(valuesOf(event.currentTarget, lists), { onSuccess: close })
  }
  return (
    <>
      <Button htmlType="button" danger={danger} type={primary ? 'primary' : 'default'} disabled={disabled} onClick={() => setOpen(true)}>{word}</Button>
      {!open ? null : (
        <Dialog title={title ?? word} onClose={close}>
          {explain === undefined ? null : <div className="explain">{explain}</div>}
          <form onSubmit={submit}>
            {children}
            <ProblemNotice error={command.error} />
            <div className="buttons">
              <Button htmlType="button" onClick={close}>{t('cancel')}</Button>
              <Button htmlType="submit" type="primary" danger={danger} loading={command.isPending} disabled={command.isPending}>{word}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
