// Beside every answer: the right to legal aid, and a look in two minutes whether to apply (法律援助法 第二十三条). Answers stay on this page;
// nothing is stored, nothing is sent.
import { api, comma, ProblemNotice, reading } from '@zhijian/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { answered, assess, GROUPS, GUARDED, MATTERS, MEANS, nextStep, stepsFor, URGENCIES, type Answers, type Step } from './rules.ts'
import { legalAidWords } from './words.ts'
import './legal-aid.css'

export const words = { name: 'legal-aid', words: legalAidWords }

const HOUR_MS = 3_600_000
const CHOICES: Readonly<Record<Step, readonly string[]>> = { matter: MATTERS, guarded: GUARDED, group: GROUPS, means: MEANS, urgency: URGENCIES }

const Centre = ({ county }: { readonly county: string }): ReactNode => {
  const { t } = useTranslation('legal-aid')
  const { data, error, refetch } = useQuery({
    queryKey: ['legal-aid-centres', county], staleTime: HOUR_MS, enabled: county !== '',
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/organisations', { params: { path: { county }, query: { kind: 'legal-aid-centre' } } })),
  })
  return (
    <section className="aid-card" aria-labelledby="aid-where">
      <h2 id="aid-where">{t('where')}</h2>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data?.items.map(({ organisationId, name, address, officePhone }) => (
        <p key={organisationId}><strong>{name}</strong><br />{address ?? t('no-address')}<br />
          {officePhone === null ? t('no-phone') : <a className="aid-tel" href={`tel:${officePhone.replaceAll(/[^0-9+]/g, '')}`}>{t('ring', { number: officePhone })}</a>}
        </p>
      ))}
      <a className="zj-button aid-go" href="tel:12348">{t('ring', { number: '12348' })}</a>
      <p className="zj-hint">{t('where-says')}</p>
    </section>
  )
}

/** Who is in hardship is said by each province, and changes: shown as this installation was told it, with where it is from, or that it was told nothing. */
const Hardship = ({ county }: { readonly county: string }): ReactNode => {
  const { t, i18n } = useTranslation('legal-aid')
  const { data, error, refetch } = useQuery({
    queryKey: ['hardship', county], staleTime: HOUR_MS, enabled: county !== '',
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/hardship', { params: { path: { county } } })),
  })
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const { standard } = data
  if (standard === null) return <p className="aid-note">{t('standard-unknown')}</p>
  const { timesSubsistenceLine, incomeFenPerMonth, source, since, verified } = standard
  const yuan = incomeFenPerMonth === undefined ? '' : new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(incomeFenPerMonth / 100)
  return (
    <p className="aid-note">
      {incomeFenPerMonth === undefined ? t('standard', { times: timesSubsistenceLine, source, since }) : t('standard-income', { yuan, source, since })}
      {verified === undefined ? <> <strong>{t('unverified')}</strong></> : ` ${t('verified', verified)}`}
    </p>
  )
}

const Result = ({ answers, county }: { readonly answers: Answers; readonly county: string }): ReactNode => {
  const { t } = useTranslation('legal-aid')
  const { verdict, sources, isUrgent } = assess(answers)
  const isByMeans = stepsFor(answers).includes('means')
  return (
    <section className="aid-card" role="status" aria-labelledby="aid-result">
      <h2 id="aid-result">{t(`verdict.${verdict}`)}</h2>
      <p>{t(`because.${verdict}`)}</p>
      {isUrgent && <p className="zj-problem">{t('urgent')}</p>}
      {isByMeans && <Hardship county={county} />}
      <p className="zj-hint">{t('sources', { sources: sources.join(comma()) })}</p>
      <p><strong>{t('no-promise')}</strong></p>
      <h3>{t('bring')}</h3>
      <ul>{(['id', 'means', 'matter', 'no-certificate'] as const).map((each) => <li key={each}>{t(`bring.${each}`)}</li>)}</ul>
      <p>{t('then')}</p>
    </section>
  )
}

const LegalAid = (): ReactNode => {
  const { t } = useTranslation('legal-aid')
  const [address] = useSearchParams()
  const asked = address.get('county') ?? ''
  const counties = useQuery({ queryKey: ['counties'], queryFn: () => reading(api.GET('/api/v1/counties')), staleTime: HOUR_MS, enabled: !/^\d{6}$/.test(asked) })
  const county = /^\d{6}$/.test(asked) ? asked : counties.data?.home ?? ''
  const [answers, setAnswers] = useState<Answers>({})
  const steps = stepsFor(answers)
  const next = nextStep(answers)
  const shown = next === null ? steps : steps.slice(0, steps.indexOf(next) + 1)
  const end = useRef<HTMLDivElement>(null)
  const hadResult = useRef(false)
  useEffect(() => {
    if (next === null && !hadResult.current) end.current?.scrollIntoView({ block: 'start' })
    hadResult.current = next === null
  }, [next])
  return (
    <main className="zj-page aid">
      <h1>{t('title')}</h1>
      <p>{t('right')}</p>
      <p className="zj-hint">{t('kept')}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        {shown.map((step, i) => (
          <fieldset key={step}>
            <legend>{t('step', { n: i + 1, says: t(`${step}.asks`) })}</legend>
            {CHOICES[step].map((value) => (
              <label key={value} className="aid-choice">
                <input type="radio" name={step} value={value} checked={answers[step] === value} onChange={() => setAnswers(answered(answers, step, value))} />
                <span>{t(`${step}.${value}`)}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </form>
      <div ref={end}>{next === null ? <Result answers={answers} county={county} /> : <p className="zj-hint" role="status">{t('more')}</p>}</div>
      {next === null && <button type="button" className="zj-button zj-quiet" onClick={() => setAnswers({})}>{t('again')}</button>}
      <Centre county={county} />
    </main>
  )
}
export default LegalAid
