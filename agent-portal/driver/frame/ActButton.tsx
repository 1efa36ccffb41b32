import { useId } from 'react'
import { Button, type ButtonProps } from '../../kit/form/Button.tsx'
import { useLocalized } from '../../kit/words.ts'
import type { Availability } from '../case/stage.ts'

interface ActButtonProps extends Pick<ButtonProps, 'tone' | 'icon' | 'busy' | 'children'> {
  /** What the server says about the act: without it there is no button, refused it says why. */
  readonly may: Availability<string> | undefined
  readonly onPress: () => void
}

/** A button that is there exactly when the server offers the act, and says why when it would refuse. */
export function ActButton({ may, onPress, children, ...look }: ActButtonProps) {
  const localized = useLocalized()
  const reasonId = useId()
  if (!may) return null
  return (
    <div className="driver-act">
      {!may.allowed && may.reason && (
        <p id={reasonId} className="driver-act__reason">
          {localized(may.reason)}
        </p>
      )}
      <Button {...look} wide disabled={!may.allowed} onClick={onPress}>
        {children}
      </Button>
    </div>
  )
}
