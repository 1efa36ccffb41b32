import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLanguage } from '../../kit/words.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { LinkButton } from '../frame/LinkButton.tsx'
import { plateFacts } from '../report/plate.ts'
import { useApi } from '../services.ts'
import { useCase } from './case-context.ts'
import { CaseScreen } from './CaseScreen.tsx'

/** The QR code that the other driver scans, and the link for one who stands elsewhere. */
export default function Invite() {
  const { t } = useTranslation('driver')
  const { side = '' } = useParams()
  const { id, parties, vehicles } = useCase()
  const vehicle = vehicles.find((each) => each.side === side)
  const joined = parties.find((party) => party.side === side)?.joined ?? true
  return (
    <CaseScreen within nextAction={joined ? <LinkButton to={`/cases/${id}`}>{t('next')}</LinkButton> : undefined}>
      <h1>{t('invite.heading')}</h1>
      {vehicle && (
        <p>
          <PlateBadge plate={plateFacts(vehicle)} />
        </p>
      )}
      {joined ? (
        <Notice tone="ok" announce title={t('invite.joined')}>
          {t('invite.joinedText')}
        </Notice>
      ) : (
        <Invitation id={id} side={side} />
      )}
    </CaseScreen>
  )
}

function Invitation({ id, side }: { readonly id: string; readonly side: string }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const api = useApi()
  // Made once and shown again while it is good: a new one would make the code on the other screen worthless.
  const invitation = useQuery({
    queryKey: ['invitation', id, side],
    queryFn: () => answer(api.POST('/accidents/{id}/invitations', { params: { path: { id } }, body: { side } })),
    staleTime: 3_600_000,
    gcTime: 3_600_000,
  })
  return (
    <Fetched query={invitation}>
      {({ url, qrSvg, expiresAt }) => (
        <>
          <p>{t('invite.scan')}</p>
          <img
            className="driver-qr"
            src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`}
            alt={t('invite.qr')}
            width="240"
            height="240"
          />
          <p className="driver-quiet">{t('invite.until', { time: formatTime(expiresAt, 'time', language) })}</p>
          <ShareLink url={url} />
        </>
      )}
    </Fetched>
  )
}

function ShareLink({ url }: { readonly url: string }) {
  const { t } = useTranslation('driver')
  const [copied, setCopied] = useState(false)
  const share = async () => {
    try {
      if ('share' in navigator) await navigator.share({ title: t('invite.heading'), url })
      else {
        await window.navigator.clipboard.writeText(url)
        setCopied(true)
      }
    } catch {
      // Closed without choosing anybody, or not allowed: the link stands below and can be selected.
    }
  }
  return (
    <>
      <Button tone="secondary" wide onClick={() => void share()}>
        {copied ? t('invite.copied') : t('invite.share')}
      </Button>
      <p className="driver-link">{url}</p>
    </>
  )
}
