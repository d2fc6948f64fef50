// A clerk on the phone writes a question down for who calls. Everything by keyboard, kept as it is typed; files are the
// caller's from the first piece.
import { useQuery } from '@tanstack/react-query'
import { api, colon, comma, ProblemNotice, reading, sendFile, useCommand, useDraft } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useRef, useState, type ChangeEvent, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActing } from '../acting.ts'
import { Check, Choice, focus, Long, Text } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { useTopics } from '../parts/topics.ts'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

const PHONE = /^1[3-9]\d{9}$/
const KINDS = ['recorded-call', 'in-person', 'written'] as const
/** How whoever calls stands to a child under fourteen; `child`: the child itself is calling. */
const RELATIONS = ['parent', 'grandparent', 'sibling', 'relative', 'institution', 'child'] as const
const WAKES = ['sms', 'in-app', 'wechat'] as const

interface Draft {
  readonly phone: string; readonly kind: (typeof KINDS)[number]; readonly ref: string; readonly witness: string; readonly relation: string
  readonly town: string; readonly village: string; readonly channel: 'citizen' | 'enterprise'; readonly topic: string; readonly text: string
  readonly about: 'adult' | 'child'; readonly guardian: (typeof RELATIONS)[number] | ''; readonly guardianConsents: boolean
  readonly names: string; readonly opponents: string; readonly consent: boolean; readonly wake: readonly (typeof WAKES)[number][]
  /** Uploaded already; a reload loses none. */
  readonly files: readonly Sent[]
}
const EMPTY: Draft = {
  phone: '', kind: 'recorded-call', ref: '', witness: '', relation: '', town: '', village: '', channel: 'citizen', topic: '', text: '', about: 'adult', guardian: '', guardianConsents: false, names: '', opponents: '', consent: false, wake: ['sms', 'in-app'], files: [],
}
/** The child alone, without a guardian: it is taken in danger, and then nothing but topic and place leaves the county. */
const isAlone = ({ about, guardian }: Draft): boolean => about === 'child' && guardian === 'child'

const listed = (text: string): string[] => text.split(/[,，、;；\n]/).map((each) => each.trim()).filter((each) => each !== '')

interface Sent { readonly digest: string; readonly name: string; readonly phone: string }
const kindOf = (type: string): 'photo' | 'document' | 'audio' | 'video' =>
  (type.startsWith('image/') ? 'photo' : type.startsWith('audio/') ? 'audio' : type.startsWith('video/') ? 'video' : 'document')

const Files = ({ phone, files, onChange }: { readonly phone: string; readonly files: readonly Sent[]; readonly onChange: (next: readonly Sent[]) => void }): ReactNode => {
  const { t } = useTranslation('desk')
  const input = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const add = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const picked = [...target.files ?? []]
    target.value = ''
    setError(null)
    let held = files
    try {
      for (const file of picked) {
        setProgress(file.name)
        const sent = await sendFile({ kind: kindOf(file.type), file, phone, onProgress: (bytes) => setProgress(`${file.name} ${Math.round((bytes / file.size) * 100)} %`) })
        held = [...held, { digest: sent.digest, name: file.name, phone }]
        onChange(held)
      }
    } catch (failed) {
      setError(failed)
    }
    setProgress(null)
  }
  return (
    <div className="field">
      <input ref={input} type="file" hidden multiple aria-label={t('ask.files.add')} onChange={(event) => void add(event)}
        accept="image/jpeg,image/png,application/pdf,.docx,.xlsx,text/plain,audio/*,video/mp4,video/webm,video/quicktime" />
      <Button htmlType="button" disabled={!PHONE.test(phone) || progress !== null} onClick={() => input.current?.click()}>{t('ask.files.add')}</Button>
      <p className="zj-hint" role="status">{progress ?? t('ask.files.hint')}</p>
      <ul>{files.map(({ digest, name }) => (
        <li key={digest}>{name} <button type="button" className="link" aria-label={`${t('ask.files.remove')} ${name}`} onClick={() => onChange(files.filter((each) => each.digest !== digest))}>{t('ask.files.remove')}</button></li>
      ))}</ul>
      <ProblemNotice error={error} />
    </div>
  )
}

const Preview = ({ text, names }: { readonly text: string; readonly names: readonly string[] }): ReactNode => {
  const { t } = useTranslation('desk')
  const preview = useCommand((body: { text: string; names: string[] }, headers) => api.POST('/api/v1/consultations/preview', { body, headers }), [])
  return (
    <>
      <Button htmlType="button" disabled={text.trim() === ''} loading={preview.isPending} onClick={() => preview.mutate({ text, names: [...names] })}>{t('ask.preview')}</Button>
      <ProblemNotice error={preview.error} />
      {preview.data === undefined ? null : (
        <div className="note" role="status">
          <strong>{t('ask.preview.title')}</strong>
          <p className="text">{preview.data.redacted?.text ?? t('ask.preview.none')}</p>
          {preview.data.dangerNumbers.length === 0 ? null : <p><strong>{t('ask.danger')}{preview.data.dangerNumbers.join(comma())}</strong></p>}
        </div>
      )}
    </>
  )
}

const Asked = ({ asked, onAnother }: { readonly asked: Answer201; readonly onAnother: () => void }): ReactNode => {
  const { t } = useTranslation('desk')
  return (
    <div className="card" role="status">
      <p><strong>{t('ask.done')}</strong></p>
      {asked.dangerNumbers.length === 0 ? null : <p className="note is-bad"><strong>{t('ask.danger')}{asked.dangerNumbers.join(comma())}</strong></p>}
      <div className="buttons">
        <Link to={`/desk/questions/${asked.consultationId}`}>{t('ask.open')}</Link>
        <Button type="primary" htmlType="button" ref={focus} onClick={onAnother}>{t('ask.another')}</Button>
      </div>
    </div>
  )
}
interface Answer201 { readonly consultationId: string; readonly dangerNumbers: readonly string[] }

const AskForm = ({ value, change, discard }: { readonly value: Draft; readonly change: (next: Draft) => void; readonly discard: () => Promise<void> }): ReactNode => {
  const { t } = useTranslation('desk')
  const { county } = useActing()
  const towns = useQuery({ queryKey: ['county', county], enabled: county !== '', queryFn: () => reading(api.GET('/api/v1/counties/{county}', { params: { path: { county } } })) })
  const villages = useQuery({
    queryKey: ['villages', county, value.town], enabled: value.town !== '',
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/villages', { params: { path: { county }, query: { town: value.town } } })),
  })
  const topics = useTopics()
  const promise = useQuery({ queryKey: ['promise', county], enabled: county !== '', refetchInterval: 60_000, queryFn: () => reading(api.GET('/api/v1/counties/{county}/promise', { params: { path: { county } } })) })
  const asking = useCommand((body: Parameters<typeof bodyOf>, headers) =>
    api.POST('/api/v1/consultations', { params: { header: { 'Idempotency-Key': headers['idempotency-key'] } }, body: bodyOf(...body) }), ['questions'], { kept: 'desk question' })
  const set = <K extends keyof Draft>(name: K) => ({ target }: { target: { value: string } }): void => change({ ...value, [name]: target.value })
  const channels = useQuery({ queryKey: ['wake-channels'], queryFn: () => reading(api.GET('/api/v1/wake-channels')) })
  const isReady = (wake: (typeof WAKES)[number]): boolean => channels.data?.items.some((each) => each.channel === wake && each.isReady) ?? wake === 'in-app'
  const wake = value.wake.filter(isReady)
  const mine = value.files.filter(({ phone }) => phone === value.phone)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    asking.mutate([{ ...value, wake }, county, mine.map(({ digest }) => digest)], { onSuccess: () => void discard() })
  }
  if (asking.data !== undefined) return <Asked asked={asking.data} onAnother={() => asking.reset()} />
  return (
    <form onSubmit={submit} className="card">
      {promise.data === undefined ? null : <p className="note"><strong>{t('ask.promise')}</strong>{colon()}{promise.data.text}</p>}
      <div className="columns">
        <Text label={t('ask.phone')} hint={value.phone.length === 11 && !PHONE.test(value.phone) ? t('ask.phone.bad') : t('ask.phone.hint')} required ref={focus} inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11}
          autoComplete="off" name="phone" value={value.phone} onChange={({ target }) => change({ ...value, phone: target.value.replaceAll(/\D/g, '') })} />
        <Choice label={t('ask.kind')} required name="kind" value={value.kind} onChange={set('kind')} options={KINDS.map((kind) => [kind, t(`kind.${kind}`)])} />
        <Text label={t('ask.ref')} hint={t('ask.ref.hint')} required name="ref" pattern="[A-Za-z0-9_.\/\-]{1,80}" value={value.ref} onChange={set('ref')} autoComplete="off" />
        {value.kind === 'in-person' ? <Text label={t('ask.witness')} hint={t('ask.witness.hint')} name="witness" value={value.witness} onChange={set('witness')} autoComplete="off" /> : null}
        <Text label={t('ask.relation')} name="relation" maxLength={60} value={value.relation} onChange={set('relation')} autoComplete="off" />
      </div>
      <div className="columns">
        <Choice label={t('ask.town')} name="town" empty="—" value={value.town} onChange={({ target }) => change({ ...value, town: target.value, village: '' })} options={(towns.data?.towns ?? []).map(({ code, name }) => [code, name])} />
        <Choice label={t('ask.village')} hint={t('ask.village.hint')} name="village" empty="—" required={value.town !== ''} value={value.village} disabled={value.town === ''} onChange={set('village')} options={(villages.data?.items ?? []).map(({ code, name }) => [code, name])} />
        <Choice label={t('ask.channel')} required name="channel" value={value.channel} onChange={set('channel')} options={[['citizen', t('channel.citizen')], ['enterprise', t('channel.enterprise')]]} />
        <Choice label={t('ask.topic')} name="topic" empty={t('ask.topic.any')} value={value.topic} onChange={set('topic')} options={(topics.data?.items ?? []).map(({ code, name }) => [code, name])} />
      </div>
      <Long label={t('ask.text')} hint={t('ask.text.hint')} required name="text" rows={7} maxLength={20_000} value={value.text} onChange={set('text')} />
      <div className="columns">
        <Choice label={t('ask.about')} required name="about" value={value.about} onChange={({ target }) => change({ ...value, about: target.value as Draft['about'], guardian: '', guardianConsents: false })}
          options={[['adult', t('about.adult')], ['child', t('about.child')]]} />
        {value.about === 'child' ? (
          <Choice label={t('ask.guardian')} required name="guardian" empty={t('ask.guardian.choose')} value={value.guardian}
            onChange={({ target }) => change({ ...value, guardian: target.value as Draft['guardian'], guardianConsents: false })} options={RELATIONS.map((each) => [each, t(`relation.${each}`)])} />
        ) : null}
      </div>
      {isAlone(value) ? <p className="note is-bad" role="status"><strong>{t('ask.child-alone')}</strong></p> : null}
      {value.about === 'child' && value.guardian !== '' && value.guardian !== 'child' ? (
        <div className="note">
          <p>{t('ask.guardian.says')}</p>
          <Check name="guardian-consents" required label={t('ask.guardian.consents', { relation: t(`relation.${value.guardian}`) })} checked={value.guardianConsents} onChange={({ target }) => change({ ...value, guardianConsents: target.checked })} />
        </div>
      ) : null}
      <div className="columns">
        <Text label={t(value.about === 'child' ? 'ask.names.child' : 'ask.names')} hint={t('ask.names.hint')} required={value.about === 'child' && !isAlone(value)} name="names" value={value.names} onChange={set('names')} autoComplete="off" />
        <Text label={t('ask.opponents')} hint={t('ask.opponents.hint')} name="opponents" value={value.opponents} onChange={set('opponents')} autoComplete="off" />
      </div>
      <fieldset className="field"><legend>{t('ask.wake')}</legend><div className="buttons">
        {WAKES.map((each) => (
          <Check key={each} label={isReady(each) ? t(`wake.${each}`) : t('wake.not', { channel: t(`wake.${each}`) })} disabled={!isReady(each)} checked={wake.includes(each)}
            onChange={({ target }) => change({ ...value, wake: target.checked ? [...value.wake, each] : value.wake.filter((one) => one !== each) })} />
        ))}
      </div></fieldset>
      <Files phone={value.phone} files={mine} onChange={(files) => change({ ...value, files })} />
      <Check label={t('ask.consent')} disabled={isAlone(value)} checked={value.consent && !isAlone(value)} onChange={({ target }) => change({ ...value, consent: target.checked })} />
      <p />
      {isAlone(value) ? <p className="zj-hint">{t('ask.preview.none')}</p> : <Preview text={value.text} names={[...listed(value.names), ...listed(value.opponents)]} />}
      <ProblemNotice error={asking.error} />
      <p />
      <Button type="primary" htmlType="submit" size="large" loading={asking.isPending} disabled={asking.isPending}>{t('ask.send')}</Button>
    </form>
  )
}

const bodyOf = (draft: Draft, county: string, files: readonly string[]) => {
  const { phone, kind, ref, witness, relation, village, channel, topic, text, about, guardian, guardianConsents, names, opponents, consent, wake } = draft
  return {
    text, channel, files: [...files], ownNames: listed(names), opponents: listed(opponents), consentBeyondCounty: consent && !isAlone(draft), wake: wake.length === 0 ? ['in-app' as const] : [...wake],
    ...(about === 'adult' ? {} : isAlone(draft) || guardian === '' || guardian === 'child' ? { child: {}, corrected: null } : { child: { relation: guardian, consents: guardianConsents } }),
    countyCode: county, ...(village === '' ? {} : { villageCode: village }), ...(topic === '' ? {} : { topic }),
    onBehalf: {
      phone,
      mandate: {
        kind, recordRef: ref, ...(relation === '' ? {} : { relation }),
        ...(kind === 'in-person' && witness !== '' ? { witness: 'colleague' as const, witnessId: witness } : {}),
      },
    },
  }
}

const Ask = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { value, change, discard } = useDraft<Draft>('desk-ask', EMPTY)
  return (
    <Page title={t('ask.title')} intro={t('ask.intro')}>
      {value === null ? null : <AskForm value={{ ...EMPTY, ...value }} change={change} discard={async () => { await discard() }} />}
    </Page>
  )
}
export default Ask
