import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import { Refused } from '../session/Refused.tsx'
import { useStaff } from '../session/staffSession.ts'
import { useAct } from '../session/useAct.ts'
import { onePhoto } from './queries.ts'
import './case.css'

type Purpose = Schemas['OpenOriginal']['purpose']

const purposes: readonly Purpose[] = ['determination', 'review', 'complaint', 'court', 'technical']

export interface OriginalLinkProps {
  readonly caseId: string
  readonly photoId: string
}

/** Opens the untouched original in a new tab, once it is said what for. The server notes it in the photo's custody before it answers. */
export function OriginalLink({ caseId, photoId }: OriginalLinkProps) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  const { api } = useStaff()
  const tab = useRef<Window | null>(null)
  const open = useAct(
    (purpose: Purpose) =>
      answer(api.POST('/evidence/{id}/original-link', { params: { path: { id: photoId } }, body: { purpose } })),
    [onePhoto(api, caseId, photoId).queryKey],
    ({ url }) => tab.current?.location.replace(url),
  )
  const press = (purpose: Purpose) => {
    // Opened while the press lasts: browsers let no page open a tab later on its own.
    tab.current = window.open('', '_blank')
    if (tab.current) tab.current.opener = null
    open.mutate(purpose, { onError: () => tab.current?.close() })
  }
  return (
    <details className="original">
      <summary>{t('original.open')}</summary>
      <p className="kit-quiet">{t('original.why')}</p>
      <div className="original__purposes">
        {purposes.map((purpose) => (
          <Button
            key={purpose}
            tone="secondary"
            busy={open.isPending && open.variables === purpose}
            disabled={open.isPending}
            onClick={() => press(purpose)}
          >
            {t(`original.purpose.${purpose}`)}
          </Button>
        ))}
      </div>
      {open.data && (
        <p>
          <a href={open.data.url} target="_blank" rel="noreferrer">
            {t('original.link', { time: formatTime(open.data.expiresAt, 'time', language) })}
          </a>
        </p>
      )}
      <Refused error={open.error} />
    </details>
  )
}
