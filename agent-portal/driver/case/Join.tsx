import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { Screen } from '../frame/Screen.tsx'
import { useApi } from '../services.ts'
import { accidentKey } from './case-queries.ts'

/** Where the QR code of the first driver leads: the second joins the case by an act of his own. */
export default function Join() {
  const { t } = useTranslation('driver')
  const { secret = '' } = useParams()
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const join = useMutation({
    mutationFn: () => answer(api.POST('/invitations/redemption', { body: { secret } })),
    onSuccess: async (accident) => {
      client.setQueryData(accidentKey(accident.id), accident)
      await client.invalidateQueries({ queryKey: ['accidents'] })
      await navigate(`/cases/${accident.id}`, { replace: true })
    },
  })
  return (
    <Screen
      nextAction={
        <Button wide busy={join.isPending} onClick={() => join.mutate()}>
          {t('join.act')}
        </Button>
      }
    >
      <h1>{t('join.heading')}</h1>
      <p>{t('join.text')}</p>
      <ol className="plain-list">
        <li>{t('join.own')}</li>
        <li>{t('join.statement')}</li>
        <li>{t('join.sign')}</li>
      </ol>
      <ActRefused error={join.error} />
      {join.isError && <p>{t('join.again')}</p>}
    </Screen>
  )
}
