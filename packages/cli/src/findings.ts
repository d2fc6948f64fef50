// A finding of the check or of strict replay, said to a person.
import type { Finding as ReplayFinding } from '@zhijian/audit'
import type { Finding as CheckFinding } from '@zhijian/event-store'
import type { Terminal } from './terminal.ts'

const POSITION = 'position '

const placeOf = (place: string, terminal: Terminal): string => {
  if (place.startsWith(POSITION)) return terminal.text('place.position', { position: place.slice(POSITION.length) })
  return place === 'streams' || place === 'file' ? terminal.text(`place.${place}`) : place
}

export const tellFinding = (terminal: Terminal, finding: CheckFinding | ReplayFinding): void => {
  const { kind, code, values } = finding
  const where = 'place' in finding
    ? { place: placeOf(finding.place, terminal), position: '' }
    : { place: `${finding.stream}@${finding.version}`, position: terminal.text('replay.position', { position: finding.position }) }
  terminal.say('replay.finding', { kind: terminal.text(`kind.${kind}`), ...where, says: terminal.text(`finding.${code}`, values) })
}
