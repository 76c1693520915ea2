import type { Strings } from './strings.js';

export const french: Strings = {
  language: 'fr',
  direction: 'ltr',

  defaultHeading: 'Interroger les documents',
  defaultGreeting: 'Demandez. Puis vérifiez la réponse.',
  greetingDetail:
    'Chaque réponse est citée mot pour mot d’un document et s’ouvre à l’endroit où elle se trouve.',
  startersLabel: 'Questions pour commencer',
  conversationLabel: 'Conversation',
  newChat: 'Nouvelle conversation',
  openChat: 'Poser une question',
  closeChat: 'Fermer',

  inputLabel: 'Votre question',
  inputPlaceholder: 'Posez une question…',
  send: 'Demander',
  stop: 'Arrêter',
  keyboardHint: 'Entrée pour demander, Maj + Entrée pour aller à la ligne',
  charactersLeft: (count) => `${count.toLocaleString('fr')} caractères restants`,
  tooLong: (excess, limit) =>
    `Trop long de ${excess.toLocaleString('fr')} caractères : une question peut en avoir ${limit.toLocaleString('fr')}.`,

  you: 'Votre question',
  waiting: {
    searching: 'Recherche dans les documents…',
    reading: 'Lecture des meilleurs passages…',
    writing: 'Rédaction, chaque phrase étant vérifiée à sa source…',
  },
  waitingLong: 'La recherche prend plus de temps que d’habitude…',
  stopped: 'Arrêté avant la réponse.',

  sources: 'Sources',
  confidence: {
    high: 'Répond très probablement à votre question',
    medium: 'Répond probablement à votre question',
    low: 'Ne répond peut-être pas à votre question : vérifiez la source',
  },
  marker: (number, title) => `Source ${number} : ${title}`,
  alsoIn: (names, more) => `Aussi dans ${names.join(', ')}${more > 0 ? ` et ${more} autres` : ''}`,
  page: (number) => `page ${number}`,
  asked: (standaloneQuestion) => `Compris comme : ${standaloneQuestion}`,
  copy: 'Copier avec les sources',
  copied: 'Copié',
  copyFailed: 'La copie n’est pas permise ici',
  editQuestion: 'Modifier la question',
  rate: 'Cela vous a-t-il aidé ?',
  helpful: 'Utile',
  notHelpful: 'Pas utile',
  rated: 'Merci.',
  rateFailed: 'L’envoi a échoué. Réessayez.',
  commentLabel: 'Qu’est-ce qui était faux ou manquait ?',
  sendComment: 'Envoyer',
  answeredAloud: (text, sources) => `${text} Sources : ${sources}.`,

  refusalLabel: 'Aucune réponse sûre trouvée',
  refusals: {
    nothing_relevant: {
      title: 'Rien n’a été trouvé qui en parle avec certitude.',
      advice: 'Essayez d’autres mots, ou nommez la personne, l’entreprise ou la chose en question.',
    },
    related_but_no_answer: {
      title: 'Des passages sur ce sujet ont été trouvés, mais aucun ne répond avec certitude.',
      advice: 'La réponse s’y trouve peut-être en d’autres mots, dans les extraits ci-dessous.',
    },
    not_a_question: {
      title: 'Ceci ne ressemble pas à une question dont on puisse chercher la réponse.',
      advice: 'Demandez ce qu’un document pourrait dire : qui, quoi, quand, où, combien, pourquoi.',
    },
    empty_knowledge: {
      title: 'Il n’y a pas encore de documents pour répondre.',
      advice: 'La personne qui gère cette page doit d’abord en ajouter.',
    },
  },
  related: 'Les extraits les plus proches, pas assez sûrs pour une réponse',
  relatedNote: 'À vous de juger si l’un d’eux répond.',
  tryInstead: 'Vous pourriez demander',

  failureLabel: 'Pas encore de réponse',
  failures: {
    unreachable: {
      title: 'Le serveur est injoignable.',
      advice: 'Vérifiez votre connexion, puis réessayez. Votre question est gardée.',
    },
    timed_out: {
      title: 'Le serveur a mis trop de temps.',
      advice: 'Réessayez. Votre question est gardée.',
    },
    not_ready: {
      title: 'Les documents sont encore en cours de lecture.',
      advice: 'Les réponses viendront dès que ce sera fini.',
    },
    rate_limited: { title: 'Trop de questions à la fois.', advice: 'Le serveur demande un instant.' },
    rejected: {
      title: 'Le serveur n’a pas accepté cette question.',
      advice: 'Modifiez-la et redemandez.',
    },
    server_error: {
      title: 'Une erreur s’est produite sur le serveur.',
      advice: 'Réessayez. Votre question est gardée.',
    },
    unexpected_response: {
      title: 'Le serveur a envoyé autre chose qu’une réponse.',
      advice: 'Réessayez. Si cela persiste, prévenez la personne qui gère cette page.',
    },
    interrupted: {
      title: 'La page a été quittée avant l’arrivée de la réponse.',
      advice: 'Réessayez. Votre question est gardée.',
    },
  },
  retry: 'Réessayer',
  retryIn: (seconds) => `Nouvel essai dans ${seconds} s`,
  reference: (requestId) => `Référence : ${requestId}`,

  sourceLabel: 'Source',
  relatedLabel: 'Extrait proche',
  position: (number, count) => `${number} sur ${count}`,
  previous: 'Citation précédente',
  next: 'Citation suivante',
  close: 'Fermer la source',
  openOriginal: 'Ouvrir l’original',
  loadingSource: 'Ouverture du document…',
  verified: 'Vérifié : la citation se trouve mot pour mot dans ce document.',
  changed: 'Le document a changé depuis cette réponse. Voici le passage tel qu’il a été cité.',
  unavailable: 'Le document ne peut pas être ouvert pour l’instant. Voici le passage tel qu’il a été cité.',
  showEarlier: 'Afficher le texte précédent',
  showLater: 'Afficher le texte suivant',
};
