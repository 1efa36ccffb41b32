import { useTranslation } from 'react-i18next'
import './desk.css'

export interface ChangesBarProps {
  readonly count: number
  readonly onShow: () => void
}

/** `3 条更新`: the list stays as it is until the reader asks for the rest. It stands in the bar above, so that nothing moves when it appears. */
export function ChangesBar({ count, onShow }: ChangesBarProps) {
  const { t } = useTranslation('console')
  return (
    <div className="changes" role="status">
      {count > 0 && (
        <button type="button" onClick={onShow}>
          {t('changes', { count })}
        </button>
      )}
    </div>
  )
}
