// Whoever does something to the platform says why first. The words go with the act, sealed; without them nothing can be sent.
import { ProblemNotice } from '@zhijian/web-kit'
import { Button, Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './format.ts'

export interface ReasonProps {
  readonly title: string
  /** What happens, and to whom. */
  readonly children: ReactNode
  readonly act: string
  readonly isDangerous?: boolean
  readonly isPending: boolean
  readonly error: unknown
  readonly onAct: (reason: string) => void
  readonly onClose: () => void
}

export const ReasonDialog = ({ title, children, act, isDangerous = false, isPending, error, onAct, onClose }: ReasonProps): ReactNode => {
  const { t } = useTranslation('platform')
  const [reason, setReason] = useState('')
  const id = useId()
  const isMissing = reason.trim() === ''
  return (
    <Modal open title={title} onCancel={onClose} mask={{ closable: false }} footer={[
      <Button key="no" onClick={onClose}>{t('reason.cancel')}</Button>,
      <Button key="yes" type="primary" danger={isDangerous} disabled={isMissing} loading={isPending} onClick={() => onAct(reason.trim())}>{act}</Button>,
    ]}>
      {children}
      <label htmlFor={id} style={{ display: 'block', marginTop: 12, fontWeight: 600 }}>{t('reason.label')}</label>
      <Input.TextArea id={id} value={reason} maxLength={500} rows={3} aria-describedby={`${id}-hint`} onChange={({ target }) => setReason(target.value)} />
      <p id={`${id}-hint`} className="zj-hint">{t('reason.hint')}</p>
      <ProblemNotice error={error} />
    </Modal>
  )
}
