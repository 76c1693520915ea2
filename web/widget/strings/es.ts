import type { Strings } from './strings.js';

export const spanish: Strings = {
  language: 'es',
  direction: 'ltr',

  defaultHeading: 'Pregunte a los documentos',
  defaultGreeting: 'Pregunte. Y compruebe la respuesta.',
  greetingDetail:
    'Cada respuesta se cita palabra por palabra de un documento y se abre en el lugar donde está.',
  startersLabel: 'Preguntas para empezar',
  conversationLabel: 'Conversación',
  newChat: 'Nueva conversación',
  openChat: 'Hacer una pregunta',
  closeChat: 'Cerrar',

  inputLabel: 'Su pregunta',
  inputPlaceholder: 'Haga una pregunta…',
  send: 'Preguntar',
  stop: 'Detener',
  keyboardHint: 'Intro para preguntar, Mayús + Intro para una línea nueva',
  charactersLeft: (count) => `Quedan ${count.toLocaleString('es')} caracteres`,
  tooLong: (excess, limit) =>
    `Sobran ${excess.toLocaleString('es')} caracteres: una pregunta puede tener ${limit.toLocaleString('es')}.`,

  you: 'Su pregunta',
  waiting: {
    searching: 'Buscando en los documentos…',
    reading: 'Leyendo los mejores pasajes…',
    writing: 'Escribiendo y comprobando cada frase con su fuente…',
  },
  waitingLong: 'La búsqueda tarda más de lo habitual…',
  stopped: 'Detenido antes de que hubiera respuesta.',

  sources: 'Fuentes',
  confidence: {
    high: 'Muy probablemente responde a su pregunta',
    medium: 'Probablemente responde a su pregunta',
    low: 'Quizá no responda a su pregunta: compruebe la fuente',
  },
  marker: (number, title) => `Fuente ${number}: ${title}`,
  alsoIn: (names, more) => `También en ${names.join(', ')}${more > 0 ? ` y ${more} más` : ''}`,
  page: (number) => `página ${number}`,
  asked: (standaloneQuestion) => `Entendido como: ${standaloneQuestion}`,
  copy: 'Copiar con las fuentes',
  copied: 'Copiado',
  copyFailed: 'Aquí no se permite copiar',
  editQuestion: 'Cambiar la pregunta',
  rate: '¿Le ha servido?',
  helpful: 'Útil',
  notHelpful: 'No es útil',
  rated: 'Gracias.',
  rateFailed: 'No se pudo enviar. Inténtelo de nuevo.',
  commentLabel: '¿Qué estaba mal o faltaba?',
  sendComment: 'Enviar',
  answeredAloud: (text, sources) => `${text} Fuentes: ${sources}.`,

  refusalLabel: 'No se encontró una respuesta segura',
  refusals: {
    nothing_relevant: {
      title: 'No se encontró nada que trate de esto con seguridad.',
      advice: 'Pruebe con otras palabras, o nombre la persona, la empresa o la cosa a la que se refiere.',
    },
    related_but_no_answer: {
      title: 'Se encontraron pasajes sobre el tema, pero ninguno que lo responda con seguridad.',
      advice: 'Quizá esté, con otras palabras, en los extractos de abajo.',
    },
    not_a_question: {
      title: 'Esto no parece una pregunta que se pueda consultar.',
      advice: 'Pregunte algo que un documento pueda decir: quién, qué, cuándo, dónde, cuánto, por qué.',
    },
    empty_knowledge: {
      title: 'Aún no hay documentos con los que responder.',
      advice: 'Quien administra esta página tiene que añadir alguno.',
    },
  },
  related: 'Los extractos más cercanos, no bastante seguros para una respuesta',
  relatedNote: 'Juzgue usted si alguno responde.',
  tryInstead: 'Podría preguntar',

  failureLabel: 'Aún sin respuesta',
  failures: {
    unreachable: {
      title: 'No se puede conectar con el servidor.',
      advice: 'Compruebe la conexión y vuelva a intentarlo. Su pregunta se conserva.',
    },
    timed_out: {
      title: 'El servidor ha tardado demasiado.',
      advice: 'Vuelva a intentarlo. Su pregunta se conserva.',
    },
    not_ready: {
      title: 'Los documentos todavía se están leyendo.',
      advice: 'Habrá respuestas en cuanto termine.',
    },
    rate_limited: { title: 'Demasiadas preguntas a la vez.', advice: 'El servidor pide esperar un momento.' },
    rejected: {
      title: 'El servidor no ha aceptado esta pregunta.',
      advice: 'Cámbiela y vuelva a preguntar.',
    },
    server_error: {
      title: 'Algo ha fallado en el servidor.',
      advice: 'Vuelva a intentarlo. Su pregunta se conserva.',
    },
    unexpected_response: {
      title: 'El servidor ha enviado algo que no es una respuesta.',
      advice: 'Vuelva a intentarlo. Si sigue así, avise a quien administra esta página.',
    },
    interrupted: {
      title: 'Se abandonó la página antes de que llegara la respuesta.',
      advice: 'Vuelva a intentarlo. Su pregunta se conserva.',
    },
  },
  retry: 'Reintentar',
  retryIn: (seconds) => `Nuevo intento en ${seconds} s`,
  reference: (requestId) => `Referencia: ${requestId}`,

  sourceLabel: 'Fuente',
  relatedLabel: 'Extracto cercano',
  position: (number, count) => `${number} de ${count}`,
  previous: 'Cita anterior',
  next: 'Cita siguiente',
  close: 'Cerrar la fuente',
  openOriginal: 'Abrir el original',
  loadingSource: 'Abriendo el documento…',
  verified: 'Comprobado: la cita está en este documento, palabra por palabra.',
  changed: 'El documento ha cambiado desde esta respuesta. Este es el pasaje tal como se citó.',
  unavailable: 'El documento no se puede abrir ahora. Este es el pasaje tal como se citó.',
  showEarlier: 'Mostrar texto anterior',
  showLater: 'Mostrar texto posterior',
};
