import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { CaseView } from './CaseView.tsx'

/** One case, reached from the list of cases. */
export function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('console')
  return <CaseView caseId={id} back={<Link to="/cases">{t('cases.back')}</Link>} decisionPath="decision" />
}
