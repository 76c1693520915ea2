/** What each text runs if a browser takes it for more than text. */
const RUN = 'window.executed=1';

const ELEMENTS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
  `<video><source onerror="${RUN}"></video>`,
  `<input autofocus onfocus="${RUN}">`,
  `<style>@import 'https://evil.example/x.css';</style>`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<base href="https://evil.example/">`,
  `<object data="javascript:${RUN}"></object>`,
  `<a href="javascript:${RUN}" id="x">x</a>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}"></style></mglyph></table></mtext></math>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<template shadowrootmode="open"><script>${RUN}</script></template>`,
  `<citewell-chat endpoint="https://evil.example/"></citewell-chat>`,
  `javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
];

/** Ways out of the context that a text may stand in. */
const ESCAPES: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `"><${payload.slice(1)}`,
  (payload) => `'>${payload}`,
  (payload) => `</title></style></textarea></script>${payload}`,
  (payload) => `--><!--${payload}`,
  (payload) => `]]>${payload}`,
  (payload) => `\${${payload}}`,
  (payload) => `\`}}${payload}{{\``,
  (payload) => `<lit-part></lit-part><!--?lit$1$-->${payload}`,
  (payload) => payload.toUpperCase().replaceAll('WINDOW.EXECUTED', 'window.executed'),
  (payload) => payload.replaceAll('<', '<\u0000'),
  (payload) => payload.replaceAll(' ', '/'),
  (payload) => payload.replaceAll(':', '&colon;'),
  (payload) => `&lt;${payload}&#60;`,
  (payload) => `[1] ![x](${payload}) [y](${payload})`,
];

/** 300 texts, every element in every escape. */
export const HOSTILE_TEXTS: readonly string[] = ESCAPES.flatMap((wayOut) => ELEMENTS.map(wayOut));
