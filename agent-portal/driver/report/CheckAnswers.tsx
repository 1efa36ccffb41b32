import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatTime } from '../../kit/format/time.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLanguage } from '../../kit/words.ts'
import { plateFacts, plateNumber, type PlateDraft } from './plate.ts'
import type { ReportDraft, Step } from './report-draft.ts'

/** Everything once more before it is sent; each line leads back to its question. */
export function CheckAnswers({ report, error }: { readonly report: ReportDraft; readonly error: string | undefined }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  return (
    <>
      <h1>{t('report.check.heading')}</h1>
      {error && <Notice tone="error" announce title={error} />}
      <dl className="driver-answers">
        <Row step="place">{report.placeText}</Row>
        <Row step="time">{report.occurredAt && formatTime(report.occurredAt, 'dayAndTime', language)}</Row>
        <Row step="weather">{report.weather && t(`report.weather.${report.weather}`)}</Row>
        <Row step="road">{report.roadKind && t(`report.road.${report.roadKind}`)}</Row>
        <Row step="own">
          <Plate plate={report.own} />
        </Row>
        <Row step="others">
          {report.others.length === 0
            ? t('report.others.none')
            : report.others.map((plate, index) => <Plate key={index} plate={plate} />)}
        </Row>
      </dl>
      <p className="driver-quiet">{t('report.check.note')}</p>
    </>
  )
}

function Row({ step, children }: { readonly step: Step; readonly children: ReactNode }) {
  const { t } = useTranslation('driver')
  return (
    <div>
      <dt>{t(`report.step.${step}`)}</dt>
      <dd>{children}</dd>
      <dd>
        <Link to={`/report/${step}`}>
          {t('report.check.change')}
          <span className="kit-unseen"> {t(`report.step.${step}`)}</span>
        </Link>
      </dd>
    </div>
  )
}

const Plate = ({ plate }: { readonly plate: PlateDraft }) =>
  plate.kind && <PlateBadge plate={plateFacts({ plateNumber: plateNumber(plate), plateKind: plate.kind })} />
