const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** Always followed by what they shorten or introduce; lower case, without the last full stop. */
export const NEVER_LAST = list(
  `dr mr mrs ms mx messrs prof rev hon gen maj col lt capt cmdr sgt cpl gov sen rep pres amb supt fr mme mlle
   sra srta dña dott sig vs viz cf e.g i.e eg ie z.b d.h u.a bzw ca env approx lit resp incl excl inkl exkl zzgl abzgl
   vgl ggf evtl bspw sog insb tel tél mio mrd tsd fa geb stellv`,
);

/** Followed by a number where they are abbreviations; "no." and "fig." also end sentences. Of streets see {@link STREET}. */
export const BEFORE_NUMBER = list(
  `no nos nr fig figs eq eqs vol vols pp p pg sec sect ch chap art para ver v ed op abs bd tab app ex lot ref refs
   núm num pág réf fax hs gb bl s z rn rdnr anm kap ziff lfd
   jan feb mar apr jun jul aug sep sept oct nov dec jän mär okt dez janv févr avr juil déc`,
);

/** Followed by what identifies something, as often as by a number: `contract no. SN-88213`. */
export const BEFORE_IDENTIFIER = list('no nos nr num núm ref refs réf lot art ext fax ser id');

/** Words as well: an "I" behind them begins a sentence and is no number. */
export const WORDS_AS_WELL = list('no app art fig ex ed lot sec op mar jun fax');

/** `Hauptstr. 5` */
export const STREET = /str$/u;

/** End a sentence or not: only the next word tells. Acronyms (`U.S.`) and initials (`J.`) are treated alike. */
export const MAYBE_LAST = list(
  `inc ltd co corp bros llc plc etc jr sr esq ph.d m.d b.a m.a st mt ft ave blvd rd dept univ assn est al
   a.m p.m am pm usw max min avg ed eds trans translit transl comp govt ext dist sq math phys mech sci eng appl soc ser inst natl intl j`,
);

/** After a number and its full stop ("17. März", "24. Dez.", "3. OG"), as German and Nordic ordinals are written. */
export const AFTER_ORDINAL = list(
  `januar februar märz april mai juni juli august september oktober november dezember
   jan jän feb mär apr jun jul aug sep sept okt nov dez
   og ug eg obergeschoss untergeschoss stock stockwerk etage quartal halbjahr auflage jahrhundert`,
);

/** Words that seldom follow an abbreviation within a sentence when written with a capital letter. */
export const SENTENCE_STARTERS = list(
  `the this that these those it its he she they we i you in on at by for from with as an a but and or if when
   while although though after before since during there here his her their our my your what who how why where
   which however also both each most many some all one not such then thus to under until unlike within among
   because despite according another other several once only today additionally moreover furthermore instead`,
);
