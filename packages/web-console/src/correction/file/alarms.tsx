// Every alarm about this person, the latest first; they are worked off on the board.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import { LEVEL_TONES, type File } from '../data.ts'

export const Alarms = ({ file: { alarms } }: { readonly file: File }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <section className="card" aria-labelledby="alarms">
      <h2 id="alarms">{t('alarms.title')}</h2>
      {alarms.length === 0 ? <p>{t('alarms.none.open')}</p> : (
        <table className="plain">
          <thead><tr>{(['level', 'alarm', 'since', 'raised', 'state', 'finding'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{alarms.map(({ alarmId, level, kind, since, raisedAt, phase, closed, proposed }) => (
            <tr key={alarmId}>
              <td><Mark tone={LEVEL_TONES[level]}>{t(`level.${level}`)}</Mark></td><td>{t(`alarm.${kind}`)}</td><td>{when(since)}</td><td>{when(raisedAt)}</td><td>{t(`alarm.phase.${phase}`)}</td>
              <td>{closed !== null ? t(`finding.${closed.finding}`) : proposed === null ? '—' : t(`finding.${proposed.finding}`)}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      <p><Link to="/correction/alarms">{t('alarms.title')}</Link></p>
    </section>
  )
}
