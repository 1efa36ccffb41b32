import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { type CaseState, caseTones } from './tones.ts'

/** The state of a case, in one word. */
export function CaseStateTag({ state }: { readonly state: CaseState }) {
  const { t } = useTranslation('surveyor')
  return <StatusTag tone={caseTones[state]}>{t(`caseState.${state}`)}</StatusTag>
}
