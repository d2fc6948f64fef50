// What went wrong, in words a person can act on. The gateway's own words come first: they are Chinese and know the values.
import i18next from 'i18next'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, mayPass } from './api.ts'

const SAYS_WHAT_TO_DO = /请|可以|可在|拨打|联系/

/** In the language of the screen. */
export const problemWords = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return i18next.t('kit:problem.bug')
  const { problem, code } = error
  if (i18next.exists(`kit:problem.${code}`)) return i18next.t(`kit:problem.${code}`)
  if (problem === null) return i18next.t('kit:problem.bug')
  if (i18next.language !== 'zh-CN') return i18next.t('kit:problem.refused', { code })
  // What has no word here says at least what can always be done.
  const said = `${problem.title.replace(/。$/, '')}。`
  if (problem.detail === undefined) return said + i18next.t('kit:problem.then')
  return said + problem.detail + (SAYS_WHAT_TO_DO.test(problem.title + problem.detail) ? '' : i18next.t('kit:problem.amend'))
}

/** What is refused for good is not tried again; a page that failed is. */
const isWorthAnother = (error: unknown): boolean => !(error instanceof ApiProblem) || mayPass(error) || error.code === 'unreadable'

/**
 * Where somebody is taken when what she asked for was refused. Who is writing somewhere else is left there: it is said all the same.
 * @param of whenever it changes; null: nothing was said
 */
const useTaken = (of: unknown, stays: boolean): ((notice: HTMLElement | null) => void) => {
  const notice = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (of === null || of === undefined || stays || notice.current === null) return
    const { activeElement: active } = document
    const isWriting = active instanceof HTMLTextAreaElement || active instanceof HTMLSelectElement || (active instanceof HTMLInputElement && !/^(radio|checkbox|file|button|submit)$/.test(active.type))
    const form = notice.current.closest('form')
    if (!isWriting || (form !== null && form.contains(active))) notice.current.focus()
  }, [of, stays])
  return (next) => { notice.current = next }
}

/** Said at once by a screen reader, and looked at. Nothing when there is no error. @param stays of what goes on beside what she does: she is not taken there */
export const ProblemNotice = ({ error, onRetry, stays = false }: { readonly error: unknown; readonly onRetry?: () => void; readonly stays?: boolean }): ReactNode => {
  const { t } = useTranslation('kit')
  const taken = useTaken(error, stays)
  if (error === null || error === undefined) return null
  return (
    <div role="alert" className="zj-problem" tabIndex={-1} ref={taken}>
      <p>{problemWords(error)}</p>
      {onRetry === undefined || !isWorthAnother(error) ? null : <button type="button" className="zj-button zj-quiet" onClick={onRetry}>{t('again')}</button>}
    </div>
  )
}

/** What the screen itself refuses: said, and looked at. @param at of the tap that it answers: the next one takes her there again */
export const Refusal = ({ at = 0, children }: { readonly at?: number; readonly children: ReactNode }): ReactNode => {
  const taken = useTaken(at, false)
  return <p role="alert" className="zj-problem" tabIndex={-1} ref={taken}>{children}</p>
}
