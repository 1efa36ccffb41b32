import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Button, type ButtonProps } from '../../kit/form/Button.tsx'

interface LinkButtonProps extends Pick<ButtonProps, 'tone' | 'icon'> {
  readonly to: string
  readonly children: ReactNode
}

/** A link within the portal that looks like a button, as wide as the screen. */
export function LinkButton({ to, children, ...look }: LinkButtonProps) {
  const navigate = useNavigate()
  return (
    <Button
      {...look}
      wide
      href={to}
      onClick={(event) => {
        event.preventDefault()
        void navigate(to)
      }}
    >
      {children}
    </Button>
  )
}
