import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { TextArea } from '../../kit/form/TextArea.tsx'
import { Refused } from '../session/Refused.tsx'

export interface ReasonSheetProps {
  readonly title: string
  readonly question: string
  /** A reason to start from; it may be changed. */
  readonly suggestion?: string
  readonly busy: boolean
  readonly error: unknown
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}

/** Asks for the reason of an act before it is done. A modal dialog of the browser. */
export function ReasonSheet({ title, question, suggestion = '', busy, error, onConfirm, onClose }: ReasonSheetProps) {
  const { t } = useTranslation('surveyor')
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState(suggestion)
  const [asked, setAsked] = useState(false)
  const tooShort = reason.trim().length < 2
  useEffect(() => dialog.current?.showModal(), [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!tooShort && !busy) onConfirm(reason.trim())
  }
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="sheet-title" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <h2 id="sheet-title">{title}</h2>
        <TextArea
          id="sheet-reason"
          label={question}
          error={asked && tooShort ? t('reasonMissing') : undefined}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <Refused error={error} />
        <Button type="submit" wide busy={busy}>
          {t('confirm')}
        </Button>
        <Button tone="quiet" wide onClick={() => dialog.current?.close()}>
          {t('cancel')}
        </Button>
      </form>
    </dialog>
  )
}
