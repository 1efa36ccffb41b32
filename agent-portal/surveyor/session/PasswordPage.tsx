import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Layout } from '../../app/Layout.tsx'
import { ChangePassword } from './ChangePassword.tsx'

/** A surveyor replaces his own password on the phone; at a desk the same form stands in a dialog. */
export default function PasswordPage() {
  const { t } = useTranslation('surveyor')
  const navigate = useNavigate()
  return (
    <Layout title={t('title')}>
      <h1>{t('changePassword.heading')}</h1>
      <ChangePassword onClose={() => void navigate('/surveyor')} />
    </Layout>
  )
}
