/** `20261121-142301`, in UTC: sorts by time and is legal in a file name everywhere. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
}
