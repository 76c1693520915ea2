import type { Strings } from './strings.js';

export const arabic: Strings = {
  language: 'ar',
  direction: 'rtl',

  defaultHeading: 'اسأل المستندات',
  defaultGreeting: 'اسأل، ثم تحقّق من الجواب.',
  greetingDetail: 'كل جواب مقتبس حرفيًا من مستند، ويُفتح في الموضع الذي ورد فيه.',
  startersLabel: 'أسئلة للبدء',
  conversationLabel: 'المحادثة',
  newChat: 'محادثة جديدة',
  openChat: 'اطرح سؤالًا',
  closeChat: 'إغلاق المحادثة',

  inputLabel: 'سؤالك',
  inputPlaceholder: 'اكتب سؤالًا…',
  send: 'اسأل',
  stop: 'إيقاف',
  keyboardHint: 'مفتاح Enter للسؤال، وShift + Enter لسطر جديد',
  charactersLeft: (count) => `الأحرف المتبقية: ${count.toLocaleString('ar')}`,
  tooLong: (excess, limit) =>
    `السؤال أطول من المسموح بمقدار ${excess.toLocaleString('ar')}: الحد ${limit.toLocaleString('ar')} من الأحرف.`,

  you: 'سؤالك',
  waiting: {
    searching: 'جارٍ البحث في المستندات…',
    reading: 'جارٍ قراءة أفضل المقاطع…',
    writing: 'جارٍ الكتابة والتحقق من كل جملة في مصدرها…',
  },
  waitingLong: 'ما زال البحث جاريًا، ويستغرق أطول من المعتاد…',
  stopped: 'أُوقف قبل ورود الجواب.',

  sources: 'المصادر',
  confidence: {
    high: 'الأرجح جدًا أنه يجيب عن سؤالك',
    medium: 'الأرجح أنه يجيب عن سؤالك',
    low: 'قد لا يجيب عن سؤالك: تحقّق من المصدر',
  },
  marker: (number, title) => `المصدر ${number}: ${title}`,
  alsoIn: (names, more) => `أيضًا في ${names.join('، ')}${more > 0 ? ` و${more} غيرها` : ''}`,
  page: (number) => `صفحة ${number}`,
  asked: (standaloneQuestion) => `فُهم السؤال هكذا: ${standaloneQuestion}`,
  copy: 'نسخ مع المصادر',
  copied: 'نُسخ',
  copyFailed: 'النسخ غير مسموح هنا',
  editQuestion: 'تعديل السؤال',
  rate: 'هل أفادك هذا؟',
  helpful: 'مفيد',
  notHelpful: 'غير مفيد',
  rated: 'شكرًا لك.',
  rateFailed: 'تعذّر الإرسال. حاول مرة أخرى.',
  commentLabel: 'ما الخطأ أو الناقص؟',
  sendComment: 'إرسال',
  answeredAloud: (text, sources) => `${text} عدد المصادر: ${sources}.`,

  refusalLabel: 'لم يُعثر على جواب مؤكّد',
  refusals: {
    nothing_relevant: {
      title: 'لم يُعثر على شيء يتناول هذا على وجه اليقين.',
      advice: 'جرّب كلمات أخرى، أو اذكر اسم الشخص أو الشركة أو الشيء الذي تقصده.',
    },
    related_but_no_answer: {
      title: 'عُثر على مقاطع عن هذا الموضوع، لكن لا مقطع منها يجيب عنه على وجه اليقين.',
      advice: 'قد يرد الجواب بكلمات أخرى في المقتطفات أدناه.',
    },
    not_a_question: {
      title: 'لا يبدو هذا سؤالًا يمكن البحث عن جوابه.',
      advice: 'اسأل عمّا قد يذكره مستند: من، ماذا، متى، أين، كم، لماذا.',
    },
    empty_knowledge: {
      title: 'لا توجد مستندات بعد للإجابة منها.',
      advice: 'على من يدير هذه الصفحة أن يضيف بعضها أولًا.',
    },
  },
  related: 'أقرب المقتطفات، وليست مؤكّدة بما يكفي لتكون جوابًا',
  relatedNote: 'لك أن تحكم هل يجيب أحدها.',
  tryInstead: 'يمكنك أن تسأل',

  failureLabel: 'لم يُجب بعد',
  failures: {
    unreachable: {
      title: 'تعذّر الوصول إلى الخادم.',
      advice: 'تحقّق من الاتصال ثم أعد المحاولة. سؤالك محفوظ.',
    },
    timed_out: { title: 'استغرق الخادم وقتًا طويلًا.', advice: 'أعد المحاولة. سؤالك محفوظ.' },
    not_ready: { title: 'ما زالت المستندات قيد القراءة.', advice: 'تصبح الإجابة ممكنة فور الانتهاء.' },
    rate_limited: { title: 'أسئلة كثيرة في وقت واحد.', advice: 'يطلب الخادم الانتظار قليلًا.' },
    rejected: { title: 'لم يقبل الخادم هذا السؤال.', advice: 'عدّله ثم اسأل من جديد.' },
    server_error: { title: 'حدث خطأ في الخادم.', advice: 'أعد المحاولة. سؤالك محفوظ.' },
    unexpected_response: {
      title: 'أرسل الخادم شيئًا ليس جوابًا.',
      advice: 'أعد المحاولة. وإن تكرّر ذلك فأخبر من يدير هذه الصفحة.',
    },
    interrupted: {
      title: 'غودرت الصفحة قبل وصول الجواب.',
      advice: 'أعد المحاولة. سؤالك محفوظ.',
    },
  },
  retry: 'إعادة المحاولة',
  retryIn: (seconds) => `إعادة المحاولة بعد ${seconds} ث`,
  reference: (requestId) => `المرجع: ${requestId}`,

  sourceLabel: 'المصدر',
  relatedLabel: 'مقتطف قريب',
  position: (number, count) => `${number} من ${count}`,
  previous: 'الاقتباس السابق',
  next: 'الاقتباس التالي',
  close: 'إغلاق المصدر',
  openOriginal: 'فتح الأصل',
  loadingSource: 'جارٍ فتح المستند…',
  verified: 'تم التحقّق: الاقتباس وارد في هذا المستند حرفيًا.',
  changed: 'تغيّر المستند بعد هذا الجواب. هذا هو المقطع كما اقتُبس.',
  unavailable: 'لا يمكن فتح المستند الآن. هذا هو المقطع كما اقتُبس.',
  showEarlier: 'عرض النص السابق',
  showLater: 'عرض النص اللاحق',
};
