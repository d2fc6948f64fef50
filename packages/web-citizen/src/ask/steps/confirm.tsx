import { ProblemNotice, ReadAloud, useHours } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeText } from '../notice.tsx'
import type { AskDraft, Wake } from '../draft.ts'
import { useNotice, usePromise, useWakeChannels } from '../reading.ts'
import type { Asking } from '../use-ask.ts'

/** Step 4: what is promised now, how she is woken, what she was told and agrees to. */
export const ConfirmStep = ({ asking: { update }, draft, isOnline }: { readonly asking: Asking; readonly draft: AskDraft; readonly isOnline: boolean }): ReactNode => {
  const { t, i18n } = useTranslation('ask')
  const promise = usePromise(draft.county)
  const notice = useNotice('current')
  const channels = useWakeChannels()
  const isGuardian = draft.about === 'child' && draft.relation !== 'child' && draft.relation !== ''
  const toggle = (channel: Wake, on: boolean): void => update(({ wake }) => ({ wake: on ? [...new Set([...wake, channel])] : wake.filter((each) => each !== channel) }))
  const terms = promise.data?.terms
  const hoursOf = useHours()
  const minutes = (ms: number): number => Math.round(ms / 60_000)
  // The platform's own sentence is Chinese.
  const promised = promise.data === undefined || terms === undefined ? '' : i18n.language === 'zh-CN' ? promise.data.text
    : t('promise.in-short', { first: minutes(terms.promiseMs), all: minutes(terms.quorumMs), quorum: terms.quorum })
  const hours = promise.data === undefined ? '' : hoursOf(promise.data.hours)
  return (
    <>
      <section aria-labelledby="ask-promise">
        <h2 id="ask-promise">{t('promise.title')}</h2>
        {promised !== '' && isOnline ? <><p className="ask-promise">{promised} {hours}</p><ReadAloud text={`${promised}${hours}`} /></>
          : <p className="zj-hint">{isOnline ? t('promise.asking') : t('promise.offline')}</p>}
        {promise.data === undefined && <ProblemNotice error={promise.error} onRetry={() => void promise.refetch()} />}
      </section>
      <fieldset className="ask-choices">
        <legend>{t('wake.legend')}</legend>
        {(channels.data?.items ?? [{ channel: 'in-app' as const, isReady: true, lacks: null }]).map(({ channel, isReady, lacks }) => (
          <label key={channel} className="ask-choice">
            <input type="checkbox" checked={isReady && draft.wake.includes(channel)} disabled={!isReady || channel === 'in-app'} onChange={({ target }) => toggle(channel, target.checked)} />
            <span>{t(`wake.${channel}`)}<small className="zj-hint">{lacks === null ? t(`wake.${channel}-hint`) : t(`wake.lacks-${lacks}`)}</small></span>
          </label>
        ))}
      </fieldset>
      {isGuardian && (
        <section aria-labelledby="ask-guardian">
          <h2 id="ask-guardian">{t('guardian.title')}</h2>
          <p>{t('guardian.says')}</p>
          <label className="ask-choice ask-tick">
            <input type="checkbox" checked={draft.guardianConsents} onChange={({ target }) => update({ guardianConsents: target.checked })} />
            <span>{t('guardian.consent', { relation: t(`relation.${draft.relation as 'parent'}`) })}</span>
          </label>
        </section>
      )}
      <section aria-labelledby="ask-notice">
        <h2 id="ask-notice">{t('notice.title')}</h2>
        {notice.data === undefined ? <ProblemNotice error={notice.error} onRetry={() => void notice.refetch()} /> : (
          <>
            <details className="ask-notice"><summary>{t('notice.read', { version: notice.data.version })}</summary><NoticeText notice={notice.data} /></details>
            <label className="ask-choice ask-tick">
              <input type="checkbox" checked={draft.notice === notice.data.version} onChange={({ target }) => update({ notice: target.checked ? notice.data.version : null })} />
              <span>{t('notice.have-read')}</span>
            </label>
          </>
        )}
      </section>
    </>
  )
}
