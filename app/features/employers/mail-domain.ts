// Decides which domains of addresses say nothing about where somebody works: those of mail services that anybody can join.
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.nl live.com live.nl
   live.co.uk live.fr msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me
   gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru zoho.com fastmail.com hey.com tutanota.com tuta.com
   kpnmail.nl ziggo.nl xs4all.nl planet.nl hetnet.nl home.nl wp.pl o2.pl onet.pl interia.pl poczta.onet.pl orange.fr wanadoo.fr free.fr laposte.net sfr.fr
   telefonica.net terra.es libero.it virgilio.it qq.com 163.com 126.com rediffmail.com`
    .trim()
    .split(/\s+/),
);

/** 'anna@fjord.example' → 'fjord.example'. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** True for a domain that anybody can have an address of. */
export const isPublicMailDomain = (domain: string): boolean => PUBLIC_DOMAINS.has(domain.toLowerCase());
