declare module 'email-providers' {
  /** Domains of mail services that anybody can join, in small letters. */
  const domains: readonly string[];
  export default domains;
}
