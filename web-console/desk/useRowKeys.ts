import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../app/useShortcuts.ts'

/** j and k walk through the rows, Enter opens the one they stand on. */
export function useRowKeys(count: number, open: (index: number) => void) {
  const { t } = useTranslation('console')
  const tableRef = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(-1)
  const go = (by: number) => {
    const next = Math.max(0, Math.min(count - 1, chosen + by))
    setChosen(next)
    tableRef.current?.querySelectorAll('tbody tr[data-row-key]')[next]?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts([
    { key: 'j', does: t('keys.nextRow'), run: () => go(1) },
    { key: 'k', does: t('keys.previousRow'), run: () => go(-1) },
    { key: 'Enter', does: t('keys.openRow'), run: () => chosen >= 0 && open(chosen) },
  ])
  return { chosen: Math.min(chosen, count - 1), tableRef }
}
