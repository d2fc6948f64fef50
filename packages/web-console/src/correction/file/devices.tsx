// What tells where somebody is. The identifier of a device is shown once, to whoever sets it up.
import { api } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act } from '../../parts/act.tsx'
import { Because, Choice, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import { DEVICES, useMayAct, type FileActs } from '../data.ts'

export const Devices = ({ file: { devices, tracking, terms, phase }, path, onDone }: FileActs): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct() && phase !== 'over'
  const [told, setTold] = useState<string | null>(null)
  const bound = devices.filter(({ unboundAt }) => unboundAt === null)
  const changes = ['supervisees']
  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices">{t('devices')} {tracking === null ? null : <Mark tone="warn">{t('tracked.since', { at: when(tracking.since) })}</Mark>}</h2>
      {devices.length === 0 ? <p>{t('devices.none')}</p> : (
        <table className="plain">
          <thead><tr>{(['device', 'serial', 'bound', 'unbound', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{devices.toReversed().map(({ deviceId, kind, serial, boundAt, unboundAt }) => (
            <tr key={deviceId}>
              <td>{t(`device.${kind as 'phone'}`)}</td><td>{serial ?? t('gone')}</td><td>{when(boundAt)}</td><td>{when(unboundAt)}</td>
              <td>{!mayAct || unboundAt !== null ? '—' : (
                <div className="buttons">
                  {tracking?.deviceId === deviceId ? (
                    <Act key="stop" word={t('track.stop')} changes={changes} onDone={onDone} send={({ because }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/tracking', { params: { path, header }, body: { because: because! } })}><Because /></Act>
                  ) : (
                    <Act key="track" word={t('track')} primary explain={t('track.explain')} changes={changes} onDone={onDone} send={({ because }, header) => api.POST('/api/v1/supervisees/{supervisee}/tracking', { params: { path, header }, body: { deviceId, because: because! } })}><Because /></Act>
                  )}
                  <Act word={t('unbind')} danger explain={t('unbind.explain')} changes={changes} onDone={onDone}
                    send={({ because }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/devices/{device}', { params: { path: { ...path, device: deviceId }, header }, body: { because: because! } })}><Because /></Act>
                </div>
              )}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      {told === null ? null : (
        <div className="note" role="status">
          <p>{t('bound.told')}</p><p><code data-test="device">{told}</code></p>
          <Button htmlType="button" onClick={() => setTold(null)}>{t('close-told')}</Button>
        </div>
      )}
      {!mayAct ? null : (
        <div className="buttons"><Act word={t('bind')} primary={bound.length === 0} changes={changes} onDone={(made: { deviceId: string; receipt: { position?: string | null } }) => { setTold(made.deviceId); onDone(made) }}
          send={({ kind, serial, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/devices', { params: { path, header }, body: { kind: kind as 'dedicated', serial: serial!, because: because! } })}>
          <Choice label={t('bind.kind')} name="kind" required {...(terms.phoneMayServe ? {} : { hint: t('phone-may-not') })} options={DEVICES.map((each) => [each, t(`device.${each}`)])} />
          <Text label={t('serial')} hint={t('serial.hint')} name="serial" required maxLength={80} autoComplete="off" />
          <Because />
        </Act></div>
      )}
    </section>
  )
}
