const MODULUS = 2 ** 31 - 1;

/** Numbers from 0 to 1, the same for the same seed (Park and Miller's generator). */
export function seededRandom(seed: number): () => number {
  let state = seed % (MODULUS - 1) + 1;
  const next = () => {
    state = state * 48_271 % MODULUS;
    return state / MODULUS;
  };
  next(); // small seeds begin with small numbers
  return next;
}
