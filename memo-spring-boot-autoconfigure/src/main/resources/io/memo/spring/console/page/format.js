/* How numbers and moments are written, and how elements are made. */

const whole = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

export const count = number => whole.format(number);

export const percent = ratio =>
  ratio > 0.99 && ratio < 1 ? '> 99 %' : ratio > 0 && ratio < 0.01 ? '< 1 %' : Math.round(ratio * 100) + ' %';

/** Times too short for {@link duration}. */
export const cost = millis => (millis < 0.1 ? (millis * 1000).toFixed(1) + ' µs' : duration(millis));

export function duration(millis) {
  if (millis < 0) return '−' + duration(-millis);
  if (millis === 0) return '0 ms';
  if (millis < 0.1) return '< 0.1 ms';
  if (millis < 10) return millis.toFixed(1) + ' ms';
  if (millis < 1000) return Math.round(millis) + ' ms';
  if (millis < 100e3) return (millis / 1000).toFixed(1) + ' s';
  const minutes = Math.round(millis / 60e3);
  return minutes < 120 ? minutes + ' min' : whole.format(Math.round(minutes / 60)) + ' h';
}

/** An estimate. */
export function bytes(number) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1024;
    unit++;
  }
  return (number < 10 && unit ? number.toFixed(1) : Math.round(number)) + ' ' + units[unit];
}

export function ago(at, now) {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 2) return 'just now';
  if (seconds < 90) return seconds + ' s ago';
  if (seconds < 90 * 60) return Math.round(seconds / 60) + ' min ago';
  return seconds < 36 * 3600 ? Math.round(seconds / 3600) + ' h ago' : Math.round(seconds / 86400) + ' days ago';
}

export const time = at => clock.format(at);

export const moment = at => (Date.now() - at < 12 * 3600e3 ? clock : day).format(at);

export const plural = (number, one, many = one + 's') => count(number) + ' ' + (number === 1 ? one : many);

/** Makes an element; attributes whose value is null are left out. */
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Makes an element of a picture. */
export function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Sets a text where it differs, so that a selection in it survives. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
