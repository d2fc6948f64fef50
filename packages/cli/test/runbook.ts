// Commands out of a runbook's own text: fenced blocks that say `sh tried`, run line for line as they stand there. What `npm run -s
// zhijian -- …` starts runs in this process; `systemctl` is whoever runs the platform here; everything else is a shell's.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../src/index.ts'

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url))

export interface Block {
  /** `runbooks/dead-letters.md#2`: the second of that book. */
  readonly name: string
  /** What comes after `tried=`: what it needs besides a platform. */
  readonly needs: string
  readonly lines: readonly { readonly text: string; readonly code: number }[]
}

/** In the order in which they stand there. */
export const blocksOf = (book: string): readonly Block[] =>
  [...readFileSync(join(DOCS, book), 'utf8').matchAll(/^( *)```sh tried(?:=([a-z]+))?\n([\s\S]*?)^\1```$/gm)].map(([, , needs = '', body = ''], n) => ({
    name: `${book}#${n + 1}`, needs,
    lines: body.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
      const [, text = '', code = '0'] = /^(.*?)(?:\s+# 退出码 (\d))?$/.exec(line)!
      return { text, code: Number(code) }
    }),
  }))

export const allBlocks = (): readonly Block[] => ['runbooks', 'how-to'].flatMap((folder) => readdirSync(join(DOCS, folder)).sort().flatMap((name) => blocksOf(`${folder}/${name}`)))

type Env = Readonly<Record<string, string>>

/** As a shell takes a line apart: words, '…' as it is, "…" and bare with variables. @throws Error where one is not set */
export const wordsOf = (line: string, env: Env): readonly string[] => {
  const filled = (text: string): string => text.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => {
    if (env[name] === undefined) throw new Error(`${line}: $${name} is not set`)
    return env[name]
  })
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g, (_, single?: string, double?: string, bare?: string) => single ?? filled(double ?? bare!)))
}

export interface Tried {
  readonly text: string
  readonly out: string
  readonly err: string
}

export interface Doing {
  readonly env: Env
  /** What is typed when the command asks. */
  readonly input?: string
  /** @param isLast of its block */
  systemctl?(verb: string, isLast: boolean): Promise<void>
}

const ZHIJIAN = ['npm', 'run', '-s', 'zhijian', '--']

/** @throws Error where a line ends otherwise than the book says, with what it printed */
export const tryBlock = async ({ name, lines }: Block, { env, input = '', systemctl }: Doing): Promise<readonly Tried[]> => {
  const tried: Tried[] = []
  for (const [n, { text, code }] of lines.entries()) {
    const words = wordsOf(text, env)
    let [out, err, ended] = ['', '', 0]
    if (ZHIJIAN.every((word, place) => words[place] === word)) {
      const typed = async function* (): AsyncGenerator<string> {
        yield input
      }
      ended = await runProgram(words.slice(ZHIJIAN.length), { out: { write: (more) => { out += more } }, err: { write: (more) => { err += more } }, in: typed() }, env)
    } else if (words[0] === 'systemctl') {
      if (words[2] !== 'zhijian.target' || !systemctl) throw new Error(`${name}: ${text}`)
      await systemctl(words[1]!, n === lines.length - 1)
    } else {
      const done = spawnSync('bash', ['-euc', text], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } })
      ;[out, err, ended] = [done.stdout, done.stderr, done.status ?? -1]
    }
    if (ended !== code) throw new Error(`${name}: \`${text}\` ended with ${ended}, and the book says ${code}\n${out}${err}`)
    tried.push({ text, out, err })
  }
  return tried
}
