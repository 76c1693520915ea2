import type { Strings } from './strings.js';

export const german: Strings = {
  language: 'de',
  direction: 'ltr',

  defaultHeading: 'Die Dokumente fragen',
  defaultGreeting: 'Fragen. Dann die Antwort prüfen.',
  greetingDetail:
    'Jede Antwort ist wörtlich aus einem Dokument zitiert und öffnet sich an der Stelle, an der sie steht.',
  startersLabel: 'Fragen für den Anfang',
  conversationLabel: 'Unterhaltung',
  newChat: 'Neu beginnen',
  openChat: 'Frage stellen',
  closeChat: 'Chat schließen',

  inputLabel: 'Ihre Frage',
  inputPlaceholder: 'Frage eingeben …',
  send: 'Fragen',
  stop: 'Anhalten',
  keyboardHint: 'Eingabetaste fragt, Umschalt + Eingabe beginnt eine neue Zeile',
  charactersLeft: (count) => `Noch ${count.toLocaleString('de')} Zeichen`,
  tooLong: (excess, limit) =>
    `${excess.toLocaleString('de')} Zeichen zu lang: Eine Frage darf ${limit.toLocaleString('de')} haben.`,

  you: 'Ihre Frage',
  waiting: {
    searching: 'Die Dokumente werden durchsucht…',
    reading: 'Die besten Stellen werden gelesen…',
    writing: 'Die Antwort wird geschrieben und Satz für Satz an der Quelle geprüft…',
  },
  waitingLong: 'Die Suche dauert länger als sonst …',
  stopped: 'Angehalten, bevor eine Antwort kam.',

  sources: 'Quellen',
  confidence: {
    high: 'Beantwortet die Frage sehr wahrscheinlich',
    medium: 'Beantwortet die Frage wahrscheinlich',
    low: 'Beantwortet die Frage vielleicht nicht: bitte die Quelle prüfen',
  },
  marker: (number, title) => `Quelle ${number}: ${title}`,
  alsoIn: (names, more) => `Auch in ${names.join(', ')}${more > 0 ? ` und ${more} weiteren` : ''}`,
  page: (number) => `Seite ${number}`,
  asked: (standaloneQuestion) => `Verstanden als: ${standaloneQuestion}`,
  copy: 'Mit Quellen kopieren',
  copied: 'Kopiert',
  copyFailed: 'Kopieren ist hier nicht erlaubt',
  editQuestion: 'Frage ändern',
  rate: 'War das hilfreich?',
  helpful: 'Hilfreich',
  notHelpful: 'Nicht hilfreich',
  rated: 'Danke.',
  rateFailed: 'Das konnte nicht gesendet werden. Versuchen Sie es noch einmal.',
  commentLabel: 'Was war falsch oder hat gefehlt?',
  sendComment: 'Senden',
  answeredAloud: (text, sources) => `${text} Quellen: ${sources}.`,

  refusalLabel: 'Keine sichere Antwort gefunden',
  refusals: {
    nothing_relevant: {
      title: 'Es wurde nichts gefunden, das sicher davon handelt.',
      advice: 'Versuchen Sie andere Wörter, oder nennen Sie Person, Firma oder Sache beim Namen.',
    },
    related_but_no_answer: {
      title: 'Zum Thema wurden Stellen gefunden, aber keine, die die Frage sicher beantwortet.',
      advice: 'Vielleicht steht es mit anderen Worten in den Auszügen unten.',
    },
    not_a_question: {
      title: 'Das liest sich nicht wie eine Frage, die sich nachschlagen lässt.',
      advice:
        'Fragen Sie nach etwas, das in einem Dokument stehen kann: wer, was, wann, wo, wie viel, warum.',
    },
    empty_knowledge: {
      title: 'Es gibt noch keine Dokumente, aus denen sich antworten ließe.',
      advice: 'Wer diese Seite betreibt, muss erst welche hinzufügen.',
    },
  },
  related: 'Die nächstliegenden Auszüge, für eine Antwort nicht sicher genug',
  relatedNote: 'Urteilen Sie selbst, ob einer davon antwortet.',
  tryInstead: 'Sie könnten fragen',

  failureLabel: 'Noch nicht beantwortet',
  failures: {
    unreachable: {
      title: 'Der Server ist nicht erreichbar.',
      advice: 'Prüfen Sie die Verbindung und versuchen Sie es erneut. Ihre Frage bleibt erhalten.',
    },
    timed_out: {
      title: 'Der Server hat zu lange gebraucht.',
      advice: 'Versuchen Sie es erneut. Ihre Frage bleibt erhalten.',
    },
    not_ready: {
      title: 'Die Dokumente werden noch eingelesen.',
      advice: 'Antworten gibt es, sobald das fertig ist.',
    },
    rate_limited: {
      title: 'Zu viele Fragen auf einmal.',
      advice: 'Der Server bittet um einen Moment Geduld.',
    },
    rejected: {
      title: 'Der Server hat diese Frage nicht angenommen.',
      advice: 'Ändern Sie sie und fragen Sie noch einmal.',
    },
    server_error: {
      title: 'Auf dem Server ist etwas schiefgegangen.',
      advice: 'Versuchen Sie es erneut. Ihre Frage bleibt erhalten.',
    },
    unexpected_response: {
      title: 'Der Server hat etwas gesendet, das keine Antwort ist.',
      advice: 'Versuchen Sie es erneut. Bleibt es dabei, sagen Sie es bitte dem Betreiber der Seite.',
    },
    interrupted: {
      title: 'Die Seite wurde verlassen, bevor die Antwort kam.',
      advice: 'Versuchen Sie es erneut. Ihre Frage bleibt erhalten.',
    },
  },
  retry: 'Erneut versuchen',
  retryIn: (seconds) => `Neuer Versuch in ${seconds} s`,
  reference: (requestId) => `Kennung: ${requestId}`,

  sourceLabel: 'Quelle',
  relatedLabel: 'Naheliegender Auszug',
  position: (number, count) => `${number} von ${count}`,
  previous: 'Vorige Quelle',
  next: 'Nächste Quelle',
  close: 'Quelle schließen',
  openOriginal: 'Original öffnen',
  loadingSource: 'Das Dokument wird geöffnet …',
  verified: 'Geprüft: Das Zitat steht Wort für Wort in diesem Dokument.',
  changed: 'Das Dokument wurde seit dieser Antwort geändert. Hier steht die Stelle, wie sie zitiert wurde.',
  unavailable: 'Das Dokument lässt sich gerade nicht öffnen. Hier steht die Stelle, wie sie zitiert wurde.',
  showEarlier: 'Früheren Text zeigen',
  showLater: 'Späteren Text zeigen',
};
