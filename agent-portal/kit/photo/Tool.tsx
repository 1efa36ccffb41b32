import { Icon, type IconName } from '../icons.tsx'

interface ToolProps {
  readonly icon: IconName
  readonly label: string
  readonly disabled?: boolean
  readonly onPress: () => void
}

/** One of the viewer's buttons: an icon with a name. */
export function Tool({ icon, label, disabled = false, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className="kit-viewer__tool"
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onPress}
    >
      <Icon name={icon} />
    </button>
  )
}
