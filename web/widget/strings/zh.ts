import type { Strings } from './strings.js';

export const chinese: Strings = {
  language: 'zh-Hans',
  direction: 'ltr',

  defaultHeading: '向文档提问',
  defaultGreeting: '先提问，再核对答案。',
  greetingDetail: '每个答案都逐字引自文档，并可在原文位置打开。',
  startersLabel: '可以从这些问题开始',
  conversationLabel: '对话',
  newChat: '新对话',
  openChat: '提问',
  closeChat: '关闭对话',

  inputLabel: '您的问题',
  inputPlaceholder: '输入问题…',
  send: '提问',
  stop: '停止',
  keyboardHint: '按 Enter 提问，按 Shift + Enter 换行',
  charactersLeft: (count) => `还可输入 ${count.toLocaleString('zh')} 个字符`,
  tooLong: (excess, limit) =>
    `超出 ${excess.toLocaleString('zh')} 个字符：问题最多 ${limit.toLocaleString('zh')} 个字符。`,

  you: '您的问题',
  waiting: {
    searching: '正在查找文档…',
    reading: '正在阅读最相关的段落…',
    writing: '正在撰写，并逐句核对来源…',
  },
  waitingLong: '仍在查找，比平时久一些…',
  stopped: '已在得到答案之前停止。',

  sources: '来源',
  confidence: {
    high: '很可能回答了您的问题',
    medium: '大概回答了您的问题',
    low: '可能没有回答您的问题：请核对来源',
  },
  marker: (number, title) => `来源 ${number}：${title}`,
  alsoIn: (names, more) => `另见 ${names.join('、')}${more > 0 ? ` 及另外 ${more} 个文档` : ''}`,
  page: (number) => `第 ${number} 页`,
  asked: (standaloneQuestion) => `理解为：${standaloneQuestion}`,
  copy: '连同来源复制',
  copied: '已复制',
  copyFailed: '此处不允许复制',
  editQuestion: '修改问题',
  rate: '这有帮助吗？',
  helpful: '有帮助',
  notHelpful: '没有帮助',
  rated: '谢谢。',
  rateFailed: '未能发送，请重试。',
  commentLabel: '哪里不对或缺少什么？',
  sendComment: '发送',
  answeredAloud: (text, sources) => `${text} 来源：${sources} 处。`,

  refusalLabel: '没有找到确定的答案',
  refusals: {
    nothing_relevant: {
      title: '没有找到可以确定与此有关的内容。',
      advice: '请换一种说法，或写出具体的人、公司或事物的名称。',
    },
    related_but_no_answer: {
      title: '找到了有关的段落，但没有一段能确定回答它。',
      advice: '答案也许以别的说法写在下面的摘录中。',
    },
    not_a_question: {
      title: '这看起来不是一个可以查找的问题。',
      advice: '请问文档里可能写到的事：谁、什么、何时、何地、多少、为什么。',
    },
    empty_knowledge: {
      title: '还没有可以用来回答的文档。',
      advice: '需要由本页面的管理者先添加文档。',
    },
  },
  related: '最接近的摘录，不足以确定为答案',
  relatedNote: '其中是否有答案，请自行判断。',
  tryInstead: '您可以问',

  failureLabel: '尚未回答',
  failures: {
    unreachable: { title: '无法连接服务器。', advice: '请检查网络后重试。您的问题已保留。' },
    timed_out: { title: '服务器响应太慢。', advice: '请重试。您的问题已保留。' },
    not_ready: { title: '文档仍在读取中。', advice: '读取完成后即可回答。' },
    rate_limited: { title: '提问过于频繁。', advice: '服务器请您稍候。' },
    rejected: { title: '服务器没有接受这个问题。', advice: '请修改后再问。' },
    server_error: { title: '服务器出错了。', advice: '请重试。您的问题已保留。' },
    unexpected_response: {
      title: '服务器返回的内容不是答案。',
      advice: '请重试。如果仍然如此，请告知本页面的管理者。',
    },
    interrupted: {
      title: '在答案到达之前离开了页面。',
      advice: '请重试。您的问题已保留。',
    },
  },
  retry: '重试',
  retryIn: (seconds) => `${seconds} 秒后重试`,
  reference: (requestId) => `编号：${requestId}`,

  sourceLabel: '来源',
  relatedLabel: '接近的摘录',
  position: (number, count) => `${number} / ${count}`,
  previous: '上一处引用',
  next: '下一处引用',
  close: '关闭来源',
  openOriginal: '打开原文',
  loadingSource: '正在打开文档…',
  verified: '已核对：引文逐字出自本文档。',
  changed: '文档在回答之后有改动。以下是当时引用的段落。',
  unavailable: '暂时无法打开文档。以下是当时引用的段落。',
  showEarlier: '显示前文',
  showLater: '显示后文',
};
