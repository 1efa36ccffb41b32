import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { locate } from './place.ts'
import type { QuestionProps } from './question.ts'

/** Where it happened: the phone's position for the police, a typed address for people. Either may fail, the typed one is enough. */
export function PlaceQuestion({ report, change, error }: QuestionProps) {
  const { t } = useTranslation('driver')
  const find = useMutation({ mutationFn: locate, onSuccess: (position) => change({ position }) })
  const { position } = report
  return (
    <>
      <TextField
        id="place"
        size="page"
        label={t('report.place.question')}
        hint={t('report.place.hint')}
        error={error}
        autoComplete="off"
        maxLength={200}
        value={report.placeText}
        onChange={(placeText) => change({ placeText })}
      />
      <Button tone="secondary" icon="fit" busy={find.isPending} onClick={() => find.mutate()}>
        {position ? t('report.place.again') : t('report.place.locate')}
      </Button>
      {position && (
        <Notice tone="ok" announce title={t('report.place.found')}>
          {t('report.place.accuracy', { metres: position.accuracyM })}
        </Notice>
      )}
      {find.isError && (
        <Notice tone="warn" announce title={t('report.place.failed')}>
          {t('report.place.failedAdvice')}
        </Notice>
      )}
    </>
  )
}
