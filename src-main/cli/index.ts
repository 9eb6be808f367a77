// The headless composition root.
export {};
