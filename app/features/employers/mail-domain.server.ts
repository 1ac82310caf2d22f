// Decides which domains of addresses say nothing about where somebody works: those of mail services that anybody can join. The list is kept by many
// (`email-providers`); what it lacks of the countries where the academy's partners sit stands here.
import providers from 'email-providers';

const BESIDE = `tuta.com tuta.io tutanota.com tutanota.de tutamail.com keemail.me fastmail.com gmx.ch posteo.de posteo.net ziggo.nl xs4all.nl upcmail.nl
  telfort.nl quicknet.nl casema.nl tele2.nl solcon.nl hispeed.ch magenta.de poczta.onet.pl vp.pl op.pl telefonica.net mail.bg skiff.com
  duck.com mozmail.com simplelogin.com msgsafe.io`;

const PUBLIC_DOMAINS: ReadonlySet<string> = new Set([...providers, ...BESIDE.trim().split(/\s+/)]);

/** 'anna@fjord.example' → 'fjord.example'. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** True for a domain that anybody can have an address of. */
export const isPublicMailDomain = (domain: string): boolean => PUBLIC_DOMAINS.has(domain.toLowerCase());
