import { useTranslation } from 'react-i18next'

/** What people call an insurer; its code where we know no name. */
export function useInsurerName(): (id: string) => string {
  const { t } = useTranslation('driver')
  return (id) => t(`insurer.${id}`, { defaultValue: id })
}
