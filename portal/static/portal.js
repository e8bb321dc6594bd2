// What the pages do better with scripts: GOV.UK components, focus after a swap, and a sign-in that
// never ends without a warning or with words lost. Every page works without this file.
//
// A form that saves itself carries `data-autosave` and holds a `data-saver`, the element through
// which HTMX sends it when it hears `portal-autosave`. Every other form with unsent words is kept by
// the server and comes back when its writer signs in again.
import { initAll } from './vendor/govuk-frontend.min.js';

const SAVE_BEFORE_END = 10; // seconds
const ASK_EVERY = 60; // seconds between signs of life while somebody types
const WAIT_FOR_SAVING = 5000; // milliseconds

const session = document.getElementById('portal-session');
const trouble = document.getElementById('portal-trouble');
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('portal') : null;
const touched = new Set(); // forms with words the server has not seen
let returnTo = location.pathname;
let isSaving = false; // saving by itself is no use of the portal

// --- GOV.UK components, again after every swap. An error summary takes the focus by itself. ---

function start(scope) {
  initAll({ scope, onError: (error) => { if (error?.name !== 'InitError') console.warn(error); } });
}
start(document);
for (const name of ['htmx:after:process', 'htmx:load']) { // HTMX 4, HTMX 2
  document.addEventListener(name, (event) => {
    const root = event.target;
    if (!(root instanceof Element) || root === document.body) return;
    start(root.parentElement ?? document);
    if (root.id === 'main-content') { // a whole new page in place of the old one
      root.tabIndex = -1;
      root.focus();
    }
  });
}

// A link or button that has the focus may be swapped away under slow hands: the focus stays there.
let lostFrom = null;
for (const name of ['htmx:before:swap', 'htmx:beforeSwap']) { // HTMX 4, HTMX 2
  document.addEventListener(name, () => {
    lostFrom = document.activeElement?.closest('#indicators') ?? null;
  });
}
for (const name of ['htmx:after:swap', 'htmx:afterSwap']) {
  document.addEventListener(name, () => {
    if (!lostFrom || lostFrom.contains(document.activeElement)) return;
    lostFrom.tabIndex = -1;
    lostFrom.focus({ preventScroll: true });
    lostFrom = null;
  });
}

// --- Words not saved: say so, and keep them. ---

function formOf(event) {
  return event.target instanceof Element ? event.target.closest('form[method="post"]') : null;
}

for (const name of ['input', 'change']) {
  document.addEventListener(name, (event) => {
    const form = formOf(event);
    if (form && form.closest('main')) touched.add(form);
  });
}
document.addEventListener('submit', (event) => touched.delete(event.target));

function headersOf(detail) { // HTMX 4, HTMX 2
  return detail?.ctx?.request?.headers ?? detail?.headers;
}
function answerOf({ ctx, xhr, requestConfig } = {}) {
  if (!ctx && !xhr) return null;
  const header = (name) => (ctx ? ctx.response?.headers?.get(name) : xhr.getResponseHeader(name));
  return {
    status: (ctx ? ctx.response?.status : xhr.status) ?? 0,
    isWrite: (ctx ? ctx.request.method : requestConfig?.verb?.toUpperCase()) !== 'GET',
    left: header('Portal-Seconds-Left'),
    goesOn: Boolean(header('HX-Redirect')),
  };
}

for (const name of ['htmx:config:request', 'htmx:configRequest']) {
  document.addEventListener(name, (event) => {
    const headers = headersOf(event.detail);
    if (isSaving && headers) headers['HX-Poll'] = 'true';
    const request = event.detail?.ctx?.request; // an answer outlives the page it was given on
    if (request && event.target.id === 'questions') request.keepalive = true;
  });
}
for (const name of ['htmx:finally:request', 'htmx:afterRequest']) {
  document.addEventListener(name, (event) => {
    const answer = answerOf(event.detail ?? {});
    if (!answer) return;
    if (answer.left && session) learn(Number(answer.left));
    if (answer.status === 401 && session && !answer.goesOn) leave();
    if (!answer.isWrite) return;
    const isLost = answer.status === 0 || (answer.status >= 400 && ![401, 409, 422].includes(answer.status));
    trouble.hidden = !isLost;
    const form = formOf(event);
    if (form && isLost) touched.add(form);
    else touched.delete(form);
  });
}

function finished(form) {
  return new Promise((resolve) => {
    const done = () => resolve();
    form.addEventListener('htmx:finally:request', done, { once: true });
    form.addEventListener('htmx:afterRequest', done, { once: true });
    setTimeout(done, WAIT_FOR_SAVING);
  });
}

async function keep(form) {
  const body = new FormData(form);
  const action = new URL(form.getAttribute('action') || location.href, location.href).pathname;
  if (!body.get('return_to')) body.set('return_to', action);
  const answer = await fetch(session.dataset.keep, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { 'HX-Request': 'true', 'HX-Current-URL': location.href },
  });
  returnTo = answer.headers.get('Portal-Return-To') || returnTo;
}

async function saveEverything() {
  isSaving = true;
  const waiting = [];
  for (const form of document.querySelectorAll('form[data-autosave]')) {
    if (!touched.has(form)) continue;
    waiting.push(finished(form));
    form.dispatchEvent(new CustomEvent('portal:save-now', { bubbles: true }));
  }
  for (const form of touched) {
    if (form.isConnected && !form.hasAttribute('data-autosave')) waiting.push(keep(form).catch(() => {}));
  }
  await Promise.race([Promise.all(waiting), new Promise((resolve) => { setTimeout(resolve, WAIT_FOR_SAVING); })]);
  isSaving = false;
}

// Choosing a language or signing out leaves the page: what was typed is saved first.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.hasAttribute('data-leaves') || !session || touched.size === 0) return;
  event.preventDefault();
  await saveEverything();
  touched.clear();
  form.requestSubmit(event.submitter);
});

// --- The end of a sign-in: warned of, put off by real use in any tab, never by a poll. ---

let endsAt = Infinity; // by this machine's clock, in milliseconds
let hasSaved = false;
let isLeaving = false;
let askedAt = Date.now();

function learn(seconds, isNews = true) {
  endsAt = Date.now() + seconds * 1000;
  if (session.open && seconds > Number(session.dataset.warn)) session.close();
  if (isNews) channel?.postMessage({ endsAt });
}

async function ask(isUse) {
  askedAt = Date.now();
  const address = session.dataset.stay + (isUse ? '' : '?poll=1');
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, cache: 'no-store' });
  if (answer.status === 401) return leave();
  const left = answer.headers.get('Portal-Seconds-Left');
  if (left) learn(Number(left));
}

async function leave() {
  if (isLeaving) return;
  isLeaving = true;
  if (!hasSaved) await saveEverything();
  location.assign(`${session.dataset.out}?next=${encodeURIComponent(returnTo)}`);
}

function warn(left) {
  if (!session.open) {
    session.showModal();
    document.title = `${session.querySelector('h2').textContent} – ${document.title}`;
  }
  session.querySelector('[data-clock]').textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  const spoken = JSON.parse(session.dataset.spoken);
  const mark = Object.keys(spoken).map(Number).filter((seconds) => seconds >= left).sort((a, b) => a - b)[0];
  const voice = session.querySelector('[data-voice]');
  if (mark && voice.textContent !== spoken[mark]) voice.textContent = spoken[mark];
}

function tick() {
  const left = Math.ceil((endsAt - Date.now()) / 1000);
  if (left > Number(session.dataset.warn)) {
    hasSaved = false;
    return;
  }
  if (left < 0) { leave(); return; }
  warn(left);
  if (left <= SAVE_BEFORE_END && !hasSaved) {
    hasSaved = true;
    saveEverything();
  }
}

async function stay() {
  await ask(true).catch(() => {});
  if (!session.open) return; // the limit has moved
  session.querySelector('#portal-session-text').hidden = true; // ten hours are ten hours
  session.querySelector('[data-old]').hidden = false;
  session.querySelector('[data-stay-button]').hidden = true;
}

function use() {
  if (session.open || Date.now() - askedAt < ASK_EVERY * 1000) return;
  if (endsAt - Date.now() > (Number(session.dataset.idle) - ASK_EVERY) * 1000) return;
  ask(true).catch(() => {});
}

if (session) {
  session.addEventListener('close', () => {
    document.title = document.title.replace(`${session.querySelector('h2').textContent} – `, '');
  });
  learn(Number(session.dataset.left));
  session.querySelector('[data-stay-button]').addEventListener('click', stay);
  session.addEventListener('cancel', (event) => { event.preventDefault(); stay(); }); // Escape
  for (const name of ['keydown', 'pointerdown']) document.addEventListener(name, use, { passive: true });
  document.addEventListener('visibilitychange', tick);
  window.addEventListener('pageshow', (event) => { if (event.persisted) ask(false).catch(() => {}); });
  channel?.addEventListener('message', ({ data }) => {
    if (data.endsAt) learn((data.endsAt - Date.now()) / 1000, false);
    if (data.isOver) ask(false).catch(() => {}); // signed out in another tab: is it so here?
  });
  setInterval(tick, 1000);
} else {
  channel?.postMessage({ isOver: true });
}

// --- Pages that save themselves: at most ten seconds after the first unsaved word. ---

const SAVE_EVERY = 10_000; // milliseconds

function saveItself(form) {
  const saver = form.querySelector('[data-saver]');
  const tab = form.querySelector('[data-turn]'); // only where two windows are told apart
  const [window_, begun] = tab ? tab.value.split('.') : [];
  let turn = Number(begun ?? 0);
  let edits = 0; // changes made here, and how many of them a saving has taken along
  let sent = 0;
  let timer = 0;
  let isBusy = false;

  const take = () => { // every saving has its turn, so that a late one never undoes the next
    turn += 1;
    if (tab) tab.value = `${window_}.${turn}`;
    sent = edits;
  };
  const wait = () => { timer ||= setTimeout(save, SAVE_EVERY); };
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    if (isBusy) return;
    isBusy = true;
    take();
    saver.dispatchEvent(new CustomEvent('portal-autosave'));
  };
  const finish = (event) => {
    if (event.target !== saver) return;
    isBusy = false;
    if (answerOf(event.detail)?.status !== 200) sent = -1;
    if (edits > sent) { touched.add(form); wait(); }
  };
  for (const name of ['htmx:finally:request', 'htmx:afterRequest']) form.addEventListener(name, finish);
  for (const name of ['input', 'change']) form.addEventListener(name, () => { edits += 1; wait(); });
  form.addEventListener('portal:save-now', save);
  form.addEventListener('submit', () => { clearTimeout(timer); take(); });
  document.addEventListener('visibilitychange', () => { // leaving at once must not lose a word
    if (document.visibilityState !== 'hidden' || edits <= sent) return;
    take();
    const body = new URLSearchParams(new FormData(form));
    body.set('autosave', '1');
    fetch(location.pathname, { method: 'POST', body, keepalive: true, headers: { 'HX-Request': 'true' } }).catch(() => {});
  });
}
for (const form of document.querySelectorAll('form[data-autosave]')) saveItself(form);

// --- A list that refreshes itself stops when it is refused: the page of an ended sign-in follows. ---

for (const name of ['htmx:finally:request', 'htmx:afterRequest']) {
  document.addEventListener(name, (event) => {
    const region = event.target;
    if (answerOf(event.detail)?.status !== 401 || !(region instanceof Element)) return;
    if (!region.getAttribute('hx-trigger')?.startsWith('every')) return;
    const still = region.cloneNode(true);
    for (const attribute of ['hx-get', 'hx-trigger']) still.removeAttribute(attribute);
    region.replaceWith(still);
    if (session) leave();
  });
}

// --- Body maps: pointing at a figure chooses the nearest place and keeps the point. ---

const SVG = 'http://www.w3.org/2000/svg';

function formOfMarks(marks) {
  return marks.querySelector('form[data-mark]') ?? marks.closest('form');
}

function draw(marks, side, x, y) { // on the page of one mark, where it will be
  for (const old of marks.querySelectorAll('svg g[data-point]')) old.remove();
  const figure = marks.querySelector(`svg[data-side="${side}"]`);
  if (!figure) return;
  const group = document.createElementNS(SVG, 'g');
  group.dataset.point = '';
  const circle = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: 8, fill: '#fff', stroke: '#ca3535', 'stroke-width': 2.5 })) {
    circle.setAttribute(name, value);
  }
  group.append(circle);
  figure.append(group);
}

function point(marks, { x, y, side }) {
  const form = formOfMarks(marks);
  const places = [...form.elements.place.options].filter((each) => each.dataset.side === side);
  const away = (each) => (each.dataset.x - x) ** 2 + (each.dataset.y - y) ** 2;
  const nearest = places.reduce((best, each) => (away(each) < away(best) ? each : best));
  form.elements.place.value = nearest.value;
  form.elements.pointed.value = nearest.value;
  form.elements.x.value = x;
  form.elements.y.value = y;
  return form;
}

for (const marks of document.querySelectorAll('[data-marks]')) {
  const form = formOfMarks(marks);
  const isList = form.hasAttribute('data-mark');
  marks.addEventListener('click', (event) => {
    const figure = event.target.closest('svg.portal-body--click');
    if (!figure) return;
    const box = figure.getBoundingClientRect();
    const { width, height } = figure.viewBox.baseVal;
    const x = Math.round(((event.clientX - box.left) / box.width) * width);
    const y = Math.round(((event.clientY - box.top) / box.height) * height);
    point(marks, { x, y, side: figure.dataset.side });
    if (isList) {
      form.requestSubmit(form.querySelector('[name="go"]'));
    } else {
      draw(marks, figure.dataset.side, x, y);
      form.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  if (!isList) {
    form.elements.place.addEventListener('change', () => {
      const chosen = form.elements.place.selectedOptions[0];
      form.elements.pointed.value = '';
      draw(marks, chosen?.dataset.side, chosen?.dataset.x, chosen?.dataset.y);
    });
  }
}
