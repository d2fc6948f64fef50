import { ProblemNotice, ReadAloud } from '@zhijian/web-kit'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { basisOf, type AskDraft } from '../draft.ts'
import { usePreview } from '../reading.ts'
import type { Asking } from '../use-ask.ts'
import { Choices } from './write.tsx'

/** Step 3: who sees what, and what leaves the county. */
export const ShareStep = ({ asking: { update }, draft, isOnline }: { readonly asking: Asking; readonly draft: AskDraft; readonly isOnline: boolean }): ReactNode => {
  const { t } = useTranslation('ask')
  const basis = basisOf(draft)
  const of = JSON.stringify(basis)
  const isAlone = draft.about === 'child' && (draft.relation === 'child' || draft.relation === '')
  const hasText = draft.text.trim() !== ''
  const preview = usePreview(basis, isOnline && !isAlone)
  const { data } = preview
  // Made from another text: what she corrected then is no longer what would leave.
  const isCurrent = draft.shown?.of === of
  useEffect(() => {
    if (data === undefined || isCurrent) return
    update(data.redacted === null ? { shown: null, share: 'topic' } : { shown: { of, text: data.redacted.text } })
  }, [data, isCurrent, of, update])
  const isRedactable = data === undefined ? draft.shown !== null : data.redacted !== null
  return (
    <>
      <section aria-labelledby="ask-public">
        <h2 id="ask-public">{t('public.title')}</h2>
        <ul className="ask-plain">
          {(['nobody', 'county', 'beyond', 'phone'] as const).map((line) => <li key={line}>{t(`public.${line}`)}</li>)}
        </ul>
        <ReadAloud text={(['nobody', 'county', 'beyond', 'phone'] as const).map((line) => t(`public.${line}`)).join('')} />
      </section>
      <section aria-labelledby="ask-beyond">
        <h2 id="ask-beyond">{t('share.title')}</h2>
        {isAlone ? <p>{t('share.alone')}</p> : (
          <>
            <Choices legend={t('share.legend')} name="share" value={draft.share} onChange={(share) => update({ share })} of={[
              ...(isRedactable || !hasText ? [{ value: 'redacted' as const, label: t('share.redacted'), hint: t('share.redacted-hint') }] : []),
              { value: 'topic' as const, label: t('share.topic'), hint: t('share.topic-hint') },
            ]} />
            {!hasText && draft.share === 'redacted' && <p className="zj-hint">{t('share.spoken')}</p>}
            {hasText && draft.share === 'redacted' && isCurrent && (
              <>
                <label className="ask-label" htmlFor="shown">{t('share.preview')}</label>
                <textarea id="shown" rows={6} value={draft.shown!.text} aria-describedby="shown-hint"
                  onChange={({ target }) => update({ shown: { of, text: target.value } })} />
                <p id="shown-hint" className="zj-hint">{t('share.preview-hint')}</p>
                {data?.redacted && draft.shown!.text !== data.redacted.text
                  && <button type="button" className="ask-link" onClick={() => update({ shown: { of, text: data.redacted!.text } })}>{t('share.as-proposed')}</button>}
              </>
            )}
            {hasText && !isCurrent && (isOnline ? preview.isFetching && <p role="status">{t('share.making')}</p> : <p className="zj-hint" role="status">{t('share.offline')}</p>)}
            {data !== undefined && data.redacted === null && <p className="zj-hint">{t('share.impossible')}</p>}
            <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
            <label className="ask-choice ask-tick">
              <input type="checkbox" checked={draft.wholeBeyondCounty} onChange={({ target }) => update({ wholeBeyondCounty: target.checked })} />
              <span>{t('share.whole')}<small className="zj-hint">{t('share.whole-hint')}</small></span>
            </label>
          </>
        )}
      </section>
    </>
  )
}
