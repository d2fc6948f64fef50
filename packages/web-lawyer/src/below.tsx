// Back to where one came from, where a thumb reaches.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export const BackToMe = (): ReactNode => <Link className="zj-button zj-quiet link-button" to="/me">{useTranslation('frame').t('back')}</Link>
