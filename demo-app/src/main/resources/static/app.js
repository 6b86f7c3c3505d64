const $ = id => document.getElementById(id);
const form = $('form');
const slider = $('airports');
let latest = 0;

async function ask(method, path, body) {
  const response = await fetch(path, {method, body: body && JSON.stringify(body),
    headers: body ? {'Content-Type': 'application/json'} : {}});
  const text = await response.text();
  if (!response.ok) throw new Error(response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text).detail : text);
  return text && response.headers.get('Content-Type').includes('json') ? JSON.parse(text) : text;
}

/* Makes a change, then asks for the tour again. Only the answer to the latest is drawn. */
async function plan(change = () => {}) {
  const turn = ++latest;
  document.body.classList.add('busy');
  delete $('verdict').dataset.hit;
  $('word').textContent = 'Planning…';
  $('time').textContent = $('reason').textContent = '';
  history.replaceState(null, '', $('tab').href = '?airports=' + slider.value);
  try {
    await change();
    const trip = await ask('GET', '/api/trip?airports=' + slider.value);
    const state = await ask('GET', '/api/state');
    if (turn !== latest) return;
    showTrip(trip);
    showState(state);
  } catch (problem) {
    if (turn !== latest) return;
    $('word').textContent = 'No answer';
    $('reason').textContent = problem.message;
  }
  document.body.classList.remove('busy');
}

function showTrip(trip) {
  const {hit, reason, millis} = trip.planning;
  const length = Math.round(trip.length).toLocaleString('en') + ' ' + trip.unit;
  $('verdict').dataset.hit = hit;
  $('word').textContent = hit ? 'Hit' : 'Miss';
  $('time').textContent = time(millis);
  $('reason').textContent = reason;
  $('leaps').setAttribute('d', trip.line.leaps);
  $('legs').setAttribute('d', trip.line.legs);
  $('legs').replaceWith($('legs').cloneNode()); // draws it anew
  $('stops').replaceChildren(...trip.stops.map(dot), ...trip.stops.filter(stop => stop.named).map(name));
  $('caption').replaceChildren(`${trip.airports} airports and home again `, element('strong', {}, length));
  $('reading').textContent = `Data file: ${said(trip.reading)}. Tour: ${said(trip.planning)}.`;
  $('tower').textContent = `Connection ${trip.tower.connection}, request ${trip.tower.requests}`;
  const entry = element('li', {'data-hit': hit}, said(trip.planning));
  entry.append(element('span', {}, `${trip.airports} airports, ${length}`));
  $('log').prepend(entry);
  while ($('log').children.length > 5) $('log').lastChild.remove();
}

function showState({settings, edited, methods, alerts}) {
  form.elements.unit.value = settings.unit;
  form.elements.search.value = settings.search;
  $('edit').value = edited;
  $('edit').textContent = edited ? 'Take the edit back' : 'Edit the data file';
  $('alert').hidden = $('spoiled').hidden = !alerts.length;
  if (alerts.length) {
    $('alert-method').textContent = alerts[0].method;
    $('alert-places').textContent = alerts[0].places.join(', ');
  }
  $('fingerprint').textContent = methods.find(method => method.name === 'TourPlanner.plan')?.fingerprint;
  $('methods').replaceChildren(...methods.map(method => {
    const row = element('tr', {});
    row.append(element('th', {scope: 'row'}, method.name), element('td', {class: 'code'}, method.fingerprint),
      ...[method.hits, method.misses, method.entries].map(figure => element('td', {}, figure.toLocaleString('en'))),
      element('td', {}, time(method.savedMillis)));
    return row;
  }));
}

const time = millis => millis < 999.5 ? `${millis.toFixed(millis < 9.95 ? 1 : 0)} ms` : `${(millis / 1000).toFixed(2)} s`;

const said = ({hit, millis}) => `${hit ? 'Hit' : 'Miss'} ${time(millis)}`;

function element(name, attributes, text = '', namespace = 'http://www.w3.org/1999/xhtml') {
  const made = document.createElementNS(namespace, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

const drawn = (name, attributes, text) => element(name, attributes, text, 'http://www.w3.org/2000/svg');

function dot({x, y, iata, name, place, named}) {
  const circle = drawn('circle', {cx: x, cy: y, r: named ? 3.4 : 2.2});
  circle.append(drawn('title', {}, `${iata} · ${name} · ${place}`));
  return circle;
}

const name = ({x, y, iata}) => drawn('text', {x: x + 6, y: y - 5}, iata);

slider.addEventListener('input', () => $('count').textContent = slider.value);
slider.addEventListener('change', () => plan());
form.addEventListener('submit', event => (event.preventDefault(), plan()));
form.addEventListener('change', event => event.target.type === 'radio' && plan(() => ask('PUT', '/api/settings',
  {unit: form.elements.unit.value, search: form.elements.search.value})));
$('spoil').addEventListener('click', () => plan(() => ask('PUT', '/api/trip/spoiled?airports=' + slider.value)));
$('clear').addEventListener('click', () => plan(() => ask('DELETE', '/api/entries/TourPlanner.plan')));
$('edit').addEventListener('click', () => plan(() => ask($('edit').value === 'true' ? 'DELETE' : 'PUT', '/api/edit')));
addEventListener('focus', () => ask('GET', '/api/state').then(showState, () => {})); // another tab may have changed it

slider.value = new URLSearchParams(location.search).get('airports') ?? slider.value;
$('count').textContent = slider.value;
ask('GET', '/api/backdrop').then(dots => $('backdrop').setAttribute('d', dots), () => {});
plan();
