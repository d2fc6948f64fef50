// A chart as SVG text from what a result says of itself; nothing is drawn by hand. Readable on a light and a dark page, and in print.
/** Bars beside each other in groups, or lines over a common x; both say their unit, and may be logarithmic. */
export interface Chart {
  readonly title: string
  readonly unit: string
  readonly scale: 'linear' | 'log'
  readonly better: 'less' | 'more'
  readonly groups?: readonly { readonly label: string; readonly bars: readonly { readonly name: string; readonly value: number; readonly least?: number; readonly most?: number }[] }[]
  readonly lines?: { readonly x: string; readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[] }
}
export const digits = (value: number, count = 3): number => Number(value.toPrecision(count))

const COLOURS = ['#0f766e', '#b45309', '#1d4ed8', '#be185d', '#4d7c0f', '#6d28d9', '#57534e']
const [WIDTH, LEFT, RIGHT] = [760, 250, 110]
const escaped = (text: string): string => text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!)
const word = (x: number, y: number, text: string, more = ''): string => `<text x="${digits(x, 5)}" y="${digits(y, 5)}"${more === '' ? '' : ` ${more}`}>${escaped(text)}</text>`
const number = (value: number): string => (value >= 10_000 ? `${digits(value / 1000)} k` : String(digits(value)))

const frame = (chart: Chart, height: number, body: readonly string[]): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(chart.title)}" font-family="system-ui, sans-serif" font-size="12">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<g fill="#1c1917">
${word(12, 22, chart.title, 'font-size="15" font-weight="600"')}
${word(12, 40, `${chart.unit}${chart.scale === 'log' ? ', logarithmic' : ''}; ${chart.better === 'less' ? 'less is better' : 'more is better'}`, 'fill="#57534e"')}
${body.join('\n')}
</g>
</svg>
`

/** Value → 0…1 over what is shown. A logarithm begins at the power of ten below the least. */
const scaleOf = (scale: Chart['scale'], values: readonly number[]): ((value: number) => number) => {
  const shown = values.filter((value) => Number.isFinite(value) && (scale === 'linear' || value > 0))
  const most = Math.max(...shown)
  if (scale === 'linear') return (value) => (most === 0 ? 0 : Math.max(0, value) / most)
  const from = Math.floor(Math.log10(Math.min(...shown)) - 0.01)
  const to = Math.max(from + 1, Math.log10(most))
  return (value) => (value <= 0 ? 0 : Math.max(0, (Math.log10(value) - from) / (to - from)))
}

const bars = (chart: Chart): string => {
  const groups = chart.groups!
  const names = [...new Set(groups.flatMap((group) => group.bars.map(({ name }) => name)))]
  const at = scaleOf(chart.scale, groups.flatMap((group) => group.bars.flatMap(({ value, least, most }) => [value, least ?? value, most ?? value])))
  const width = WIDTH - LEFT - RIGHT
  let y = 58
  const body: string[] = []
  for (const group of groups) {
    body.push(word(12, y + 12, group.label, 'font-weight="600"'))
    y += 20
    for (const { name, value, least, most } of group.bars) {
      const [from, middle] = [LEFT, y + 8]
      body.push(word(LEFT - 8, y + 12, name, 'text-anchor="end"'))
      body.push(`<rect x="${from}" y="${y + 1}" width="${digits(Math.max(1, at(value) * width), 4)}" height="14" fill="${COLOURS[names.indexOf(name) % COLOURS.length]}"/>`)
      if (least !== undefined && most !== undefined && most > least) body.push(`<path d="M${digits(from + at(least) * width, 4)} ${middle}H${digits(from + at(most) * width, 4)}" stroke="#1c1917" stroke-width="1.5"/>`)
      body.push(word(from + at(Math.max(value, most ?? value)) * width + 6, y + 12, number(value)))
      y += 18
    }
    y += 6
  }
  return frame(chart, y + 10, body)
}

const lines = (chart: Chart): string => {
  const { x: label, series } = chart.lines!
  const points = series.flatMap((each) => each.points)
  const [height, top, left, right] = [380, 60, 70, WIDTH - 190]
  const atX = scaleOf('log', points.map(([x]) => x))
  const atY = scaleOf(chart.scale, points.map(([, y]) => y))
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [digits(left + atX(x) * (right - left), 5), digits(height - 50 - atY(y) * (height - 50 - top), 5)]
  const body: string[] = [`<path d="M${left} ${top}V${height - 50}H${right}" fill="none" stroke="#a8a29e"/>`]
  for (const x of new Set(points.map(([each]) => each))) body.push(word(place([x, points[0]![1]])[0], height - 34, number(x), 'text-anchor="middle"'))
  body.push(word((left + right) / 2, height - 14, label, 'text-anchor="middle" fill="#57534e"'))
  const ends = series.map((each, n) => ({ n, y: place(each.points.at(-1)!)[1] })).toSorted((a, b) => a.y - b.y)
  let last = -Infinity
  for (const end of ends) last = end.y = Math.max(end.y, last + 15)
  series.forEach(({ name, points: of }, n) => {
    const colour = COLOURS[n % COLOURS.length]!
    body.push(`<path d="M${of.map((each) => place(each).join(' ')).join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`)
    for (const each of of) {
      const [x, y] = place(each)
      body.push(`<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`, word(x, y - 7, number(each[1]), 'text-anchor="middle" font-size="10"'))
    }
    body.push(word(right + 12, ends.find((end) => end.n === n)!.y + 4, name, `fill="${colour}"`))
  })
  return frame(chart, height, body)
}

export const svgOf = (chart: Chart): string => (chart.lines === undefined ? bars(chart) : lines(chart))
