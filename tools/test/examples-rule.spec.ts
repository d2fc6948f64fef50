import { describe, expect, it } from 'vitest'
import { commandsOfHelp, commandsOfReadme, firstDifference } from '../checks/examples-rule.mjs'

describe('what an example prints', () => {
  it('is compared line by line, and the first that differs is named', () => {
    expect(firstDifference('a\nb\n', 'a\nb\n')).toBeNull()
    expect(firstDifference('a\nc\n', 'a\nb\n')).toBe('prints at line 2: "c", expected "b"')
    expect(firstDifference('a', 'a\nb')).toBe('prints at line 2: "(nothing)", expected "b"')
  })
})

describe('commands', () => {
  it('are read from a help text, help itself left out, wrapped descriptions passed over', () => {
    expect(commandsOfHelp('Usage\n\nOptions:\n  -h\n\nCommands:\n  show [options] <stream>  the story\n                           of it\n  dead-letters  x\n  help [command]  y\n'))
      .toEqual(['show', 'dead-letters'])
    expect(commandsOfHelp('Usage\n\nOptions:\n  -h\n')).toEqual([])
  })
  it('are read from the marked table of the README, without arguments', () => {
    const readme = '`other thing`\n<!-- commands: x -->\n| command | what |\n|---|---|\n| `replay show <stream> [--at T]` | `not this` |\n| `check` · `load --file F` | y |\n<!-- /commands -->\n'
    expect(commandsOfReadme(readme)).toEqual(['replay show', 'check', 'load'])
  })
})
