/** A colour; its name stands beside it. */
export function Swatch({ hex }: { hex: string }) {
  return <span className="swatch" style={{ background: hex }} aria-hidden="true" />
}
