// What do all the figures say, on one page with a chart for each row?
//
//   npm run bench -- summary [--results benchmarks/results]
//
// Reads the results as they lie there and writes README.md and charts/*.svg beside them. Measures nothing.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asked, chartFile, type Written } from './lib/bench.ts'
import { svgOf } from './lib/chart.ts'

const { results } = asked({ results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) } })
/** The order of the page; what is not named comes after, by name. */
const ORDER = ['timers', 'commands', 'append', 'strict-replay', 'audience', 'gateway', 'fan-out', 'start', 'growth', 'evidence']
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

const all = readdirSync(results).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(join(results, file), 'utf8')) as Partial<Written>)
const rows = all.filter((each): each is Written => Array.isArray(each.charts)).sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
const others = readdirSync(results).filter((file) => file.endsWith('.md') && file !== 'README.md' && !rows.some(({ name }) => file === `${name}.md`))

const charts = join(results, 'charts')
rmSync(charts, { recursive: true, force: true })
mkdirSync(charts, { recursive: true })
for (const { name, charts: own } of rows) own.forEach((chart, place) => writeFileSync(join(charts, chartFile(name, place)), svgOf(chart)))

const titleOf = (file: string): string => /^# (.+)$/m.exec(readFileSync(join(results, file), 'utf8'))?.[1] ?? file
const aims = rows.flatMap((row) => row.aims.map((aim) => ({ row, ...aim })))
const page = `# Figures

Each row was measured beside its peers in the same run, in turns, several rounds; what stands here are medians. This page and its charts
are made from the results by \`npm run bench -- summary\`; a row is measured again by \`npm run bench -- NAME --out benchmarks/results\`.

${aims.filter(({ kept }) => kept === true).length} of ${aims.length} aims are kept.

| row | aim | kept | measured |
|---|---|---|---|
${aims.map(({ row, aim, kept, says }) => `| [${row.title}](${row.name}.md) | ${aim} | ${kept === null ? 'not shown' : kept ? 'yes' : '**no**'} | ${says} |`).join('\n')}

${rows.map(({ name, title, question, charts: own, machine, date, peers }) => `## ${title}

${question} [All of it](${name}.md), [as data](${name}.json). ${date.slice(0, 10)}, load average ${machine.loadAverage[0]}${Object.keys(peers).length === 0 ? '' : `; ${Object.entries(peers).map(([peer, version]) => `${peer} ${version}`).join(', ')}`}.

${own.length === 0 ? '' : `![${own[0]!.title}](charts/${chartFile(name, 0)})\n`}`).join('\n')}
## Further

${others.map((file) => `- [${titleOf(file)}](${file})`).join('\n')}
`
writeFileSync(join(results, 'README.md'), page)
process.stdout.write(`${rows.length} rows, ${rows.reduce((sum, { charts: own }) => sum + own.length, 0)} charts, ${others.length} further results: ${join(results, 'README.md')}\n`)
