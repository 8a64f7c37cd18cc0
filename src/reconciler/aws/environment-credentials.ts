/**
 * Takes the place of the SDK's credential chain in the bundle: Lambda gives credentials by environment variables, always. They are read
 * at each call, since Lambda may renew them in a living environment.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
