import { useEffect } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../api/client.ts'
import { ClockRing } from '../../kit/clock/ClockRing.tsx'
import { useNow } from '../../kit/clock/useNow.ts'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import { keysOf, useIntention } from '../case/case-queries.ts'
import { actionIn } from '../case/stage.ts'
import { useApi } from '../services.ts'

type Determination = Schemas['Determination']

/** How and when the driver got the officer's document, and until when he may ask for review; each party has a clock of its own. */
export function Service({ determination }: { readonly determination: Determination }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const now = useNow()
  useReceipt(determination)
  const own = determination.services.find(({ you }) => you)
  if (!own) return null
  const { kind, servedAt, note, reviewUntil, reviewProvisional } = own
  return (
    <section className="driver-panel" aria-labelledby="service">
      <h2 id="service">{t('service.heading')}</h2>
      <p className="driver-deadline">
        <ClockRing
          dueAt={reviewUntil}
          now={now}
          totalMs={Date.parse(reviewUntil) - Date.parse(servedAt)}
          label={t('service.review')}
        />
        <span>
          {t('service.review')}
          <br />
          <strong>{formatTime(reviewUntil, 'dayAndTime', language)}</strong>
        </span>
      </p>
      <p>
        {t(`service.kind.${kind}`, { time: formatTime(servedAt, 'dayAndTime', language) })}
        {note && <q> {note}</q>}
      </p>
      {reviewProvisional && <p className="driver-quiet">{t('service.provisional')}</p>}
    </section>
  )
}

/** Opening the sealed document on the phone serves it (电子送达). The server says whether that is still due; a second time changes nothing. */
function useReceipt({ id, accidentId, actions, document }: Determination): void {
  const api = useApi()
  const client = useQueryClient()
  const intention = useIntention()
  const { mutate } = useMutation({
    mutationFn: (documentSha256: string) =>
      answer(
        api.POST('/determinations/{id}/receipt', {
          params: { path: { id } },
          headers: { 'Idempotency-Key': intention.keyFor(documentSha256) },
          body: { documentSha256 },
        }),
      ),
    // What fails is asked for again when the page is read again.
    onSettled: () => Promise.all(keysOf(accidentId).map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  const due = actionIn(actions, 'receive')?.allowed ? document?.sha256 : undefined
  useEffect(() => {
    if (due !== undefined) mutate(due)
  }, [due, mutate])
}
