import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { Notice } from '../../kit/state/Notice.tsx'

interface CertificateProps {
  readonly certificate: NonNullable<Schemas['Determination']['certificate']>
}

/** What the police found and what they could not tell (事故证明): nobody bears a share, and what the driver can do now. */
export function Certificate({ certificate }: CertificateProps) {
  const { t } = useTranslation('driver')
  return (
    <>
      <Notice tone="info" title={t('certificate.noShares')}>
        {t('certificate.noSharesText')}
      </Notice>
      {(['facts', 'unclear'] as const).map((part) => (
        <section key={part} className="driver-form" aria-labelledby={part}>
          <h2 id={part}>{t(`certificate.${part}`)}</h2>
          <p className="driver-typed">{certificate[part]}</p>
        </section>
      ))}
      <section className="driver-form" aria-labelledby="ways">
        <h2 id="ways">{t('certificate.ways')}</h2>
        <ul className="driver-list">
          {(['review', 'mediation', 'court'] as const).map((way) => (
            <li key={way}>{t(`certificate.way.${way}`)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
