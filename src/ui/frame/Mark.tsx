/** The sign of the page: a film on the viewing box, half film, half curve. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="3" y="2" width="26" height="28" rx="5" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <path d="M16 7v17" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M13 10c-4 1-6 5-6 11 0 2 1 3 3 2.500l3-1.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path
        d="M19 23c1.500-6 3-11 6-12.500"
        fill="none"
        stroke="var(--class-0)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
