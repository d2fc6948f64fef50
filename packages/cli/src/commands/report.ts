// The county's month in numbers: as text, JSON, CSV, or a page to print and sign.
import { InvalidArgumentError, type Command } from 'commander'
import { action, type Context } from '../context.ts'
import { ask } from '../doors.ts'
import { LANGUAGES } from '../terminal.ts'
import { csvOf, htmlOf, linesOf, type MonthlyReport } from '../report/render.ts'

const month = (text: string): string => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('2026-11')
  return text
}
const county = (text: string): string => {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('150921')
  return text
}

export const report = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('report').description(t('report' as never))
    .option('--county <code>', t('report.county' as never), county)
    .requiredOption('--month <month>', t('report.month' as never), month)
    .option('--csv', t('report.csv' as never), false)
    .option('--html', t('report.html' as never), false)
    .action(action(context, async ({ terminal, paths, options: { lang } }, options: { county?: string; month: string; csv: boolean; html: boolean }) => {
      const found = await ask<unknown>(paths, 'monthly-report', {
        month: options.month, ...(options.county === undefined ? {} : { county: options.county }),
      }) as { readonly report: MonthlyReport; readonly name: string; readonly at: string; readonly topics: Readonly<Record<string, string>> }
      const catalogue = LANGUAGES[lang]
      const lines = linesOf(found.report, found.topics)
      if (options.csv) terminal.line(csvOf(lines, catalogue))
      else if (options.html) terminal.line(htmlOf(found, lines, catalogue, lang))
      else {
        terminal.say('report.title', { county: found.name, month: options.month })
        for (const line of lines) terminal.line(`  ${line.label(catalogue)}　${line.value(catalogue)}`)
        terminal.say('report.made', { at: found.at })
      }
      terminal.result(found.report)
    }))
}
