// Writes the dashboards that Grafana loads, from panels.mjs: node infra/grafana/generate.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DASHBOARDS } from './panels.mjs'

const SOURCE = { type: 'prometheus', uid: 'prometheus' }
const WIDTH = { stat: 6, lines: 12 }
const HEIGHT = { stat: 4, lines: 8 }

/** @param {readonly import('./panels.mjs').Panel[]} panels left to right, and down */
const placed = (panels) => {
  let [x, y, rowHeight] = [0, 0, 0]
  return panels.map((panel) => {
    const [w, h] = [WIDTH[panel.as], HEIGHT[panel.as]]
    if (x + w > 24 || (rowHeight !== 0 && h !== rowHeight)) [x, y, rowHeight] = [0, y + rowHeight, 0]
    const at = { x, y, w, h }
    x += w
    rowHeight = h
    return { panel, at }
  })
}

/** @param {import('./panels.mjs').Panel['good']} good */
const thresholds = (good) => ({
  mode: 'absolute',
  steps: good === 'high' ? [{ color: 'red', value: null }, { color: 'orange', value: 0.95 }, { color: 'green', value: 0.99 }]
    : good === 'zero' ? [{ color: 'green', value: null }, { color: 'red', value: 0.001 }] : [{ color: 'blue', value: null }],
})

/** @param {import('./panels.mjs').Dashboard} dashboard @returns {string} what its file holds */
export const dashboardText = ({ uid, title, panels }) => `${JSON.stringify({
  uid, title, tags: ['zhijian'], timezone: 'Asia/Shanghai', schemaVersion: 39, editable: false, refresh: '30s', time: { from: 'now-6h', to: 'now' },
  panels: placed(panels).map(({ panel, at }, n) => ({
    id: n + 1, title: panel.title, type: panel.as === 'stat' ? 'stat' : 'timeseries', datasource: SOURCE, gridPos: at,
    fieldConfig: { defaults: { unit: panel.unit, thresholds: thresholds(panel.good), color: { mode: panel.as === 'stat' ? 'thresholds' : 'palette-classic' } }, overrides: [] },
    options: panel.as === 'stat' ? { reduceOptions: { calcs: ['lastNotNull'] }, graphMode: 'area' } : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: panel.asks.map(([legend, expression], m) => ({ refId: String.fromCharCode(65 + m), datasource: SOURCE, expr: expression, ...(legend === '' ? {} : { legendFormat: legend }) })),
  })),
}, null, 1)}\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('dashboards', import.meta.url))
  mkdirSync(folder, { recursive: true })
  for (const dashboard of DASHBOARDS) writeFileSync(join(folder, `${dashboard.uid}.json`), dashboardText(dashboard))
}
