// What commander says of a command line, in the reader's language: headings, hints, and every way a line can be wrong.
// Sentences that are not known here, after an upgrade of commander, pass as they are.
import { Help, type Command, type Option } from 'commander'
import { LANGUAGES, type LanguageName } from './terminal.ts'
import type { MessageKey } from './i18n/zh-CN.ts'

const HEADINGS: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'usage.usage', 'Arguments:': 'usage.arguments', 'Options:': 'usage.options', 'Global Options:': 'usage.global', 'Commands:': 'usage.commands',
}

/** Commander's sentences and ours; groups of the first fill `{1}`, `{2}` of the second. */
const SENTENCES: readonly (readonly [RegExp, MessageKey])[] = [
  [/^error: missing required argument '(.+)'/, 'usage.missing-argument'],
  [/^error: option '(.+)' argument missing/, 'usage.missing-value'],
  [/^error: required option '(.+)' not specified/, 'usage.missing-option'],
  [/^error: option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\./s, 'usage.invalid-choice'],
  [/^error: option '(.+)' argument '(.*)' is invalid\. (.+)/s, 'usage.invalid-value'],
  [/^error: command-argument value '(.*)' is invalid for argument '(.+)'\. (.+)/s, 'usage.invalid-argument'],
  [/^error: unknown option '(.+)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?/, 'usage.unknown-option'],
  [/^error: unknown command '(.+)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?/, 'usage.unknown-command'],
  [/^error: too many arguments/, 'usage.too-many'],
]

export const inLanguage = (program: Command, lang: LanguageName): void => {
  const catalogue: Readonly<Record<MessageKey, string>> = LANGUAGES[lang]
  const words = new Help()
  const usage = (command: Command): string => words.commandUsage(command)
    .replace('[options]', catalogue['usage.some-options']).replace('[command]', catalogue['usage.some-command'])
  const choices = ({ argChoices, defaultValue, description, flags }: Option): string => {
    const notes = [
      ...(argChoices === undefined ? [] : [catalogue['usage.choices'].replace('{1}', argChoices.join(', '))]),
      ...(defaultValue === undefined || typeof defaultValue === 'boolean' || typeof defaultValue === 'object' || flags.includes('--lang')
        ? [] : [catalogue['usage.default'].replace('{1}', String(defaultValue))]),
    ]
    return notes.length === 0 ? description : `${description} (${notes.join('; ')})`
  }
  program.configureHelp({ showGlobalOptions: true, styleTitle: (title) => (title in HEADINGS ? catalogue[HEADINGS[title]!] : title), commandUsage: usage, optionDescription: choices })
    .helpOption('-h, --help', catalogue['usage.help']).helpCommand('help [command]', catalogue['usage.help'])
    .configureOutput({
      outputError(said, write) {
        for (const [pattern, key] of SENTENCES) {
          const found = pattern.exec(said)
          if (!found) continue
          const hint = key.startsWith('usage.unknown') && found[2] !== undefined ? catalogue['usage.did-you-mean'].replace('{1}', found[2]) : ''
          write(`${catalogue[key].replaceAll(/\{(\d)\}/g, (_, group: string) => (found[Number(group)] ?? '').trim())}${hint}\n`)
          return
        }
        write(said)
      },
    })
}
