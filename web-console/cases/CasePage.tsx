import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { CaseView } from './CaseView.tsx'

/** One case, reached from the list of cases; the way back keeps what the list was searched by. */
export function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('console')
  const { state } = useLocation() as { state: { readonly list?: string } | null }
  const back = <Link to={{ pathname: '/cases', search: state?.list ?? '' }}>{t('cases.back')}</Link>
  return <CaseView caseId={id} back={back} decisionPath="decision" />
}
