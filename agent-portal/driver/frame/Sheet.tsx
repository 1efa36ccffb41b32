import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'

export interface SheetProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A question before an act that matters: a modal dialog of the browser, at the bottom where the thumb is. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const { t } = useTranslation('driver')
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className="driver-sheet" aria-labelledby={heading} onClose={onClose}>
      {open && (
        <div className="driver-sheet__content">
          <h2 id={heading}>{title}</h2>
          {children}
          <Button tone="quiet" wide onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      )}
    </dialog>
  )
}
