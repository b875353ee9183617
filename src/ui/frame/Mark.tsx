/** The sign of the page: a learning curve on a film. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <rect x="3.5" y="2.5" width="25" height="27" rx="4" stroke="currentColor" strokeWidth="2" />
      <path d="M16 7.5v17" stroke="currentColor" strokeWidth="1.5" strokeDasharray="1 3.200" opacity="0.7" />
      <path d="M8.5 23c5.500-.5 5-10 15-11.500" stroke="var(--class-0)" strokeWidth="2.600" />
    </svg>
  );
}
