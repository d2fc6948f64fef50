// The index of docs/adr is made from the records: `node tools/adr-index.mjs` writes it, with --check it only compares.
// A record is `0007-title.md` with a first heading; a line `Status: …` or `- Status: …` is shown, else `accepted`.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @param {string} folder
 * @returns {{ text: string, count: number, faults: string[] }} faults: numbers used twice, records without a heading
 */
export const adrIndex = (folder) => {
  /** @type {string[]} */
  const faults = []
  const names = readdirSync(folder).filter((name) => /^\d{4}-.+\.md$/.test(name)).sort()
  const rows = names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const heading = /^# (.+)$/m.exec(text)?.[1]
    if (heading === undefined) faults.push(`docs/adr/${name}: no heading`)
    const title = (heading ?? name).replace(/^(ADR[ -]?)?\d{4}[.:：]?\s*(?:[—–-]\s*)?/i, '').trim()
    const status = /^[-*\s]*\**Status\**\s*[:：]\**\s*(.+)$/im.exec(text)?.[1]?.trim() ?? 'accepted'
    return `| [${name.slice(0, 4)}](${name}) | ${title.replaceAll('|', '\\|')} | ${status.replaceAll('|', '\\|')} |`
  })
  names.forEach((name, index) => {
    if (index > 0 && names[index - 1]?.slice(0, 4) === name.slice(0, 4)) faults.push(`docs/adr/${name}: its number is used twice`)
  })
  return {
    count: names.length, faults,
    text: ['# Decisions', '', 'Made by `node tools/adr-index.mjs`; do not edit. A decision is superseded, not rewritten.', '', '| No. | Decision | Status |', '|---|---|---|', ...rows, ''].join('\n'),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../docs/adr', import.meta.url))
  if (!existsSync(folder)) throw new Error('there is no docs/adr')
  const { text, count, faults } = adrIndex(folder)
  writeFileSync(join(folder, 'README.md'), text)
  for (const fault of faults) console.error(fault)
  console.log(`adr-index: ${count} records`)
  process.exitCode = faults.length > 0 ? 1 : 0
}
