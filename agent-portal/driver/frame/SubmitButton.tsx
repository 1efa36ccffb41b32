import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'

/** The next action of a page that is a form. */
export function SubmitButton({
  form,
  busy,
  label,
}: {
  readonly form: string
  readonly busy: boolean
  readonly label?: string
}) {
  const { t } = useTranslation('driver')
  if (busy) {
    return (
      <Button busy wide>
        {label ?? t('save')}
      </Button>
    )
  }
  return (
    <button form={form} type="submit" className="kit-button" data-tone="primary" data-wide="true">
      {label ?? t('save')}
    </button>
  )
}
