/** One arrow head for all wires; it takes the colour of the wire it ends. */
export function ArrowMarker() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden>
      <defs>
        <marker
          id="wire-arrow"
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M1,1 L8.5,5 L1,9 z" fill="context-stroke" stroke="none" />
        </marker>
      </defs>
    </svg>
  );
}
