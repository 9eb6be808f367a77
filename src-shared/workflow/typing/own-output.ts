/** The name under which the `cost` of a step sees what its attempt has given. */
export const ownOutput = 'output';
