// Whatever can happen to a case has words, in both languages; so has what every screen of the promise says.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { deadlineWords } from '../src/deadlines/words.ts'
import { platformWords } from '../src/platform/words.ts'
import { promiseWords } from '../src/promise/words.ts'
import { cell } from '../src/parts/csv.ts'
import { eventWords } from '../src/story/event-words.ts'
import { storyWords } from '../src/story/words.ts'
import { callbackEvents, callEvents, consultationEvents, dangerEvents, deliveryEvents, dutyEvents, erasureEvents, HELD, lawyerEvents, mandateEvents, NOT_ASKED, NOTICES, personEvents, retentionEvents, reviewEvents, ROLES, STOPS } from '@zhijian/contracts'

const DUE_OF_OTHERS = {
  [lawyerEvents.category]: ['CounselEnded', 'LawyerReinstated', 'AnnualCheckExpired'], [dutyEvents.category]: ['ShiftEnded'], [personEvents.category]: ['OfficeEnded'],
  [erasureEvents.category]: ['ErasureOverdue', 'RetentionEnded'], [retentionEvents.category]: ['RetentionReviewDue'],
}

it('every event of a case, and every fact that a clock leaves, is called something', () => {
  const ofCases = [consultationEvents, callbackEvents, dangerEvents, reviewEvents, deliveryEvents, mandateEvents, callEvents].flatMap(({ names }) => [...names])
  expect(ofCases.length).toBeGreaterThan(60)
  expect(Object.keys(eventWords['zh-CN']).sort()).toEqual([...ofCases, ...Object.values(DUE_OF_OTHERS).flat()].sort())
})
it.each(Object.entries({ eventWords, storyWords, promiseWords, deadlineWords }))('%s say the same in both languages', (_, words) => {
  expect(Object.keys(words.en)).toEqual(Object.keys(words['zh-CN']))
  for (const [key, text] of Object.entries(words['zh-CN'])) {
    const marks = (of: string): string[] => [...of.matchAll(/\{\{\w+\}\}/g)].map(([mark]) => mark).sort()
    expect([key, marks((words.en as Record<string, string>)[key]!)]).toEqual([key, marks(text)])
  }
})
it('codes that services record are told in words', () => {
  const told = storyWords['zh-CN'] as Record<string, string>
  const keys = [
    ...ROLES.map((role) => `role.${role}`), ...NOTICES.map((notice) => `notice.${notice}`), ...HELD.map((held) => `held.${held}`), ...STOPS.map((stop) => `stop.${stop}`),
    ...NOT_ASKED.map((why) => `why.${why}`),
  ]
  expect(keys.filter((key) => told[key] === undefined)).toEqual([])
})

it('every service and every consumer that the platform hosts has a Chinese name', () => {
  // What the services say of themselves, compared with them by services/embedded/test/asyncapi.spec.ts.
  const { operations } = JSON.parse(readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8')) as { readonly operations: object }
  const names = Object.keys(operations).map((name) => name.split('.'))
  const services = [...new Set(names.filter(([kind]) => kind === 'cmd').map(([, service]) => service!))]
  const consumers = names.filter(([service, , ...rest]) => services.includes(service!) && rest.length > 0).map(([service, consumer]) => `${service}.${consumer}`)
  expect([services.length > 5, consumers.length > 20]).toEqual([true, true])
  const told = platformWords['zh-CN'] as Record<string, string>
  expect([...services.map((name) => `service.${name}`), ...consumers.map((name) => `consumer.${name}`)].filter((key) => told[key] === undefined)).toEqual([])
})

it('a field of the table of errors is no formula for a spreadsheet, whatever the file said', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) expect(cell(`${sign}HYPERLINK("x")`)).toBe(`"'${sign}HYPERLINK(""x"")"`)
  expect(cell('赵=一')).toBe('"赵=一"')
})

it('no screen writes Chinese punctuation of its own: an English one would have it, too', () => {
  const src = new URL('../src/', import.meta.url)
  const screens = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  expect(screens.length).toBeGreaterThan(40)
  const written = screens.flatMap((name) => readFileSync(new URL(name, src), 'utf8').split('\n').filter((line) => /[（）：，；、。]/.test(line.replaceAll(/split\(\/.*?\/\)/g, ''))).map((line) => `${name}: ${line.trim()}`))
  expect(written).toEqual([])
})
