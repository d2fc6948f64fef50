// What an example printed against what it should, and which commands a help text or the README names.

/** @param {string} text of commander's `--help` @returns {string[]} names of inner commands, `help` left out */
export const commandsOfHelp = (text) => {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith('Commands:'))
  if (from < 0) return []
  return lines.slice(from + 1).flatMap((line) => /^ {2}([a-z][a-z-]*)/.exec(line)?.[1] ?? []).filter((name) => name !== 'help')
}

/** @param {string} readme @returns {string[]} commands in the marked table: words before the first argument or option */
export const commandsOfReadme = (readme) => {
  const table = /<!-- commands:.*?-->([\s\S]*?)<!-- \/commands -->/.exec(readme)?.[1] ?? ''
  return table.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => {
    const cell = /^\|(.*?)(?<!\\)\|/.exec(line)?.[1] ?? ''
    return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => /^[a-z-]+(?: [a-z-]+)*/.exec(code)?.[0].replace(/ -.*$/, '') ?? [])
  })
}

/** @param {string} actual @param {string} expected @returns {string | null} where they part, or null */
export const firstDifference = (actual, expected) => {
  if (actual === expected) return null
  const [left, right] = [actual.split('\n'), expected.split('\n')]
  const at = left.findIndex((line, i) => line !== right[i])
  const line = at < 0 ? left.length : at
  return `prints at line ${line + 1}: ${JSON.stringify(left[line] ?? '(nothing)')}, expected ${JSON.stringify(right[line] ?? '(nothing)')}`
}
