import { useSyncExternalStore } from 'react'
import { Icon } from '../icons.tsx'
import { useKitWords } from '../words.ts'
import './state.css'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Says that the network is gone and that nothing is lost; nothing at all while there is one. */
export function OfflineNotice() {
  const t = useKitWords()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div role="status">
      {!online && (
        <p className="kit-offline">
          <Icon name="offline" />
          {t('state.offline')}
        </p>
      )}
    </div>
  )
}
