import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCase } from '../case/case-context.ts'
import { useDetermination } from '../case/case-queries.ts'

/** The way to the document, as long as there is one. */
export function DeterminationLink() {
  const { t } = useTranslation('driver')
  const { id, erasedAt } = useCase()
  const determination = useDetermination(id)
  if (!determination.data || erasedAt) return null
  return (
    <p>
      <Link to={`/cases/${id}/document`}>{t('document.link')}</Link>
    </p>
  )
}
