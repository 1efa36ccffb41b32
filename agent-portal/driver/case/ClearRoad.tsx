import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer } from '../../api/client.ts'
import { ActButton } from '../frame/ActButton.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { CarAside } from './CarAside.tsx'
import { useCase } from './case-context.ts'
import { act, useCaseAct } from './case-queries.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { actionIn } from './stage.ts'

/** The minimum is photographed: now the cars belong off the road (APR 19). Nothing else on this screen. */
export default function ClearRoad() {
  const { t } = useTranslation('driver')
  const navigate = useNavigate()
  const { id, actions } = useCase()
  const clear = useCaseAct(id, (api, _input: undefined, { version }, key) =>
    answer(api.POST('/accidents/{id}/road-clear', { ...act(id, key), body: { version } })),
  )
  const cleared = () => clear.mutate(undefined, { onSuccess: () => void navigate(`/cases/${id}`, { replace: true }) })
  return (
    <CaseScreen
      within
      nextAction={
        <ActButton may={actionIn(actions, 'clear-road')} busy={clear.isPending} onPress={cleared}>
          {t('clear.act')}
        </ActButton>
      }
    >
      <div className="driver-hero">
        <h1>{t('clear.heading')}</h1>
        <CarAside />
      </div>
      <ol className="plain-list">
        <li>{t('clear.look')}</li>
        <li>{t('clear.move')}</li>
        <li>{t('clear.stay')}</li>
      </ol>
      <p className="driver-quiet">{t('clear.law')}</p>
      <ActRefused error={clear.error} />
    </CaseScreen>
  )
}
