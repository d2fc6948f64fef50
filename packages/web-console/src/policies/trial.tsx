// What a policy would have made of the county's last questions, before anybody proposes or confirms it.
import { useMutation } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import { api, bracketed, clockWords, ProblemNotice, reading } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Check, Choice, Text } from '../parts/fields.tsx'
import { day } from '../parts/when.ts'
import type { Policy } from './policy.ts'

type Made = operations['try-policy']['responses'][200]['content']['application/json']
type Interval = Made['would']['told']
interface Wave { readonly afterS: number; readonly upTo: number }
const DAYS = ['7', '30', '92'] as const
const WAVES: readonly Wave[] = [{ afterS: 0, upTo: 50 }, { afterS: 45, upTo: 250 }, { afterS: 90, upTo: 1250 }]

const Asked = ({ made }: { readonly made: Made }): ReactNode => {
  const { t } = useTranslation('policies')
  return (
    <>
      <h3>{t('trial.asking')}</h3>
      <table className="plain">
        <thead><tr><th>{t('trial.reach')}</th><th>{t('trial.was')}</th><th>{t('trial.would')}</th><th>{t('trial.anew')}</th></tr></thead>
        <tbody>
          {made.asking.map(({ scope, was, would, anew, imagined }) => (
            <tr key={scope}>
              <th scope="row">{t(`tier.${scope as 'county'}`)}</th><td>{was}</td><td className={would.median === was ? '' : 'changed'}><Range of={would} shown={String} /></td>
              <td><Range of={anew} shown={String} />{imagined.high === 0 ? null : <> · {t('trial.imagined')} <Range of={imagined} shown={String} /></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {made.loads.length === 0 ? null : (
        <details>
          <summary>{t('trial.loads')}</summary>
          <table className="plain">
            <thead><tr><th>{t('trial.lawyer')}</th><th>{t('trial.was')}</th><th>{t('trial.would')}</th></tr></thead>
            <tbody>{made.loads.map(({ lawyerId, was, would }) => <tr key={lawyerId}><th scope="row">{made.names[lawyerId] ?? lawyerId}</th><td>{was}</td><td>{would}</td></tr>)}</tbody>
          </table>
        </details>
      )}
    </>
  )
}

/** A median, and where there is more to say, between what. */
const Range = ({ of: { low, median, high }, shown }: { readonly of: Interval; readonly shown: (value: number) => string }): ReactNode => (
  <>{shown(median)}{low === high ? null : <span className="soft">{bracketed(`${shown(low)}–${shown(high)}`)}</span>}</>
)

const Result = ({ made }: { readonly made: Made }): ReactNode => {
  const { t } = useTranslation('policies')
  const percent = (value: number): string => `${value}%`
  const lines: readonly (readonly [name: string, was: number, would: Interval, shown: (value: number) => string])[] = [
    [t('trial.kept'), made.was.keptPercent, made.would.keptPercent, percent], [t('trial.first'), made.was.firstAnswerMs, made.would.firstAnswerMs, clockWords],
    [t('trial.quorum'), made.was.quorumPercent, made.would.quorumPercent, percent], [t('trial.told'), made.was.told, made.would.told, String],
  ]
  const turned = [...Map.groupBy(made.turned, ({ was, would }) => `${was} ${would}`)].map(([, all]) => ({ ...all[0]!, count: all.length }))
  return (
    <div role="status">
      <p>{t('trial.of', { count: made.cases, seeds: made.seeds })}{made.since === null ? '' : t('trial.since', { at: day(made.since) })}</p>
      <table className="plain">
        <thead><tr><th>{t('item')}</th><th>{t('trial.was')}</th><th>{t('trial.would')}</th></tr></thead>
        <tbody>{lines.map(([name, was, would, shown]) => <tr key={name}><th scope="row">{name}</th><td>{shown(was)}</td><td className={would.median === was ? '' : 'changed'}><Range of={would} shown={shown} /></td></tr>)}</tbody>
      </table>
      {turned.length === 0 ? <p>{t('trial.turned.none')}</p> : (
        <ul>{turned.map(({ was, would, count }) => <li key={`${was} ${would}`}>{t('trial.turned', { count, was: t(`trial.promise.${was as 'kept'}`), would: t(`trial.promise.${would as 'kept'}`) })}</li>)}</ul>
      )}
      <Asked made={made} />
      <h3>{t('trial.assumed')}</h3>
      <p className="soft">{t('trial.assumption')}</p>
      <ul className="soft">
        {Object.entries(made.learnt).map(([scope, { told, answered }]) => <li key={scope}>{t('trial.learnt', { scope: t(`tier.${scope as 'county'}`), told, answered })}</li>)}
        {made.unknownTiers === 0 ? null : <li>{t('trial.unknown', { count: made.unknownTiers })}</li>}
        {made.unlike === 0 ? null : <li>{t('trial.unlike', { count: made.unlike })}</li>}
      </ul>
    </div>
  )
}

export const Trial = ({ county, policy }: { readonly county: string; readonly policy: Policy }): ReactNode => {
  const { t } = useTranslation('policies')
  const [days, setDays] = useState<string>('30')
  const [pool, setPool] = useState('100')
  const [waves, setWaves] = useState<readonly Wave[] | null>(null)
  const stopping = useRef<AbortController | null>(null)
  const { mutate, data, error, isPending, reset } = useMutation({
    async mutationFn(asked: { readonly policy: Policy; readonly waves: { afterMs: number; upTo: number }[] | null; readonly poolPercent: number; readonly days: number }) {
      const stop = stopping.current = new AbortController()
      try {
        const made = await reading(api.POST('/api/v1/counties/{county}/policy-trials', { params: { path: { county } }, body: asked, signal: stop.signal }))
        return { made, asked }
      } catch (thrown) {
        // Whoever stops it is told nothing of it.
        if (stop.signal.aborted) return null
        throw thrown
      }
    },
  })
  const wave = (place: number, change: Partial<Wave>): void => setWaves((waves ?? WAVES).map((each, at) => (at === place ? { ...each, ...change } : each)))
  const asked = { policy, waves: waves === null ? null : waves.map(({ afterS, upTo }) => ({ afterMs: afterS * 1000, upTo })), poolPercent: Number(pool), days: Number(days) }
  const isOld = data !== undefined && data !== null && JSON.stringify(data.asked) !== JSON.stringify(asked)
  return (
    <section aria-label={t('trial')}>
      <h2>{t('trial')}</h2>
      <p className="soft">{t('trial.intro')}</p>
      <form onSubmit={(event) => {
        event.preventDefault()
        mutate(asked)
      }}>
        <div className="columns">
          <Choice label={t('trial.days')} required value={days} options={DAYS.map((each) => [each, t('trial.days.of', { count: Number(each) })])} onChange={({ target }) => setDays(target.value)} />
          <Text label={t('trial.pool')} hint={t('trial.pool.hint')} type="number" required min={10} max={300} step={5} value={pool} onChange={({ target }) => setPool(target.value)} />
        </div>
        <Check label={t('trial.waves')} checked={waves !== null} onChange={({ target }) => setWaves(target.checked ? WAVES : null)} />
        {waves?.map(({ afterS, upTo }, place) => (
          // A wave has nothing of its own but its place.
          <div className="columns" key={place}>
            <Text label={t('trial.wave.after', { wave: place + 1 })} type="number" required min={0} max={3600} value={afterS} onChange={({ target }) => wave(place, { afterS: Number(target.value) })} />
            <Text label={t('trial.wave.to')} type="number" required min={1} max={100_000} value={upTo} onChange={({ target }) => wave(place, { upTo: Number(target.value) })} />
          </div>
        ))}
        <div className="buttons trial-buttons">
          <Button htmlType="submit" loading={isPending} disabled={isPending}>{t(isPending ? 'trial.runs' : 'trial.try')}</Button>
          {isPending ? <Button htmlType="button" onClick={() => { stopping.current?.abort(); reset() }}>{t('trial.stop')}</Button> : null}
        </div>
      </form>
      <ProblemNotice error={error} />
      {isPending || data === undefined || data === null ? null : data.made.cases === 0 ? <p role="status">{t('trial.none')}</p> : (
        <>
          {isOld ? <p className="note">{t('trial.old')}</p> : null}
          <Result made={data.made} />
        </>
      )}
    </section>
  )
}
