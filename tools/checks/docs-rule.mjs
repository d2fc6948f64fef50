// Documents: links that lead somewhere. Relative links only; nothing is asked of the network.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/**
 * @param {string} text Markdown
 * @returns {string[]} targets of links and images, code left out
 */
export const linksOf = (text) => {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g), ...prose.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)>?/gm)]
    .map((match) => match[1] ?? '')
}

/**
 * @param {string} base
 * @param {string} path of a document, relative to base
 * @returns {{ count: number, broken: string[] }} count: relative links looked at
 */
export const brokenLinks = (base, path) => {
  const relative = linksOf(readFileSync(join(base, path), 'utf8')).filter((link) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(link))
  const broken = relative.filter((link) => {
    const target = decodeURIComponent(link.replace(/[#?].*$/, ''))
    return !existsSync(join(base, target.startsWith('/') ? target.slice(1) : posix.join(dirname(path), target)))
  })
  return { count: relative.length, broken: broken.map((link) => `${path}: the link ${link} leads nowhere`) }
}
