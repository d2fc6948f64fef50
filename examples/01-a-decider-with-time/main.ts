// A deadline passes at its own instant, whoever looked, and whenever: with timers, without, or late, the same facts.
import { instant } from '@zhijian/kernel'
import { merge, play, type Tick } from '@zhijian/testkit'
import { application, type ApplicationCommand } from './application.ts'

const at = (day: number, time = '09:00:00.000') => instant(`2026-03-0${day}T${time}Z`)
const commands: readonly ApplicationCommand[] = [{ type: 'Receive', at: at(1) }, { type: 'Grant', at: at(9) }]

const tell = (title: string, items: readonly (ApplicationCommand | Tick)[]): string => {
  const { events, refusals } = play(application.decider, items)
  const story = [...events.map(({ time, event }) => `  ${time}  ${event.type}`), ...refusals.map(({ code }) => `  refused: ${code}`)].join('\n')
  console.log(`${title}\n${story}`)
  return story
}

const without = tell('Granted on day 9, and no timer ever fired:', commands)
const late = tell('The same, with a timer that fired a day late:', merge(commands, [{ tick: at(8, '21:00:00.000') }]))
console.log(without === late ? 'The same facts.' : 'These differ, which must not be.')

tell('Granted at the very instant it is due: the deadline goes first.', [commands[0]!, { type: 'Grant', at: at(8) }])
tell('Granted one millisecond earlier:', [commands[0]!, { type: 'Grant', at: at(8, '08:59:59.999') }])
tell('Granted before it was received:', [{ type: 'Grant', at: at(1) }])
