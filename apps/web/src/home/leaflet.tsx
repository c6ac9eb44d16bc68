/** A leaflet of four panels, half unfolded: night comes as it opens. Decoration only. */
export function Leaflet() {
  return (
    <svg className="leaflet" viewBox="0 0 400 330" aria-hidden="true">
      <defs>
        <clipPath id="leaflet-sheet">
          <path d="M20 60l90-30v230l-90 30zM110 30l90 30v230l-90-30zM200 60l90-30v230l-90 30zM290 30l90 30v230l-90-30z" />
        </clipPath>
      </defs>
      <g clipPath="url(#leaflet-sheet)">
        <path className="leaflet-dawn" d="M0 0h200v330H0z" />
        <path className="leaflet-dusk" d="M200 0h90v330h-90z" />
        <path className="leaflet-night" d="M290 0h110v330H290z" />
        <circle className="leaflet-sun" cx="96" cy="122" r="34" />
        <path className="leaflet-far" d="M0 240q60-70 120-38t100-30 90 14 90-36v180H0z" />
        <path className="leaflet-near" d="M0 268q80-46 150-14t130-16 120 6v90H0z" />
        <path className="leaflet-moon" d="M348 92a24 24 0 1 0 14 42 20 20 0 0 1-14-42z" />
        <g className="leaflet-stars">
          <circle cx="238" cy="86" r="2.2" />
          <circle cx="268" cy="122" r="1.8" />
          <circle cx="222" cy="136" r="1.5" />
          <circle cx="312" cy="88" r="2" />
          <circle cx="306" cy="160" r="2.2" />
          <circle cx="366" cy="176" r="1.8" />
        </g>
        <path className="leaflet-house" d="M142 236l20-17 20 17v26h-40z" />
        <path className="leaflet-lamp" d="M156 244h12v18h-12z" />
        <path className="leaflet-shade" d="M110 0h90v330h-90zM290 0h110v330H290z" />
      </g>
      <path className="leaflet-fold" d="M110 30v230M200 60v230M290 30v230" />
    </svg>
  )
}
