import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { noPlate, type PlateDraft } from './plate.ts'
import { PlateQuestion } from './PlateQuestion.tsx'
import type { QuestionProps } from './question.ts'
import { faultOf } from './report-draft.ts'

/** More than this the server does not take in one case. */
const mostOthers = 7

/** The plates of the other vehicles: usually one, sometimes none (a pole was hit), sometimes a chain of them. */
export function OtherVehicles({ report, change, error }: QuestionProps) {
  const { t } = useTranslation('driver')
  const { others } = report
  const replace = (index: number, plate: PlateDraft) =>
    change({ others: others.map((before, at) => (at === index ? plate : before)) })
  const firstWrong = others.findIndex((own) => faultOf('own', { ...report, own }, new Date()))
  const errorAt = firstWrong === -1 ? others.length - 1 : firstWrong
  return (
    <>
      {others.length === 0 && (
        <>
          <h1>{t('report.others.none')}</h1>
          <p>{t('report.others.noneText')}</p>
        </>
      )}
      {others.map((plate, index) => (
        <div key={index} className="driver-form">
          <PlateQuestion
            id={`other-${index}`}
            size={index === 0 ? 'page' : 'field'}
            label={t(index === 0 ? 'report.others.first' : 'report.others.next', { number: index + 1 })}
            plate={plate}
            onChange={(next) => replace(index, next)}
            error={index === errorAt ? error : undefined}
          />
          {index > 0 && (
            <Button tone="quiet" onClick={() => change({ others: others.filter((_, at) => at !== index) })}>
              {t('report.others.remove')}
            </Button>
          )}
        </div>
      ))}
      <div className="driver-choices">
        {others.length < mostOthers && (
          <Button tone="secondary" icon="plus" onClick={() => change({ others: [...others, noPlate] })}>
            {t(others.length === 0 ? 'report.others.add' : 'report.others.another')}
          </Button>
        )}
        {others.length === 1 && (
          <Button tone="quiet" onClick={() => change({ others: [] })}>
            {t('report.others.noOther')}
          </Button>
        )}
      </div>
    </>
  )
}
