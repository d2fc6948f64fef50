// What operators are called for and look at: every metric and label in it is told by some process, every alert has its
// runbook, and Prometheus' own tool agrees where there is one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, it } from 'vitest'
import { onPath } from '../servers/on-path.mjs'
import { dashboardText } from '../../infra/grafana/generate.mjs'
import { DASHBOARDS } from '../../infra/grafana/panels.mjs'
import { documentedMetrics, pathOf, textOf, yamlOf } from './infra-files.ts'

interface Alert { readonly alert: string; readonly expr: string; readonly labels: { readonly severity: string }; readonly annotations: { readonly summary: string; readonly runbook_url: string } }
const alerts = (yamlOf('infra/prometheus/alerts.yml').groups as { rules: Alert[] }[]).flatMap(({ rules }) => rules)
const told = documentedMetrics()
/** Told by Prometheus of every target, and by the blackbox exporter. */
const OTHERS: ReadonlyMap<string, readonly string[]> = new Map([['up', []], ['probe_success', []], ['probe_ssl_earliest_cert_expiry', []]])
/** Of every target, as infra/prometheus/prometheus.yml names them. */
const EVERYWHERE = ['instance', 'job', 'server', 'le', 'alertname']

const askedIn = (expression: string): { errors: number; metrics: string[]; labels: string[] } => {
  const [metrics, labels] = [new Set<string>(), new Set<string>()]
  let errors = 0
  parser.parse(expression.replaceAll('$__rate_interval', '5m')).iterate({ enter: ({ name, from, to, type, node }) => {
    const text = expression.replaceAll('$__rate_interval', '5m').slice(from, to)
    if (type.isError) errors += 1
    if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.add(text)
    if (name === 'LabelName') labels.add(text)
  } })
  return { errors, metrics: [...metrics], labels: [...labels] }
}
const expressions: readonly (readonly [string, string])[] = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...DASHBOARDS.flatMap(({ title, panels }) => panels.flatMap((panel) => panel.asks.map(([, expression]) => [`${title}: ${panel.title}`, expression] as const))),
]

describe.each(expressions)('%s', (_title, expression) => {
  it('is PromQL, of metrics and labels that there are', () => {
    const { errors, metrics, labels } = askedIn(expression)
    expect(errors).toBe(0)
    expect(metrics.length).toBeGreaterThan(0)
    const known = metrics.map((name) => told.get(name) ?? told.get(name.replace(/_(bucket|sum|count)$/, '')) ?? OTHERS.get(name))
    metrics.forEach((name, n) => expect(known[n], name).toBeDefined())
    for (const label of labels) expect([...EVERYWHERE, ...known.flatMap((each) => each!)]).toContain(label)
  })
})

describe('alerts', () => {
  const kebab = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()
  it('have a runbook each; those without an alert are for what has none', () => {
    for (const { alert, annotations } of alerts) expect(annotations.runbook_url).toBe(`docs/runbooks/${kebab(alert)}.md`)
    const [, others = ''] = textOf('docs/runbooks/README.md').split('## 没有告警的事')
    const without = [...others.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name]) => name!)
    expect(readdirSync(pathOf('docs/runbooks')).filter((name) => name !== 'README.md').sort()).toEqual([...alerts.map(({ alert }) => `${kebab(alert)}.md`), ...without].sort())
  })
  it('say in their runbook what they mean, what to look at, what to do, and when it is over', () => {
    for (const { alert, annotations } of alerts) {
      const text = textOf(annotations.runbook_url)
      expect(text.startsWith(`# ${alert}：`), alert).toBe(true)
      for (const part of ['**对群众意味着什么。**', '## 看什么', '## 怎么办', '## 何时算过去']) expect(text, alert).toContain(part)
      expect(textOf('docs/runbooks/README.md')).toContain(`](${kebab(alert)}.md)`)
    }
  })
  it('send nobody to a route or a command that there is not', () => {
    const paths = Object.keys(JSON.parse(textOf('packages/client/openapi.json')).paths as object)
    const runbooks = readdirSync(pathOf('docs/runbooks')).map((name) => textOf(`docs/runbooks/${name}`)).join('\n')
    for (const [, path] of runbooks.matchAll(/GET (\/api\/v1\/[^`）]*)`/g)) expect(paths).toContain(path)
    for (const [, command] of runbooks.matchAll(/zhijian -- ([a-z-]+)/g)) expect(textOf('README.md')).toMatch(new RegExp(`^\\| .*\`${command}\\b`, 'm'))
    for (const [, other] of runbooks.matchAll(/见 ([a-z-]+)(?=[；。、：])/g)) expect(readdirSync(pathOf('docs/runbooks'))).toContain(`${other}.md`)
  })
  it('call at once or within the day, and are tried: each fires, and does not before', () => {
    const tried = (yamlOf('infra/prometheus/alerts.test.yml').tests as { name: string; promql_expr_test: { exp_samples: { value: number }[] }[] }[])
    expect(tried.map(({ name }) => name)).toEqual(alerts.map(({ alert }) => alert))
    for (const { name, promql_expr_test: at } of tried) expect(at.map(({ exp_samples: [sample] }) => sample!.value), name).toEqual([0, 1])
    for (const { labels } of alerts) expect(['page', 'ticket']).toContain(labels.severity)
  })
})

describe('dashboards', () => {
  it('are those made from panels.mjs', () => {
    for (const dashboard of DASHBOARDS) expect(readFileSync(pathOf(`infra/grafana/dashboards/${dashboard.uid}.json`), 'utf8'), 'node infra/grafana/generate.mjs').toBe(dashboardText(dashboard))
    expect(readdirSync(pathOf('infra/grafana/dashboards'))).toHaveLength(DASHBOARDS.length)
  })
  it('lie beside each other without overlapping', () => {
    for (const dashboard of DASHBOARDS) {
      const cells = (JSON.parse(dashboardText(dashboard)).panels as { gridPos: { x: number; y: number; w: number; h: number } }[])
        .flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_, n) => `${x + (n % w)}/${y + Math.floor(n / w)}`))
      expect(new Set(cells).size).toBe(cells.length)
    }
  })
})

const promtool = onPath('promtool')
const report = pathOf('tools/.report')
mkdirSync(report, { recursive: true })
for (const other of ['ran-against', 'not-run']) rmSync(`${report}/${other}.txt`, { force: true })
if (promtool === null) {
  writeFileSync(`${report}/not-run.txt`, 'alerts by Prometheus\' own tool: no promtool on PATH (Debian: prometheus)\n')
  describe.skip('NOT RUN (no promtool on PATH): Prometheus\' own tool', () => { it('agrees', () => {}) })
} else {
  writeFileSync(`${report}/ran-against.txt`, 'promtool: alerts, their tests, and the configuration\n')
  describe('Prometheus\' own tool', () => {
    it.each([['check', 'config', 'prometheus.yml'], ['check', 'rules', 'alerts.yml'], ['test', 'rules', 'alerts.test.yml']])('agrees: %s %s %s', (...args) => {
      expect(execFileSync(promtool, args, { cwd: pathOf('infra/prometheus'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toContain('SUCCESS')
    })
  })
}
