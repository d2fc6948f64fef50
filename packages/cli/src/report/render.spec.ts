import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { csvOf, htmlOf, linesOf } from './render.ts'

const report = {
  countyCode: '150921', month: '2026-11', questions: 12, byTopic: { '03': 7 }, promise: { kept: 9, broken: 1 }, promiseKeptPermille: 900,
  firstAnswerMsP50: 150_000, quorumMsP95: null, ratingCentiStars: 467, somethingNew: 3,
}
const lines = linesOf(report, { '03': '劳动<人事>' })

describe('the month', () => {
  it('has every figure as a line, known by name or not', () => {
    expect(lines.map((line) => `${line.label(zhCN).trim()}=${line.value(zhCN)}`)).toEqual([
      '咨询=12', '其中 劳动<人事>=7', '首答承诺兑现=9', '首答承诺未兑现=1', '承诺兑现率=90.0%', '首次解答时间 p50=2.5 分钟', '满三答时间 p95=—', '平均评价=4.67 星', 'somethingNew=3',
    ])
  })
  it('as CSV has keys, names and raw numbers, and opens in a spreadsheet', () => {
    const csv = csvOf(lines, en)
    expect(csv.startsWith('\uFEFFkey,item,value\r\nquestions,questions,12\r\n')).toBe(true)
    expect(csv).toContain('\r\nfirstAnswerMsP50,"first answer, p50 (ms)",150000\r\n')
    expect(csv).toContain('\r\nquorumMsP95,"quorum, p95 (ms)",\r\n')
  })
  it('has one number everywhere, its unit beside it', () => {
    const figures = { promiseKeptPermille: 1000, firstAnswerMsP50: 860, quorumMsP50: 59_950, dangerWaitMsP95: 60_000, ratingCentiStars: 467, reviews: 2 }
    const each = linesOf(figures)
    const rows = csvOf(each, zhCN).split('\r\n').slice(1)
    expect(rows.map((row) => row.split(',').slice(1).join('='))).toEqual([
      '承诺兑现率（‰）=1000', '首次解答时间 p50（毫秒）=860', '满三答时间 p50（毫秒）=59950', '警情接手时间 p95（毫秒）=60000', '平均评价（百分之一星）=467', '答复审核=2',
    ])
    expect(each.map((line) => line.value(zhCN))).toEqual(['100.0%', '0.9 秒', '60.0 秒', '1.0 分钟', '4.67 星', '2'])
    expect(each.map((line) => line.raw)).toEqual(Object.values(figures))
  })
  it('has topics in the order of their codes', () => {
    const byTopic = Object.fromEntries(['01', '02', '09', '10', '21', '99'].map((code) => [code, 1]))
    expect(linesOf({ byTopic, answers: { region: 1, county: 2 } }).map(({ key }) => key)).toEqual([
      'byTopic.01', 'byTopic.02', 'byTopic.09', 'byTopic.10', 'byTopic.21', 'byTopic.99', 'answers.region', 'answers.county',
    ])
  })
  it('in Chinese has no code but in the column of codes', () => {
    const told = linesOf({ byVia: { phone: 1, 'village-counsel': 2 }, callbacks: { taken: 1 }, dangers: { resolved: 1 } })
    expect(csvOf(told, zhCN).split('\r\n')).toEqual([
      '\uFEFF代码,项目,数值', 'byVia.phone,途径：手机,1', 'byVia.village-counsel,途径：村（居）法律顾问,2', 'callbacks.taken,12348 回呼：已受理,1', 'dangers.resolved,危险警情：已处置,1',
    ])
  })
  it('as CSV gives no formula to a spreadsheet', () => {
    expect(csvOf(linesOf({ byTopic: { '=1+1': 1 } }), { ...en, 'report.byTopic': '{name}' })).toContain("byTopic.=1+1,'=1+1,1")
    for (const sign of ['+', '-', '@', '＝', '＋', '－', '＠']) expect(csvOf(linesOf({ byTopic: { [`${sign}1`]: 1 } }), { ...en, 'report.byTopic': '{name}x' })).toContain(`,'${sign}1x,1`)
  })
  it('as a page needs nothing from anywhere and says nothing that was not meant as text', () => {
    const page = htmlOf({ name: '卓资县', at: '2026-11-22T04:00:00.000Z', report }, lines, zhCN, 'zh-CN')
    expect(page).toContain('<h1>卓资县公共法律服务平台月报　2026-11</h1>')
    expect(page).toContain('劳动&lt;人事&gt;')
    expect(page).not.toMatch(/src=|href=|<script|@import/)
  })
})
