/** Throws the first of the faults, if there is one. */
export function refuse(...faults: (string | undefined)[]) {
  const fault = faults.find((each) => each !== undefined);
  if (fault) throw new Error(fault);
}
