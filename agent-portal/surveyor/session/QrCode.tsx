import { useMemo } from 'react'
import { drawingSVG, qrcode } from 'bwip-js/browser'

export interface QrCodeProps {
  readonly text: string
  readonly label: string
}

/** Modules of light around the code, without which scanners do not find it (ISO/IEC 18004). */
const quietZone = 4

/** A QR code, dark on white in every theme: scanners expect it so. Drawn in the page: the text, a secret, leaves it for nowhere. */
export default function QrCode({ text, label }: QrCodeProps) {
  const source = useMemo(() => {
    const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1, padding: quietZone, backgroundcolor: 'ffffff' }
    return `data:image/svg+xml,${encodeURIComponent(qrcode(options, drawingSVG()))}`
  }, [text])
  return <img className="sign-in__qr" src={source} alt={label} />
}
