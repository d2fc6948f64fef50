// A register from a file: tried first, then run; whatever is wrong is said row by row, and can be taken along.
import { useMutation } from '@tanstack/react-query'
import { api, colon, ProblemNotice, reading, sendFile } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { valuesOf } from '../parts/act.tsx'
import { keepCsv } from '../parts/csv.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import type { Answer } from '../parts/read.ts'
import { say } from '../parts/said.tsx'
import { Table } from '../parts/table.tsx'
import { staffWords } from './words.ts'

export const words = { name: 'staff', words: staffWords }

type Report = Answer<'import-lawyers'>
type Register = 'lawyers' | 'staff' | 'divisions'
const MAY: Readonly<Record<Register, readonly string[]>> = { lawyers: ['desk', 'bureau-head'], staff: ['bureau-head', 'security-admin'], divisions: ['bureau-head', 'system-admin'] }
/** As they are uploaded; a browser names some of them otherwise, or not at all. */
const typeOf = (name: string): string => (/\.xlsx$/i.test(name) ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv')

interface Wrong { readonly line: number; readonly column: string; readonly message: string }
const wrongOf = ({ errors, refused }: Report): readonly Wrong[] => [
  ...errors.map((each) => ({ line: each.line, column: String(each['column'] ?? ''), message: each.message })),
  ...refused.map(({ line, message }) => ({ line, column: '', message })),
].toSorted((a, b) => a.line - b.line)

const ReportOf = ({ report, isTrial, name }: { readonly report: Report; readonly isTrial: boolean; readonly name: string }): ReactNode => {
  const { t } = useTranslation('staff')
  const wrong = wrongOf(report)
  return (
    <section className="card" aria-label={t(isTrial ? 'tried' : 'ran')}>
      <h2>{t(isTrial ? 'tried' : 'ran')}</h2>
      <p role="status">{t('total', { count: report.total + report.errors.length })}{colon()}{t('new')} {report.new} · {t('changed')} {report.changed} · {t('unchanged')} {report.unchanged} · {t('errors')} {report.errors.length}{isTrial ? '' : ` · ${t('refused')} ${report.refused.length}`}</p>
      {wrong.length === 0 ? <p>{isTrial ? t('good') : null}</p> : (
        <>
          <p><Button htmlType="button" onClick={() => keepCsv(`${name}-${t('errors')}.csv`, [[t('line'), t('column'), t('problem')], ...wrong.map(({ line, column, message }) => [String(line), column, message])])}>{t('download')}</Button></p>
          <Table label={t('errors')} rows={wrong} keyOf={({ line, column, message }) => `${line} ${column} ${message}`} height="40vh" columns={[
            { key: 'line', title: t('line'), width: '5rem', cell: ({ line }) => line },
            { key: 'column', title: t('column'), width: '12rem', cell: ({ column }) => column },
            { key: 'problem', title: t('problem'), width: '1fr', cell: ({ message }) => message },
          ]} />
        </>
      )}
    </section>
  )
}

const Imports = (): ReactNode => {
  const { t } = useTranslation('staff')
  const { role, county } = useActing()
  const offered = (Object.keys(MAY) as Register[]).filter((each) => MAY[each].includes(role))
  const [register, setRegister] = useState<Register>(offered[0] ?? 'lawyers')
  const [file, setFile] = useState<File | null>(null)
  const [source, setSource] = useState('')
  const [asked, setAsked] = useState(false)
  const importing = useMutation({
    networkMode: 'always',
    async mutationFn({ dryRun, sent, because }: { readonly dryRun: boolean; readonly sent: string | null; readonly because?: string }) {
      const digest = sent ?? (await sendFile({ kind: 'document', file: new File([file!], file!.name, { type: typeOf(file!.name) }) })).digest
      const header = { 'Idempotency-Key': crypto.randomUUID() }
      const body = { file: digest, dryRun, ...(because === undefined ? {} : { because }) }
      const report: Report = register === 'lawyers' ? await reading(api.POST('/api/v1/lawyers/imports', { params: { header }, body }))
        : register === 'staff' ? await reading(api.POST('/api/v1/staff/imports', { params: { header }, body }))
          : await reading(api.POST('/api/v1/counties/{county}/divisions/imports', { params: { path: { county }, header }, body: { ...body, source } }))
      return { report, dryRun, digest }
    },
    onSuccess: ({ dryRun }) => say(t(dryRun ? 'tried' : 'ran')),
  })
  const change = (next: () => void): void => {
    importing.reset()
    next()
  }
  const tried = importing.data
  return (
    <Page title={t('imports.title')} intro={t('imports.intro')}>
      <form className="card" onSubmit={(event) => { event.preventDefault(); importing.mutate({ dryRun: true, sent: null }) }}>
        <div className="columns">
          <Choice label={t('register')} name="register" required value={register} onChange={({ target }) => change(() => setRegister(target.value as Register))} options={offered.map((each) => [each, t(`register.${each}`)])} />
          <Text label={t('file')} name="file" type="file" required accept=".csv,.xlsx,text/csv" onChange={({ target }) => change(() => setFile(target.files?.[0] ?? null))} />
          {register === 'divisions' ? <Text label={t('source')} name="source" required maxLength={200} value={source} onChange={({ target }) => setSource(target.value)} /> : null}
        </div>
        <p><a href={`/api/v1/imports/${register}/template`} download>{t('template')}</a></p>
        <div className="buttons">
          <Button htmlType="submit" type="primary" disabled={file === null || importing.isPending} loading={importing.isPending}>{t('try')}</Button>
          {tried?.dryRun !== true || tried.report.new + tried.report.changed === 0 ? null : (
            <Button htmlType="button" danger disabled={importing.isPending} onClick={() => setAsked(true)}>{t('run')}</Button>
          )}
        </div>
        {tried?.dryRun === true ? <p className="zj-hint">{t(register === 'divisions' ? 'run.all' : 'run.explain')}</p> : null}
        {importing.isPending ? <p role="status">{t('sending')}</p> : null}
        <ProblemNotice error={importing.error} />
      </form>
      {!asked || tried === undefined ? null : (
        <Dialog title={t('run')} onClose={() => setAsked(false)}>
          <form onSubmit={(event) => {
            event.preventDefault()
            setAsked(false)
            importing.mutate({ dryRun: false, sent: tried.digest, ...valuesOf(event.currentTarget) })
          }}>
            <div className="explain">{t(register === 'divisions' ? 'run.all' : 'run.explain')}</div>
            <Because />
            <div className="buttons">
              <Button htmlType="button" onClick={() => setAsked(false)}>{t('run.not')}</Button>
              <Button htmlType="submit" type="primary" danger>{t('run')}</Button>
            </div>
          </form>
        </Dialog>
      )}
      {tried === undefined ? null : <ReportOf report={tried.report} isTrial={tried.dryRun} name={file?.name.replace(/\.\w+$/, '') ?? register} />}
    </Page>
  )
}
export default Imports
